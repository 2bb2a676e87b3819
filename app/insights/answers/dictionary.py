"""The columns of the long format: their names, which programs read, what they mean, and what stands in them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import to_user_timezone

from app.checklists.checklist import Question, Section
from app.insights.answers.queries import Sent
from app.insights.cells import FRAMEWORK, Cell
from app.insights.tables import Kind
from app.insights.tally import FULL
from app.standards.document import Framework
from app.visits.models import AUDIT
from app.visits.payload import Answer
from app.visits.result import said
from app.web.filters import words
from app.web.languages import language


@dataclass(frozen=True)
class Asked:
    """A question put in a visit, what was answered, and the cell it made."""

    section: Section
    question: Question
    answer: Answer
    cell: Cell | None

    @cached_property
    def x(self) -> float | None:
        """The share of the points earned."""
        return None if self.cell is None or self.cell.value is None else self.cell.value / FULL

    @property
    def response(self) -> str:
        """What was answered, in words."""
        return "" if self.answer.non_answer else said(self.question, self.answer, language())

    @property
    def non_answer(self) -> str:
        """Why there is no answer."""
        return self.answer.non_answer or ("" if self.answer.for_scoring() is not None else "unanswered")

    @property
    def points(self) -> float | None:
        """What it earned."""
        return None if self.x is None else self.x * float(self.question.weight)


@dataclass(frozen=True)
class Item:
    """One column: its name, its kind, what it means, and its value in a visit or in an answer."""

    name: str
    kind: Kind
    meaning: Any  # a text in the language of the reader
    of: Callable[[Any], Any]


def _visit(name: str, kind: Kind, meaning: Any, of: Callable[[Sent], Any]) -> Item:
    return Item(name, kind, meaning, of)


def _answer(name: str, kind: Kind, meaning: Any, of: Callable[[Asked], Any]) -> Item:
    return Item(name, kind, meaning, of)


def of_framework(framework: Framework) -> Item:
    """The dimension of the question in one framework."""
    meaning = _("The dimension of the question in: %(framework)s.", framework=words(framework.title))
    return _answer(
        FRAMEWORK + framework.code,
        "text",
        meaning,
        lambda asked: asked.question.dimensions.get(framework.code, ""),
    )


def _score(sent: Sent) -> float | None:
    return None if sent.fact.score is None else 100 * sent.fact.score / FULL


OF_VISITS = (
    _visit("visit", "count", _l("Number of the visit."), lambda sent: sent.fact.visit_id),
    _visit("kind", "text", _l("mystery: covert visit, audit: open audit."), lambda sent: sent.fact.kind),
    _visit(
        "approved_on",
        "day",
        _l("Day of approval in the chain's time zone."),
        lambda sent: to_user_timezone(sent.fact.approved_at).date(),
    ),
    _visit(
        "month",
        "count",
        _l("Month of approval as yyyymm: figures are brought together by it."),
        lambda sent: sent.fact.month,
    ),
    _visit(
        "shift",
        "text",
        _l("morning until noon, day until 17:00, evening after: by the start of the visit."),
        lambda sent: sent.fact.shift,
    ),
    _visit(
        "minutes",
        "count",
        _l("How long the form took; empty where nobody knows."),
        lambda sent: sent.fact.minutes,
    ),
    _visit("store_code", "text", _l("Code of the store."), lambda sent: sent.store.code),
    _visit("store", "text", _l("Name of the store."), lambda sent: sent.store.name),
    _visit(
        "region", "text", _l("Region of the store when the visit was approved."), lambda sent: sent.region
    ),
    _visit("position", "text", _l("Code of the position assessed."), lambda sent: sent.fact.position),
    _visit(
        "position_title",
        "text",
        _l("Title of the position in the standards in force."),
        lambda sent: sent.position_title,
    ),
    _visit(
        "channel",
        "text",
        _l("Code of the channel: in person, phone and so on."),
        lambda sent: sent.fact.channel,
    ),
    _visit(
        "wave",
        "text",
        _l("Wave the visit belongs to; empty outside waves."),
        lambda sent: sent.wave or "",
    ),
    _visit(
        "standard_version",
        "count",
        _l("Version of the standards the checklist was derived from."),
        lambda sent: sent.standard,
    ),
    _visit(
        "checklist_version",
        "count",
        _l("Version of the checklist of this position and channel."),
        lambda sent: sent.checklist.number,
    ),
    _visit(
        "employee",
        "text",
        _l("Who was assessed, in open audits only; a mystery visit names nobody."),
        lambda sent: (sent.employee or "") if sent.fact.kind == AUDIT else "",
    ),
    _visit(
        "visit_score",
        "percent",
        _l("Score of the whole visit, 0 to 100; empty where nothing could be scored."),
        _score,
    ),
    _visit("verdict", "text", _l("passed, failed or too_little_seen."), lambda sent: sent.fact.verdict),
)

OF_ANSWERS = (
    _answer("section", "text", _l("Section of the form."), lambda asked: asked.section.id),
    _answer("stage", "text", _l("Stage of the customer's journey."), lambda asked: asked.question.stage),
    _answer("clause", "text", _l("Clause of the standards."), lambda asked: asked.question.clause),
    _answer(
        "criterion",
        "text",
        _l("Code of the criterion: it never changes and is never used again."),
        lambda asked: asked.question.id,
    ),
    _answer(
        "question",
        "text",
        _l("Question as this version of the checklist asked it."),
        lambda asked: words(asked.question.text),
    ),
    _answer(
        "answer_kind",
        "text",
        _l("Kind of question: yes_no, scale, choice and so on."),
        lambda asked: asked.question.kind,
    ),
    _answer("response", "text", _l("What was answered, in words."), lambda asked: asked.response),
    _answer(
        "non_answer",
        "text",
        _l("not_applicable, not_observed or unanswered; empty where there is a response."),
        lambda asked: asked.non_answer,
    ),
    _answer(
        "x",
        "share",
        _l("Share of the points earned, 0 to 1; empty where the question is not scored."),
        lambda asked: asked.x,
    ),
    _answer(
        "weight",
        "share",
        _l("Weight of the question in this version."),
        lambda asked: float(asked.question.weight),
    ),
    _answer("points", "share", _l("x times weight."), lambda asked: asked.points),
    _answer(
        "critical",
        "count",
        _l("1 where a failure fails the whole visit."),
        lambda asked: int(asked.question.critical),
    ),
    _answer(
        "nature",
        "text",
        _l("human: what a person does or says; conditions: place, goods, systems."),
        lambda asked: asked.question.nature,
    ),
)
