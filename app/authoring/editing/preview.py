"""A part as others will see it: the clause as staff read it, the criterion as each checklist asks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError

from app.authoring.content.document import excerpt, filled, plain_criterion, plain_document
from app.authoring.content.parts import Part
from app.checklists.checklist import Checklist, Question, Section
from app.checklists.derivation import derive
from app.checklists.selection import Selection
from app.standards.criterion import Criterion, VisitKind
from app.standards.document import Clause, Document
from app.visits.form import FillForm, QuestionFields


@dataclass(frozen=True)
class Asked:
    """One way in which the criterion is asked: on these checklists, on this kind of visit, in these words."""

    question: Question
    kind: VisitKind
    checklist: Checklist
    titles: tuple[Any, ...]

    def fields(self, language: str) -> QuestionFields:
        """The question as the form has it."""
        sections = tuple(
            Section(
                id=section.id,
                title=section.title,
                questions=tuple(self._same(each) for each in section.questions),
            )
            for section in self.checklist.sections
        )
        form = FillForm(self.checklist.model_copy(update={"sections": sections}), language)
        return form.questions[self.question.id]

    def _same(self, question: Question) -> Question:
        return self.question if question.id == self.question.id else question


def clause_to_read(part: Part) -> Clause:
    """The clause as staff will read it, with "…" where words are missing, less what cannot be read yet."""
    criteria = [each for each in part.value["criteria"] if _readable(each)]
    plain = {key: value for key, value in part.value.items() if key != "key"}
    plain["criteria"] = [plain_criterion(each) for each in criteria]
    return Clause.model_validate(filled(plain))


def asked(content: dict[str, Any], part: Part) -> list[Asked]:
    """Every way in which a criterion is asked, each with the checklists that ask so; none while it cannot be read."""
    if not _readable(part.value):
        return []
    document = _document(content, part)
    selections = {
        (each.position, each.channel): each
        for each in map(Selection.model_validate, plain_document(content, ())["selections"])
    }
    code, number = part.value["code"], part.under.number if part.under else ""
    ways: dict[tuple[str, VisitKind], list[tuple[Question, Checklist]]] = {}
    for checklist in _checklists(document, selections, code):
        question = checklist.question(code).model_copy(update={"clause": number})
        if not all(_asks(checklist, item) for item in _items(question)):
            question = question.model_copy(update={"enable_when": None})
        for kind in get_args(VisitKind):
            if kind in question.visits:
                ways.setdefault((question.text.model_dump_json(), kind), []).append((question, checklist))
    return [
        Asked(found[0][0], kind, found[0][1], tuple(checklist.title for _question, checklist in found))
        for (_text, kind), found in ways.items()
    ]


def _document(content: dict[str, Any], part: Part) -> Document:
    few = excerpt(content, part)
    for chapter in few["chapters"]:
        for clause in chapter["clauses"]:
            clause["criteria"] = [each for each in clause["criteria"] if _readable(each)]
    plain = plain_document(few, ())
    plain.pop("selections")
    return Document.model_validate({**filled(plain), "retired": []})


def _checklists(
    document: Document, selections: dict[tuple[str, str], Selection], code: str
) -> Iterator[Checklist]:
    """The checklists that ask a criterion, of a document that holds little else."""
    for position in document.positions:
        for channel in position.channels:
            checklist = derive(document, position.code, channel, selections.get((position.code, channel)))
            if _asks(checklist, code):
                yield checklist


def _asks(checklist: Checklist, code: str) -> bool:
    return any(question.id == code for question in checklist.questions())


def _items(question: Question) -> list[str]:
    return [each.item for each in question.enable_when.conditions] if question.enable_when else []


def _readable(criterion: dict[str, Any]) -> bool:
    try:
        Criterion.model_validate(filled(plain_criterion(criterion)))
    except ValidationError:
        return False
    return True
