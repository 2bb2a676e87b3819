"""What keeps a copy from being published: told at its place, in the reader's language, and never in the way of saving."""

import ast
import re

import pytest

from app.authoring import queries
from app.authoring.content import document, problems, sentences
from app.authoring.content.document import NotWhole
from app.config import ROOT
from app.db import db
from app.people.models import User
from tests.authoring.conftest import Desk

PART = "criterion:COU-01"


def test_an_untouched_copy_has_no_problems(desk: Desk) -> None:
    assert "problem" not in desk.author.get("/authoring").text
    assert desk.document().version == 2


def test_a_missing_language_is_told_at_its_place_and_on_the_outline(desk: Desk) -> None:
    desk.save("clause:c1", "title", ru="Привет", en="")
    assert desk.problems("clause:c1") == {"the English text is missing"}
    page = desk.author.get("/authoring").text
    assert "/authoring/clauses/c1#f-title" in page
    with pytest.raises(NotWhole, match="title"):
        desk.document()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("question", {"ru": "Да?", "en": "Да?"}, "the English text has a Russian letter"),
        ("question", {"ru": "Yes?", "en": "Yes?"}, "the Russian text has no Russian letter"),
        ("question", {"ru": "Да" * 46, "en": "Yes?"}, "the Russian question has 92 characters, more than 90"),
        ("weight", {"weight": "0"}, "a scored question needs a weight above 0"),
        ("positions", {}, "is missing"),
        ("kind", {"kind": "scale"}, "min is missing"),
        ("kind", {"kind": "text"}, "a question that is not scored has no weight"),
        ("channels", {"channels": "by_owl"}, "there is no channel by_owl"),
    ],
)
def test_each_rule_of_the_files_holds_on_the_desk(
    desk: Desk, field: str, typed: dict[str, str], told: str
) -> None:
    answer = desk.save(PART, field, **typed)
    assert answer.status_code == 200, "a problem is never in the way of saving"
    assert told in {each for told in answer.json["problems"].values() for each in told}
    assert told in desk.problems(PART)


def test_the_problems_of_a_part_alone_are_those_it_has_in_the_whole(desk: Desk) -> None:
    desk.save(PART, "question", ru="", en="Ы?")
    desk.save("criterion:COU-02", "max", max="")
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        found = problems.troubles(copy.content, copy.ledger)
        for code in document.codes(copy.content):
            part = next(each for each in problems.parts(copy.content) if each.place == f"criterion:{code}")
            alone = problems.troubles_of(copy.content, copy.ledger, part)
            rules_of_checklists = {"no checklist asks this"}
            together = {
                (each.field, each.message)
                for each in found
                if each.place == part.place and each.message not in rules_of_checklists
            }
            assert {(each.field, each.message) for each in alone} == together, code


def test_a_condition_on_a_removed_criterion_is_told(desk: Desk) -> None:
    row = {"enable_when-0-item": "COU-01", "enable_when-0-op": "answered", "enable_when-0-value": "yes"}
    desk.save("criterion:COU-04", "enable_when", **row)
    desk.author.post("/authoring/criteria/COU-01/removal")
    assert "there is no criterion COU-01" in desk.problems("criterion:COU-04")


def test_what_the_checklists_lack_is_told_too(desk: Desk) -> None:
    for number in range(4, 13):
        desk.author.post(f"/authoring/criteria/COU-{number:02}/removal")
    assert any("fewer than 12" in each for each in desk.problems("document"))


def test_a_reader_of_russian_reads_the_problems_in_russian(desk: Desk) -> None:
    with desk.app.app_context():
        author = db.session.get_one(User, desk.author.user)
        author.language = "ru"
        db.session.commit()
    answer = desk.save(PART, "question", ru="Да?", en="")
    assert re.search("[а-я]", answer.json["problems"]["question"][0])


def test_every_sentence_of_the_checks_can_be_told_in_every_language() -> None:
    """The f-strings of the checks, with any words in their places, are sentences that are known here."""
    for module in (
        "app/standards/checks.py",
        "app/standards/condition_checks.py",
        "app/checklists/checks.py",
    ):
        said = said_by(module)
        assert len(said) > 3
        assert [
            sentence for sentence in said if not is_known(sentence) and sentence not in OF_TWO_PIECES
        ] == [], module


# Of codes the copy keeps its own ledger: these are said of files alone.
OF_FILES = ("is not in codes.txt yet", "was published and is gone")
# One sentence made of two pieces: "COU-01 is asked later" and "on the checklist …".
OF_TWO_PIECES = {"7 is 7 7", "on the checklist 7 7 of a visit of the kind 7"}


def said_by(module: str) -> list[str]:
    """Every sentence a module may say: the text of each yield and complaint, "7" for what is filled in."""
    found = []
    nodes = list(ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))))
    pieces = {id(piece) for node in nodes if isinstance(node, ast.JoinedStr) for piece in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in pieces:
            text = spelled(node)
            if (
                re.fullmatch(r"(?:[a-z7]\S*) (?:\S+ )+\S+", text)
                and not text.endswith(".")
                and not text.startswith(OF_FILES)
            ):
                found.append(text)
    return found


def is_known(sentence: str) -> bool:
    """Whatever stands first in it may be a language or a sort of list."""
    return any(
        sentences.known(sentence.replace("7", word, 1)) for word in ("7", "Russian", "position", "code")
    )


def spelled(node: object) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(spelled(each) if isinstance(each, ast.Constant) else "7" for each in values)
    return ""
