"""The long format: one row for every answer of the visits selected, with a dictionary of its columns.

Who was assessed stands there for open audits only, and who assessed never: a mystery visit names nobody in any file.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import to_user_timezone

from app.checklists.checklist import Question, Section
from app.insights import queries
from app.insights.facts import CRITERION, FRAMEWORK, Cell, read_cells
from app.insights.figures import Figure
from app.insights.pages import queries as own
from app.insights.pages.page import Page
from app.insights.tables import Column, Kind, Row, Table
from app.insights.tally import FULL
from app.insights.titles import POSITION
from app.visits.models import AUDIT
from app.visits.payload import Payload, read_payload
from app.visits.result import answer_to, said
from app.web.filters import words
from app.web.languages import language

MOST_IN_WORKBOOK = 100_000  # answers; a text file holds any number


@dataclass(frozen=True)
class Item:
    """One column of the long format: its name, its kind and what it means."""

    name: str
    kind: Kind
    meaning: str


class AnswersPage(Page):
    @cached_property
    def whole(self) -> Figure:
        return self.figure(_("All visits"), queries.whole(self.selection))

    @property
    def fits(self) -> bool:
        """Whether a workbook can hold them."""
        return self.whole.tally.asked <= MOST_IN_WORKBOOK

    @cached_property
    def dictionary(self) -> list[Item]:
        """Every column in its order."""
        return [*_of_visits(), *_of_answers(), *(self._of_framework(each) for each in self.titles.frameworks)]

    @property
    def columns(self) -> list[Column]:
        """The columns as a file has them: names that programs read, the same in both languages."""
        return [Column(item.name, item.kind) for item in self.dictionary]

    def rows(self) -> Iterator[list[Any]]:
        """One row for every question put, the visits from the earliest on, the questions in the order of the form."""
        for each in own.sent(self.selection):
            yield from self._rows_of(each)

    @property
    def dictionary_table(self) -> Table:
        """What every column means."""
        columns = (Column(_("Column")), Column(_("Meaning")))
        rows = [Row((item.name, item.meaning)) for item in self.dictionary]
        return Table("dictionary", _("What the columns mean"), columns, rows)

    @property
    def tables(self) -> dict[str, Table]:
        return {"dictionary": self.dictionary_table}

    @property
    def name(self) -> str:
        return "etalon-answers"

    def _rows_of(self, each: own.Sent) -> Iterator[list[Any]]:
        payload = read_payload(each.submission.body)
        checklist = each.checklist.checklist.for_visit(each.fact.kind)
        cells = read_cells(
            {CRITERION: json.loads(each.cells).get(CRITERION, {})}
            if isinstance(each.cells, str)
            else each.cells
        )
        visit = self._visit(each)
        for section in checklist.sections:
            for question in section.questions:
                yield visit + self._answer(
                    section, question, payload, cells.get(CRITERION, {}).get(question.id)
                )

    def _visit(self, each: own.Sent) -> list[Any]:
        fact = each.fact
        return [
            fact.visit_id,
            fact.kind,
            to_user_timezone(fact.approved_at).date(),
            fact.month,
            fact.shift,
            fact.minutes,
            each.store.code,
            each.store.name,
            each.region,
            fact.position,
            self.titles.of(POSITION, fact.position),
            fact.channel,
            each.wave or "",
            each.standard,
            each.checklist.number,
            (each.employee or "") if fact.kind == AUDIT else "",
            None if fact.score is None else 100 * fact.score / FULL,
            fact.verdict,
        ]

    def _answer(self, section: Section, question: Question, payload: Payload, cell: Cell | None) -> list[Any]:
        answer = answer_to(question, payload)
        x = None if cell is None or cell.value is None else cell.value / FULL
        return [
            section.id,
            question.stage,
            question.clause,
            question.id,
            words(question.text),
            question.kind,
            "" if answer.non_answer else said(question, answer, language()),
            answer.non_answer or ("" if answer.for_scoring() is not None else "unanswered"),
            x,
            float(question.weight),
            None if x is None else x * float(question.weight),
            int(question.critical),
            question.nature,
            *(question.dimensions.get(each.code, "") for each in self.titles.frameworks),
        ]

    def _of_framework(self, framework: Any) -> Item:
        meaning = _("The dimension of the question in: %(framework)s.", framework=words(framework.title))
        return Item(FRAMEWORK + framework.code, "text", meaning)


def _of_visits() -> Sequence[Item]:
    return (
        Item("visit", "count", _("Number of the visit.")),
        Item("kind", "text", _("mystery: covert visit, audit: open audit.")),
        Item("approved_on", "day", _("Day of approval in the chain's time zone.")),
        Item("month", "count", _("Month of approval as yyyymm: figures are brought together by it.")),
        Item(
            "shift",
            "text",
            _("morning until noon, day until 17:00, evening after: by the start of the visit."),
        ),
        Item("minutes", "count", _("How long the form took; empty where nobody knows.")),
        Item("store_code", "text", _("Code of the store.")),
        Item("store", "text", _("Name of the store.")),
        Item("region", "text", _("Region of the store when the visit was approved.")),
        Item("position", "text", _("Code of the position assessed.")),
        Item("position_title", "text", _("Title of the position in the standards in force.")),
        Item("channel", "text", _("Code of the channel: in person, phone and so on.")),
        Item("wave", "text", _("Wave the visit belongs to; empty outside waves.")),
        Item("standard_version", "count", _("Version of the standards the checklist was derived from.")),
        Item("checklist_version", "count", _("Version of the checklist of this position and channel.")),
        Item("employee", "text", _("Who was assessed, in open audits only; a mystery visit names nobody.")),
        Item(
            "visit_score",
            "percent",
            _("Score of the whole visit, 0 to 100; empty where nothing could be scored."),
        ),
        Item("verdict", "text", _("passed, failed or too_little_seen.")),
    )


def _of_answers() -> Sequence[Item]:
    return (
        Item("section", "text", _("Section of the form.")),
        Item("stage", "text", _("Stage of the customer's journey.")),
        Item("clause", "text", _("Clause of the standards.")),
        Item("criterion", "text", _("Code of the criterion: it never changes and is never used again.")),
        Item("question", "text", _("Question as this version of the checklist asked it.")),
        Item("answer_kind", "text", _("Kind of question: yes_no, scale, choice and so on.")),
        Item("response", "text", _("What was answered, in words.")),
        Item(
            "non_answer",
            "text",
            _("not_applicable, not_observed or unanswered; empty where there is a response."),
        ),
        Item("x", "share", _("Share of the points earned, 0 to 1; empty where the question is not scored.")),
        Item("weight", "share", _("Weight of the question in this version.")),
        Item("points", "share", _("x times weight.")),
        Item("critical", "count", _("1 where a failure fails the whole visit.")),
        Item("nature", "text", _("human: what a person does or says; conditions: place, goods, systems.")),
    )
