"""The long format: one row for every answer of the visits selected, with a dictionary of its columns.

Who was assessed stands there for open audits only, and who assessed never: a mystery visit names nobody in any file.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from app.insights.answers.dictionary import OF_ANSWERS, OF_VISITS, Asked, Item, of_framework
from app.insights.answers.queries import Sent, sent
from app.insights.pages.page import Page
from app.insights.tables import Column, Row, Table
from app.insights.titles import POSITION
from app.visits.payload import read_payload
from app.visits.result import answer_to

MOST_IN_WORKBOOK = 100_000  # answers; a text file holds any number


class AnswersPage(Page):
    @property
    def fits(self) -> bool:
        """Whether a workbook can hold them."""
        return self.whole.tally.asked <= MOST_IN_WORKBOOK

    @cached_property
    def of_answers(self) -> list[Item]:
        """The columns of single answers; what stands before them is of the visit."""
        return [*OF_ANSWERS, *(of_framework(each) for each in self.titles.frameworks)]

    @property
    def dictionary(self) -> list[Item]:
        """Every column in its order."""
        return [*OF_VISITS, *self.of_answers]

    @property
    def columns(self) -> list[Column]:
        """The columns as a file has them: names that programs read, the same in both languages."""
        return [Column(item.name, item.kind) for item in self.dictionary]

    def rows(self) -> Iterator[list[Any]]:
        """One row for every question put, the visits from the earliest on, the questions in the order of the form."""
        for each in sent(self.selection, lambda code: self.titles.of(POSITION, code)):
            of_visit = [item.of(each) for item in OF_VISITS]
            for asked in _asked(each):
                yield of_visit + [item.of(asked) for item in self.of_answers]

    @property
    def dictionary_table(self) -> Table:
        """What every column means."""
        columns = (Column(_("Column")), Column(_("Meaning")))
        rows = [Row((item.name, str(item.meaning))) for item in self.dictionary]
        return Table("dictionary", _("What the columns mean"), columns, rows)

    @property
    def tables(self) -> dict[str, Table]:
        return {"dictionary": self.dictionary_table}

    @property
    def name(self) -> str:
        return "etalon-answers"


def _asked(each: Sent) -> Iterator[Asked]:
    """Every question put in a visit."""
    payload = read_payload(each.submission.body)
    for section in each.checklist.checklist.for_visit(each.fact.kind).sections:
        for question in section.questions:
            yield Asked(section, question, answer_to(question, payload), each.cells.get(question.id))
