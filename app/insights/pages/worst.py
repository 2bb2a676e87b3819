"""The weakest criteria as a director reads them: the question, its clause, the proof."""

from functools import cached_property

from app.checklists.checklist import Question
from app.checklists.models import ChecklistVersion
from app.db import db
from app.insights import queries, telling
from app.insights.answers.queries import answers as answers_to
from app.insights.figures import Figure
from app.insights.models import VisitFact
from app.insights.pages.page import Page
from app.insights.pages.queries import latest_photo
from app.visits.models import Evidence
from app.web.filters import words

MOST = 3
LOOKED_THROUGH = 20  # the latest visits in which it was not met: a photo is looked for there


class Worst:
    """A weak criterion: its figure, the latest visits where it cost points."""

    def __init__(self, code: str, figure: Figure, facts: list[VisitFact]) -> None:
        self.code, self.figure = code, figure
        self.facts = facts

    @property
    def latest_visit(self) -> int:
        """The latest visit where it cost points."""
        return self.facts[0].visit_id

    @cached_property
    def question(self) -> Question:
        """The question as the latest of its visits asked it."""
        version = db.session.get_one(ChecklistVersion, self.facts[0].checklist_id)
        return version.checklist.question(self.code)

    @cached_property
    def photo(self) -> Evidence | None:
        """The latest photo taken for it in one of the visits where it cost points."""
        return latest_photo(self.code, [fact.visit_id for fact in self.facts])

    @property
    def told(self) -> str:
        """What to do about it first."""
        return telling.told_first(words(self.question.text), self.question.clause, self.figure)


def worst_of(page: Page) -> list[Worst]:
    """The criteria that earned the least in enough visits of the page."""
    found = []
    for code, tally in queries.weakest(page.selection, most=MOST):
        answers = answers_to(page.selection, code, lost=True, most=LOOKED_THROUGH)
        figure = page.figure(code, tally, facet="criterion", code=code)
        found.append(Worst(code, figure, [answer.visit for answer in answers]))
    return found
