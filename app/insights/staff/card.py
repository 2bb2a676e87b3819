"""A person's card: open audits over time, what goes well, what does not, beside all people of the position."""

from dataclasses import replace
from functools import cached_property

from flask_babel import gettext as _

from app.clock import today
from app.insights import queries, telling
from app.insights.cells import CRITERION
from app.insights.figures import Figure
from app.insights.pages.page import Address, Page
from app.insights.pages.queries import visits
from app.insights.pages.store import LATEST, visits_by_id
from app.insights.pages.worst import Worst, worst_of
from app.insights.staff import queries as own
from app.insights.staff.comparison import months_of_service
from app.insights.staff.models import Look, Reply
from app.insights.tables import Table, figures_table
from app.insights.titles import POSITION
from app.people.models import Employee, User
from app.people.roles import EMPLOYEE, HR, QUALITY
from app.scoring.bands import FEWEST
from app.training import queries as training
from app.training.models import Signature
from app.training.syllabus import Standing
from app.visits.models import AUDIT, Visit

STRENGTHS = 3
SEE_LOOKS = {HR, QUALITY, EMPLOYEE}


class CardPage(Page):
    """Open audits only: a mystery visit names nobody, whatever the shopper may have seen."""

    without = ("kind", "region", "position", "channel")

    def __init__(self, viewer: User, employee: Employee, address: Address) -> None:
        super().__init__(viewer, address, employee=employee.id)
        self.selection = replace(self.selection, kind=AUDIT)
        self.employee = employee

    @property
    def position(self) -> str:
        """The job in words."""
        return self.titles.of(POSITION, self.employee.position)

    @property
    def tenure(self) -> int:
        """Whole months of service."""
        return months_of_service(self.employee, today())

    @cached_property
    def chain(self) -> Figure:
        """The open audits of everybody of the position."""
        like = replace(self.selection.of_chain(), position=self.employee.position)
        return Figure(_("All people of this position"), queries.whole(like))

    @cached_property
    def told(self) -> list[str]:
        """What changed, and what to talk about first."""
        sentences = [telling.told_change(self.whole.tally, self.before.tally)]
        if self.worst:
            sentences.append(self.worst[0].told)
        return sentences

    @cached_property
    def worst(self) -> list[Worst]:
        """The criteria that earned the least in enough audits."""
        return worst_of(self)

    @cached_property
    def strengths(self) -> list[Figure]:
        """The criteria that earned the most in enough audits."""
        tallies = queries.by(self.selection, CRITERION)
        enough = {code: tally for code, tally in tallies.items() if tally.n >= FEWEST}
        best = sorted(
            enough, key=lambda code: (-enough[code].total / enough[code].n, -enough[code].n, str(code))
        )
        gaps = {each.code for each in self.worst}
        chosen = [code for code in best if code not in gaps][:STRENGTHS]
        return self.figures(CRITERION, {code: enough[code] for code in chosen})

    @cached_property
    def latest(self) -> list[Visit]:
        """The audits themselves, the latest first."""
        return visits_by_id([fact.visit_id for fact in visits(self.selection, most=LATEST)])

    @cached_property
    def signatures(self) -> list[Signature]:
        """What the person has signed of the standards, the latest first."""
        return training.signatures_of(self.employee)

    @cached_property
    def standing(self) -> Standing:
        """What is still to be signed, and until when."""
        return training.syllabus().standing(self.employee, training.signed_by(self.employee))

    @cached_property
    def replies(self) -> list[Reply]:
        """What the person answered to results."""
        return own.replies_of(self.employee)

    @cached_property
    def looks(self) -> list[Look]:
        """Who opened the card, for those who may know."""
        return own.looks_at(self.employee) if self.viewer.role in SEE_LOOKS else []

    @property
    def name(self) -> str:
        return f"etalon-person-{self.employee.id}"

    @property
    def about(self) -> list[tuple[str, str]]:
        return [(_("Employee"), self.employee.name), *super().about]

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {"months": figures_table("months", _("Month by month"), _("Month"), self.months)}

    def behind(self, **more: object) -> str:
        """Of open audits only, here as everywhere on the card."""
        return super().behind(**{"kind": AUDIT, **more})
