"""What concerns one position, on one sheet to fold: never two, and what does not fit is counted."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from flask_babel import force_locale

from app.checklists.operations import publish
from app.db import db
from app.reports.extract import Extract
from app.reports.folding import extract_pdf
from app.standards.models import StandardVersion
from app.standards.noun import Text
from tests.built_in import built_in
from tests.reports.printed import BASE, PIXELS, codes
from tests.reports.sample import DAY
from tests.storm.counts import STORM

A4_ACROSS = 841.89, 595.28  # points


@pytest.fixture(scope="module")
def version(app) -> StandardVersion:
    found = publish(*built_in(), reason="first", at=DAY)
    db.session.commit()
    return found


def sheet(version: StandardVersion, position: str, language: str = "ru") -> bytes:
    with force_locale(language):
        return extract_pdf(Extract.of(version, position, language, BASE))


def longest(version: StandardVersion) -> str:
    """The position that most words are about."""
    positions = (each.code for each in version.document.positions)
    return max(
        positions,
        key=lambda code: sum(
            len(each.expected.ru) for each in Extract.of(version, code, "ru", BASE).concerning
        ),
    )


def test_the_longest_extract_is_one_sheet_with_everything_on_it(paper, version):
    position = longest(version)
    extract = Extract.of(version, position, "ru", BASE)
    read = paper(sheet(version, position))
    assert len(read.inside.pages) <= 2
    letters = read.letters
    for criterion in extract.concerning:
        assert "".join(criterion.expected.ru.split()) in letters


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_extract_is_one_sheet(paper, version, language):
    """All of them in `make storm`, for a minute; the one with most to say always."""
    every = [each.code for each in version.document.positions]
    for position in every if STORM else [longest(version)]:
        read = paper(sheet(version, position, language))
        assert len(read.inside.pages) <= 2, position


@pytest.fixture(scope="module")
def cashiers(version) -> bytes:
    return sheet(version, "cashier")


def test_the_sheet_folds_to_a_booklet(paper, cashiers):
    """Outside: the first page on the right, the fourth on the left; inside the second and the third."""
    read = paper(cashiers)
    outside, _inside = read.inside.pages
    assert [float(side) for side in outside.mediabox] == pytest.approx([0, 0, *A4_ACROSS], abs=0.01)
    page, address, place = next(codes(read.inside))
    assert page == 0, "the way to the whole stands on the first page"
    assert place[0] > A4_ACROSS[0] * PIXELS / 2, "which is the right half of the outside"
    assert address == f"{BASE}standards"


def test_nothing_of_others_stands_on_it(paper, version, cashiers):
    letters = paper(cashiers).letters
    for criterion in version.document.criteria():
        if "cashier" not in criterion.positions and len(criterion.expected.ru) > 30:
            assert "".join(criterion.expected.ru.split()) not in letters, criterion.code


def test_what_weighs_least_is_left_out_first_and_critical_never(version):
    extract = Extract.of(version, "cashier", "ru", BASE)
    shorter = extract.shorter()
    weights = {each.weight for each in extract.concerning if not each.critical}
    kept = [each for passage in shorter.passages for each in passage.criteria]
    assert {each.weight for each in kept if not each.critical} == weights - {min(weights)}
    while extract.shorter():
        extract = extract.shorter()
    kept = [each for passage in extract.passages for each in passage.criteria]
    assert kept == [each for each in extract.concerning if each.critical]
    assert extract.left_out == len(extract.concerning) - len(kept)


def test_a_sheet_that_would_overflow_leaves_the_lightest_out_and_says_how_many(paper, version):
    """One clause of sixty criteria, each a paragraph long."""
    extract = Extract.of(version, "cashier", "ru", BASE)
    light, heavy = (extract.concerning[0].model_copy(update={"weight": Decimal(w)}) for w in (1, 3))
    criteria = tuple(
        each.model_copy(update={"expected": Text(ru=f"Номер {number}. {'Слово за слово. ' * 20}", en="-")})
        for number, each in enumerate([light, heavy] * 30)
    )
    chapter = extract.document.chapters[0]
    clause = chapter.clauses[0].model_copy(update={"criteria": criteria})
    long = extract.document.model_copy(
        update={"chapters": (chapter.model_copy(update={"clauses": (clause,)}),)}
    )
    with force_locale("ru"):
        read = paper(extract_pdf(replace(extract, document=long)))
    assert len(read.inside.pages) == 2
    told = [int(number) for number in re.findall(r"Номер (\d+)\.", read.words)]
    assert sorted(told) == list(range(1, 60, 2))
    assert "30 критериев меньшего веса — только в полном документе." in read.words
