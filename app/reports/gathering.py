"""From a scored visit to its report: the frozen checklist, the answers as sent, the photos, the arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.checklists.checklist import Checklist, Question
from app.reports.arithmetic import Arithmetic, exact
from app.reports.visit import Picture, Reason, Response, Section, Share, VisitReport
from app.standards.document import Document
from app.visits.asked import asked
from app.visits.models import Submission, Visit
from app.visits.payload import Answer, Payload, read_payload
from app.visits.result import answer_to, by_question, said
from app.web.languages import language

FRAMEWORK = "rater"  # the five factors are shown; the other frameworks cut the same criteria elsewhere
NATURES = {"human": _l("What people do and say"), "conditions": _l("The conditions around them")}


class NotScored(LookupError):
    """The visit has no score yet, so there is nothing to report."""


def gather(visit: Visit) -> VisitReport:
    """The report of the visit in the present language. Raises NotScored."""
    submission, scorecard = visit.submission, visit.scorecard
    if submission is None or scorecard is None:
        raise NotScored(visit.id)
    payload = read_payload(submission.body)
    arithmetic = Arithmetic.read(scorecard.card["arithmetic"])
    document = visit.checklist.standard.document
    checklist = visit.checklist.checklist.for_visit(visit.kind)
    put = asked(visit, payload)
    given = _Given(_pictures(put, submission), _voices(submission))
    sections = tuple(_sections(checklist, put, arithmetic, payload, given))
    code = language()
    return VisitReport(
        number=visit.id,
        language=code,
        kind=visit.kind,
        state=visit.state,
        day=payload.finished_at or submission.announced_at,
        store=visit.store.name,
        address=visit.store.address,
        region=visit.store.region.name,
        position=document.position(checklist.position).title.in_(code),
        channel=document.channel(checklist.channel).title.in_(code),
        checklist=visit.checklist.number,
        standard=visit.checklist.standard.number,
        auditor=None if visit.is_covert else visit.assessor.name,
        employee=visit.employee.name if visit.employee and not visit.is_covert else None,
        score=scorecard.score,
        coverage=scorecard.coverage,
        pass_mark=exact(checklist.pass_mark),
        verdict=scorecard.verdict,
        reasons=tuple(_reasons(scorecard.card["reasons"], sections)),
        sections=sections,
        framework=_framework(document),
        dimensions=_dimensions(document, scorecard.card["dimensions"]),
        natures=tuple(
            Share(str(title), exact(scorecard.card["natures"][nature]))
            for nature, title in NATURES.items()
            if nature in scorecard.card["natures"]
        ),
        closing=arithmetic.closing,
    )


@dataclass(frozen=True)
class _Given:
    """What was given with the responses, by question: pictures, and how long the voice notes are."""

    pictures: dict[str, list[Picture]]
    voices: dict[str, list[str]]


def _sections(
    checklist: Checklist,
    put: Checklist,
    arithmetic: Arithmetic,
    payload: Payload,
    given: _Given,
) -> Iterator[Section]:
    """The sections with every response; `put` is the checklist less the questions that were not asked."""
    codes = {question.id for question in put.questions()}
    for section in checklist.sections:
        line = arithmetic.sections[section.id]
        points, weights = Fraction(line["points"]), Fraction(line["weights"])
        yield Section(
            id=section.id,
            title=section.title.in_(language()),
            score=100 * points / weights if weights else None,
            points=points,
            weights=weights,
            weight=exact(line["weight"]),
            pass_mark=exact(section.pass_mark),
            responses=tuple(
                _response(
                    question,
                    answer_to(question, payload),
                    arithmetic.questions.get(question.id, {}),
                    given,
                )
                if question.id in codes
                else _not_asked(question)
                for question in section.questions
            ),
        )


def _response(question: Question, answer: Answer, line: dict[str, Any], given: _Given) -> Response:
    code = language()
    return Response(
        id=question.id,
        clause=question.clause,
        clause_title=question.clause_title.in_(code),
        question=question.text.in_(code),
        expected=question.expected.in_(code),
        why=question.why.in_(code),
        answer=said(question, answer, code),
        comment=answer.comment.strip(),
        critical=question.critical,
        scored=question.scored,
        weight=Fraction(question.weight),
        x=exact(line.get("x")),
        points=exact(line.get("points")),
        working=_working(question, line.get("working", "")),
        left_out=line.get("left_out"),
        pictures=tuple(given.pictures.get(question.id, ())),
        voices=tuple(given.voices.get(question.id, ())),
    )


def _not_asked(question: Question) -> Response:
    """A question that the answers before it made pointless: it stands in its place and enters no sum."""
    empty = _response(question, Answer(), {}, _Given({}, {}))
    return replace(empty, answer=_("Not asked"), scored=False)


def _working(question: Question, working: str) -> str:
    """How x came about, in figures alone: the codes before the colon are the answer, which is shown in words."""
    return "" if question.kind == "yes_no" else working.rpartition(": ")[2]


def _pictures(checklist: Checklist, submission: Submission) -> dict[str, list[Picture]]:
    """The photos by question, numbered in the order in which the report shows them; a signature has no number."""
    questions = list(checklist.questions())
    order = {question.id: place for place, question in enumerate(questions)}
    signatures = {question.id for question in questions if question.kind == "signature"}
    shown = [photo for photo in submission.photos if photo.question in order]
    shown.sort(key=lambda photo: (order[photo.question], photo.id))
    pictures: dict[str, list[Picture]] = {}
    numbers = count(1)
    for photo in shown:
        number = None if photo.question in signatures else next(numbers)
        pictures.setdefault(photo.question, []).append(Picture(photo.uuid, photo.key, number))
    return pictures


def _voices(submission: Submission) -> dict[str, list[str]]:
    notes = by_question(submission.voices)
    return {code: [note.length for note in given] for code, given in notes.items()}


def _reasons(reasons: list[dict[str, str]], sections: tuple[Section, ...]) -> Iterator[Reason]:
    responses = {response.id: response for section in sections for response in section.responses}
    by_code = {section.id: section for section in sections}
    for reason in reasons:
        yield Reason(
            reason["code"], responses.get(reason.get("question", "")), by_code.get(reason.get("section", ""))
        )


def _framework(document: Document) -> str:
    return next((each.title.in_(language()) for each in document.frameworks if each.code == FRAMEWORK), "")


def _dimensions(document: Document, scores: dict[str, dict[str, float | None]]) -> tuple[Share, ...]:
    cut = scores.get(FRAMEWORK, {})
    titles = next((each.dimensions for each in document.frameworks if each.code == FRAMEWORK), {})
    return tuple(
        Share(title.in_(language()), exact(cut[code])) for code, title in titles.items() if code in cut
    )
