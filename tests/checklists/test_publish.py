"""Publishing: numbered, dated, signed; a checklist in which nothing changed keeps its version; large documents take seconds."""

import json

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.checklists import operations, queries
from app.checklists.checks import check_checklists
from app.checklists.derivation import derive_all
from app.checklists.proof import proofs
from app.db import db
from app.people.models import User
from app.standards.checks import check
from app.standards.document import Document
from app.standards.queries import current_standard, wording_changes
from tests.cast import Cast
from tests.checklists.large import CRITERIA, large_document, plain
from tests.standards.small_folder import SmallFolder


def in_force() -> Document:
    standard = current_standard()
    assert standard is not None
    return standard.document


def reworded(document: Document, code: str, words: str) -> Document:
    """The document with an English question in other words."""
    content = json.loads(document.canonical())
    for clause in (each for chapter in content["chapters"] for each in chapter["clauses"]):
        for criterion in clause["criteria"]:
            if criterion["code"] == code:
                criterion["question"]["en"] = words
    return Document.model_validate(content)


def test_a_version_has_a_number_a_reason_and_somebody_who_published_it(app: Flask, cast: Cast) -> None:
    with app.app_context():
        author = db.session.get_one(User, cast.users["quality"])
        later = reworded(in_force(), "COU-12", "Was it dated?")
        version = operations.publish(later, (), reason="Clearer", by=author)
        db.session.commit()
        assert (version.number, version.reason, version.by) == (2, "Clearer", author)
        assert in_force() == later


def test_only_checklists_that_differ_get_a_version_and_the_old_ones_stay(app: Flask) -> None:
    with app.app_context():
        before = {(each.position, each.channel): each.id for each in queries.current_checklists()}
        document = in_force()
        content = json.loads(document.canonical())
        content["chapters"][0]["clauses"][0]["criteria"][2]["positions"] = ["cashier"]
        selections = queries.selections_of(current_standard())  # type: ignore[arg-type]
        operations.publish(Document.model_validate(content), selections, reason="Less")
        db.session.commit()
        after = {(each.position, each.channel): each.id for each in queries.current_checklists()}
        assert after["cashier", "in_person"] == before["cashier", "in_person"]
        assert after["seller", "chat"] != before["seller", "chat"]
        assert [each.id for each in queries.checklists_of(1)] == list(before.values())
        assert queries.changed_checklists() == {1: 3, 2: 2}


def test_a_checklist_of_a_position_that_is_gone_is_not_in_force(app: Flask) -> None:
    with app.app_context():
        content = json.loads(in_force().canonical())
        content["positions"][1]["channels"] = ["in_person"]
        operations.publish(Document.model_validate(content), (), reason="No chat")
        db.session.commit()
        assert ("seller", "chat") not in [
            (each.position, each.channel) for each in queries.current_checklists()
        ]
        assert ("seller", "chat") in [(each.position, each.channel) for each in queries.checklists_of(1)]


def test_two_versions_cannot_have_one_number(app: Flask) -> None:
    with app.app_context():
        document = in_force()
        operations.publish(document, (), reason="mine")
        second = operations.publish(document, (), reason="theirs")
        second.number = 2
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_what_was_chosen_in_checklists_is_kept_with_the_version(app: Flask) -> None:
    with app.app_context():
        standard = current_standard()
        assert standard is not None
        chosen = queries.selections_of(standard)
        standard.selections = None  # as in a version older than the editor
        (found,) = queries.selections_of(standard)
        assert (found.leave_out, found.reworded) == (chosen[0].leave_out, chosen[0].reworded)


def test_a_reworded_question_is_known_by_the_versions_in_which_it_was(app: Flask) -> None:
    with app.app_context():
        for words in ("Was it dated?", "Was it dated?", "Was it dated today?"):
            operations.publish(reworded(in_force(), "COU-12", words), (), reason=words)
            db.session.commit()
        changes = wording_changes("COU-12")
        assert [(each.version, each.before.en, each.after.en) for each in changes] == [
            (2, "Was question 12 asked?", "Was it dated?"),
            (4, "Was it dated?", "Was it dated today?"),
        ]
        assert wording_changes("COU-11") == []


def test_a_proof_is_the_checklist_to_the_letter(folder: SmallFolder) -> None:
    document, selections = folder.read()
    for proof, checklist in zip(proofs(document, selections), derive_all(document, selections), strict=True):
        assert proof.content == checklist.model_dump(mode="json")
        assert proof.digest == checklist.digest()


def test_a_thousand_criteria_over_sixty_checklists_are_within_the_rules() -> None:
    document = large_document()
    codes = {criterion.code for criterion in document.criteria()}
    assert len(codes) == CRITERIA
    assert len(derive_all(document)) == 60
    assert check(document, codes) == []
    assert check_checklists(document, ()) == []


def test_a_question_asked_by_many_checklists_is_written_down_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publishing what 60 checklists ask of 1,000 criteria costs as much writing as there are criteria."""
    content = plain()
    everywhere = [each["code"] for each in content["positions"]]
    for clause in (each for chapter in content["chapters"] for each in chapter["clauses"]):
        for criterion in clause["criteria"]:
            criterion.update(positions=everywhere, channels=["in_person", "phone", "email", "chat"])
    document = Document.model_validate(content)
    made = list(proofs(document))
    assert len(made) == 60
    assert len({id(each) for proof in made for each in _questions(proof.content)}) == CRITERIA


def _questions(content: dict) -> list[dict]:
    return [question for section in content["sections"] for question in section["questions"]]
