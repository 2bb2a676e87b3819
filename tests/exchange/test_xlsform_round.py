"""XLSForm → us → XLSForm keeps the meaning, for our own checklists and for forms of others."""

from functools import reduce
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from app.checklists.checklist import Checklist, Question
from app.checklists.derivation import derive
from app.exchange.xlsform.form import ALIKE, Form, Proposed, form_of
from app.exchange.xlsform.reading import read_xlsform
from app.exchange.xlsform.writing import write_xlsform
from app.standards.conditions import EnableWhen
from app.standards.document import Document
from tests.exchange.book import SURVEY, book
from tests.exchange.generated import CELL, documents

FOREIGN = (
    (*SURVEY, "required", "relevant", "hint"),
    ("start", "start", None),
    ("begin group", "Arrival", "On arrival"),
    ("select_one mood", "mood", "How was the guard?", "yes", None, "Look at the face"),
    ("select_one answer", "bag", "Was the bag checked?", True, "${mood} = 'cross'"),
    ("integer", "minutes", "How many minutes?", "no", "${mood} = 'calm' or ${bag} = 'yes'"),
    ("end group", None, None),
    ("select_multiple mood", "moods", "Which moods did you see?", None, "${minutes} > 3 and ${bag} != 'no'"),
    ("decimal", "metres", "How many metres?", None, "selected(${moods}, 'calm')"),
    ("select_one five", "five", "How well?", None, "${metres} != ''"),
    ("text", "words", "In your words", None, None),
    ("photo", "COU-77", "A photo", None, None),
)


def meaning(form: Form) -> list[Any]:
    """What must not change: names, kinds, labels, choices, whether it is required, when it is asked."""
    return [
        (
            section.name,
            section.title,
            *(each.model_dump(exclude={"row", "assumed"}) for each in section.questions),
        )
        for section in form.sections
    ]


def everywhere(document: Document) -> Checklist:
    """The checklist of a document all of whose criteria are asked of one position on one channel."""
    position = document.positions[0].model_copy(update={"channels": (document.channels[0].code,)})
    own = {"positions": (position.code,), "channels": position.channels}
    chapters = tuple(
        chapter.model_copy(
            update={
                "clauses": tuple(
                    clause.model_copy(
                        update={"criteria": tuple(each.model_copy(update=own) for each in clause.criteria)}
                    )
                    for clause in chapter.clauses
                )
            }
        )
        for chapter in document.chapters
    )
    return derive(document.model_copy(update={"chapters": chapters}), position.code, position.channels[0])


def _same(question: Proposed | Question) -> dict[str, Any]:
    """What both know; one condition says the same under all as under any."""
    found = {name: getattr(question, name) for name in ALIKE}
    when = question.enable_when
    if when and len(when.conditions) == 1:
        found["enable_when"] = EnableWhen(all=when.conditions)
    return found


# A failing form is told as it is: making it smaller takes minutes.
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(documents(CELL).map(everywhere), st.integers(1, 99))
def test_a_checklist_that_goes_out_and_comes_back_asks_the_same(checklist: Checklist, version: int) -> None:
    content = write_xlsform(form_of(checklist, version))
    assert convert(content).xform.startswith("<?xml")
    again = read_xlsform(content)
    for asked, read in zip(checklist.questions(), again.questions(), strict=True):
        assert read.code == asked.id
        assert read.question == asked.text
        assert _same(read) == _same(asked)
        assert read.assumed == ()
    assert [(each.stage, each.title, each.weight) for each in again.sections] == [
        (each.id, each.title, each.weight) for each in checklist.sections
    ]
    assert (again.position, again.channel, again.title) == (
        checklist.position,
        checklist.channel,
        checklist.title,
    )
    assert write_xlsform(again) == content


def test_a_form_of_others_keeps_its_meaning() -> None:
    first = read_xlsform(book(FOREIGN))
    content = write_xlsform(first)
    convert(content)
    second = read_xlsform(content)
    assert meaning(second) == meaning(first)
    assert reduce(lambda form, _: read_xlsform(write_xlsform(form)), range(2), second) == second
