"""The built-in standards: complete, sound, and wide enough to judge every position by."""

from collections import Counter

import pytest

from app.checklists.derivation import derive_all
from app.checklists.reading import Standards, read_standards
from app.config import ROOT
from app.scoring import parse_checklist


@pytest.fixture(scope="module")
def standards() -> Standards:
    return read_standards(ROOT / "checklists")


def test_the_built_in_document_is_large_enough(standards: Standards) -> None:
    document = standards.document
    assert len(document.chapters) >= 12
    assert sum(1 for _ in document.references()) >= 60
    assert sum(1 for _ in document.criteria()) >= 240


def test_every_clause_has_a_criterion(standards: Standards) -> None:
    assert [each.number for each in standards.document.references() if not each.clause.criteria] == []


def test_every_position_has_a_checklist_that_can_be_scored(standards: Standards) -> None:
    checklists = derive_all(*standards)
    assert len(checklists) >= 24
    for checklist in checklists:
        plain = checklist.model_dump(mode="json")
        assert sum(1 for _ in parse_checklist(plain).questions()) == checklist.asked
        assert parse_checklist(checklist.for_visit("mystery").model_dump(mode="json")).sections


def test_every_dimension_of_every_framework_is_covered_twice(standards: Standards) -> None:
    document = standards.document
    covered = Counter(pair for criterion in document.criteria() for pair in criterion.dimensions.items())
    thin = [
        f"{framework.code}.{dimension}: {covered[framework.code, dimension]}"
        for framework in document.frameworks
        for dimension in framework.dimensions
        if covered[framework.code, dimension] < 2
    ]
    assert thin == []


def test_some_questions_are_asked_only_when_they_make_sense(standards: Standards) -> None:
    conditional = {each.code for each in standards.document.criteria() if each.enable_when}
    assert {"COU-17", "DLV-14", "LEA-13"} <= conditional
    asked = {question.id for checklist in derive_all(*standards) for question in checklist.questions()}
    assert conditional <= asked


def test_what_matters_most_says_what_to_do_when_it_fails(standards: Standards) -> None:
    serious = [each for each in standards.document.criteria() if each.critical or each.weight >= 3]
    assert len(serious) > 100
    assert [each.code for each in serious if each.playbook is None] == []


def test_every_playbook_is_its_own(standards: Standards) -> None:
    told = Counter(
        text
        for each in standards.document.criteria()
        if each.playbook
        for text in each.playbook.model_dump().values()
    )
    assert [text for text, times in told.items() if times > 1] == []
