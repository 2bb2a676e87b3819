"""The rules every derived checklist keeps: long enough to judge by, short enough to fill, mostly about people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import get_args

from app.checklists.checklist import Checklist, Question
from app.checklists.derivation import Derivation
from app.checklists.selection import Selection
from app.standards.checks import Complaint, placed_criteria, told, too_long, wrong_language
from app.standards.criterion import Text, VisitKind
from app.standards.document import Document
from app.standards.problems import Places, Problem, Where

FEWEST_QUESTIONS, MOST_QUESTIONS = 12, 40
LEAST_HUMAN_SHARE = Fraction(60, 100)
MOST_CRITICAL = 3


def check_checklists(
    document: Document, selections: Sequence[Selection], places: Places | None = None
) -> list[Problem]:
    """Give what is wrong with the checklists of a document and with the selections made in them.

    The document's references must hold (`app.standards.checks.check` finds nothing in them).
    """
    complaints: list[Complaint] = []
    derivation = Derivation(document)
    for at, selection in enumerate(selections):
        complaints += _selection(derivation, selections[:at], selection, ("selections", at))
    checklists = list(derivation.checklists(selections))
    places_of = {position.code: ("positions", at) for at, position in enumerate(document.positions)}
    for checklist in checklists:
        for message in _checklist(checklist):
            code = f"{checklist.position} {checklist.channel}"
            complaints.append(Complaint(places_of[checklist.position], code, message))
    complaints += _never_asked(document, checklists)
    complaints += _looking_ahead(document, checklists)
    return told(complaints, places)


def _checklist(checklist: Checklist) -> Iterator[str]:
    if checklist.asked < FEWEST_QUESTIONS:
        yield f"the checklist has {checklist.asked} questions, fewer than {FEWEST_QUESTIONS}"
    if checklist.asked > MOST_QUESTIONS:
        yield (
            f"the checklist has {checklist.asked} questions, more than {MOST_QUESTIONS}; "
            "leave some out in selections.yaml"
        )
    if checklist.human_share < LEAST_HUMAN_SHARE:
        yield f"only {float(checklist.human_share):.1%} of the weight is human, less than {float(LEAST_HUMAN_SHARE):.0%}"
    if checklist.critical > MOST_CRITICAL:
        codes = ", ".join(question.id for question in checklist.questions() if question.critical)
        yield f"{checklist.critical} questions are critical ({codes}), more than {MOST_CRITICAL}"


def _never_asked(document: Document, checklists: Sequence[Checklist]) -> Iterator[Complaint]:
    asked = {question.id for checklist in checklists for question in checklist.questions()}
    for path, _, criterion in placed_criteria(document):
        if criterion.code not in asked:
            yield Complaint(path, criterion.code, "no checklist asks this")


def _looking_ahead(document: Document, checklists: Sequence[Checklist]) -> Iterator[Complaint]:
    """Tell every condition on a question that is not asked before, on each checklist as each kind of visit asks it."""
    paths = {criterion.code: path for path, _, criterion in placed_criteria(document)}
    for checklist in checklists:
        for kind in get_args(VisitKind):
            asked = [question.id for question in checklist.for_visit(kind).questions()]
            for question in checklist.for_visit(kind).questions():
                before = asked[: asked.index(question.id)]
                for item in _items(question):
                    if item in paths and item != question.id and item not in before:
                        where = f"on the checklist {checklist.position} {checklist.channel} of a visit of the kind {kind}"
                        message = f"{item} is {'asked later' if item in asked else 'not asked'} {where}"
                        yield Complaint((*paths[question.id], "enable_when"), question.id, message)


def _items(question: Question) -> set[str]:
    return {each.item for each in question.enable_when.conditions} if question.enable_when else set()


def _selection(
    derivation: Derivation, earlier: Sequence[Selection], selection: Selection, path: Where
) -> Iterator[Complaint]:
    document = derivation.document
    position, channel = selection.position, selection.channel
    name = f"{position} {channel}"
    if not any(each.code == position and channel in each.channels for each in document.positions):
        yield Complaint(path, name, "there is no such checklist")
        return
    if any((position, channel) == (other.position, other.channel) for other in earlier):
        yield Complaint(path, name, "this checklist has a selection already")
    yield from _words((*path, "because"), name, selection.because)
    asked = {question.id for question in derivation.checklist(position, channel).questions()}
    for code in selection.leave_out:
        if code not in asked:
            yield Complaint((*path, "leave_out"), code, f"the checklist {name} does not ask this anyway")
    known = {criterion.code for criterion in document.criteria()}
    for code in selection.added:
        if code not in known:
            yield Complaint((*path, "added"), code, f"there is no criterion {code}")
        elif code in asked:
            yield Complaint((*path, "added"), code, f"the checklist {name} asks this anyway")
    here = (asked - set(selection.leave_out)) | (known & set(selection.added))
    yield from _rewordings(document, selection, path, here)


def _rewordings(document: Document, selection: Selection, path: Where, here: set[str]) -> Iterator[Complaint]:
    name = f"{selection.position} {selection.channel}"
    for code, text in selection.reworded.items():
        place = (*path, "reworded", code)
        if code not in here:
            yield Complaint(place, code, f"the checklist {name} does not ask this")
        yield from _words(place, code, text)
        for message in too_long(text):
            yield Complaint(place, code, message)
    for code, text in selection.was.items():
        place = (*path, "was", code)
        if code not in selection.reworded:
            yield Complaint(place, code, f"the checklist {name} does not reword this")
        elif code in here and document.criterion(code).question != text:
            message = f"the checklist {name} rewords this, and the standards ask it in other words now"
            yield Complaint(place, code, message)


def _words(path: Where, code: str, text: Text) -> Iterator[Complaint]:
    for message in wrong_language(text):
        yield Complaint(path, code, message)
