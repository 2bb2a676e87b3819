"""People of one position side by side on like visits: open audits by the same checklist, with what made them unlike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.clock import today
from app.db import db
from app.insights import queries
from app.insights.charts import Cloud, Spot, cloud
from app.insights.cuts.queries import Key
from app.insights.facts import DAY, EVENING, MORNING
from app.insights.figures import Figure, ordered, separate
from app.insights.pages.page import Address, Page
from app.insights.staff import queries as own
from app.insights.tables import Column, Row, Table, bounds, figures_table
from app.insights.tally import Tally
from app.insights.titles import CHANNEL, POSITION
from app.people.models import Employee, User
from app.people.queries import employees_visible_to
from app.training import queries as training
from app.visits.models import AUDIT

TENURE, SIGNED = "tenure", "signed"
AGAINST = {TENURE: _l("months of service"), SIGNED: _l("days since the standards were signed")}
DRAWN = 30  # people with a line of their own: those with most audits


class ComparisonPage(Page):
    without = ("kind",)
    keeps = ("against",)

    def __init__(self, viewer: User, address: Address) -> None:
        super().__init__(viewer, address)
        audits = replace(self.selection, kind=AUDIT, position=None, channel=None)
        families = queries.crossed(audits, POSITION, CHANNEL)
        self.position, self.channel = _family(self.filter.chosen, families)
        self.selection = replace(audits, position=self.position, channel=self.channel)
        self.filter.position.data, self.filter.channel.data = self.position, self.channel

    @property
    def family(self) -> str:
        """What is compared: a position on a channel, audited by its checklist."""
        return f"{self.titles.of(POSITION, self.position)}, {self.titles.of(CHANNEL, self.channel).lower()}"

    @cached_property
    def employees(self) -> dict[int, Employee]:
        """Those who are drawn, or everybody in a file: those with most audits first."""
        audits = queries.counts(self.selection, "employee")
        often = sorted(audits, key=lambda employee: (-audits[employee], employee))
        shown = [int(each) for each in (often if self.exporting else often[:DRAWN])]
        return {each.id: each for each in self._seen(shown)}

    @cached_property
    def tallies(self) -> dict[int, Tally]:
        """The figures of those who are drawn."""
        tallies = queries.by(self.selection, "employee", only=list(self.employees))
        return {int(employee): tally for employee, tally in tallies.items()}

    @cached_property
    def rows(self) -> list[Figure]:
        """One figure a person, best first."""
        return ordered(
            self.figure(
                f"{each.name} · {each.store.name}",
                self.tallies[each.id],
                self.link("staff.show", employee_id=each.id),
                key=each.id,
                employee=each.id,
                kind=AUDIT,
            )
            for each in self.employees.values()
            if each.id in self.tallies
        )

    @property
    def told(self) -> str:
        """Whether the figures tell anybody apart."""
        if sum(not row.few for row in self.rows) < 2:
            return _("Too few audits: these figures do not tell anybody apart.")
        if separate(self.rows):
            return _(
                "Some intervals do not overlap. Among so many people that can be chance: read the audits behind the"
                " figures before you decide anything."
            )
        return _("All intervals overlap: these figures do not tell anybody apart.")

    @cached_property
    def unseen(self) -> list[Employee]:
        """People of the position at work now without an open audit in the period, as far as they are listed."""
        everyone = employees_visible_to(self.viewer).where(
            Employee.position == self.position, Employee.left_on.is_(None), own.was_not_seen(self.selection)
        )
        return list(db.session.scalars(everyone.order_by(Employee.name, Employee.id).limit(DRAWN)))

    @property
    def against(self) -> str:
        """What scores are held against: months of service, or days since the standards were signed."""
        asked = self.given.get("against", TENURE)
        return asked if asked in AGAINST else TENURE

    @property
    def offered(self) -> list[tuple[str, str]]:
        """What scores can be held against: (code, words)."""
        return [(code, str(title)) for code, title in AGAINST.items()]

    @cached_property
    def signed(self) -> dict[int, date]:
        """By person the day of the last signature under the standards."""
        seen = employees_visible_to(self.viewer).where(Employee.id.in_(list(self.employees)))
        signed = training.signed_last(seen.with_only_columns(Employee.id).order_by(None))
        return {employee: each.on for employee, each in signed.items()}

    @cached_property
    def cloud(self) -> Cloud | None:
        """Everybody drawn by what they bring along; None where nobody brings it."""
        spots = [
            Spot(row.label, brought, row.value, row.n, row.few, row.href)
            for row in self.rows
            if row.value is not None and (brought := self._brought(row)) is not None
        ]
        return cloud(spots) if spots else None

    def _brought(self, row: Figure) -> float | None:
        if self.against == TENURE:
            return self._tenure(row)
        signed = self.signed.get(int(row.key or 0))
        return None if signed is None else max(0, (today() - signed).days)

    @property
    def told_tenure(self) -> str:
        """How to read the cloud."""
        enough = sum(not row.few for row in self.rows)
        return _(
            "Each dot is a person; hollow ones have under three visits. Of %(n)s people, %(enough)s can be placed with"
            " some confidence. A slope here is a question, not a cause: who stays long may have been good from the"
            " start.",
            n=len(self.rows),
            enough=enough,
        )

    @property
    def name(self) -> str:
        return f"etalon-people-{self.position}"

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {
            "people": figures_table("people", _("People"), _("Employee"), self.rows),
            "mix": self._mix(),
            "tenure": self._tenures(),
        }

    def _mix(self) -> Table:
        """What made the visits of people unlike: hours, how many auditors, how much was seen."""
        shifts = queries.crossed(self.selection, "employee", "shift", only=list(self.employees))
        auditors = own.assessors_of(self.selection, list(self.employees))
        columns = (
            Column(_("Employee")),
            Column(_("Visits"), "visits"),
            Column(_("Morning"), "count"),
            Column(_("Day"), "count"),
            Column(_("Evening"), "count"),
            Column(_("Auditors"), "count"),
            Column(_("Seen, %%") % (), "percent"),
        )
        rows = [
            Row(
                (
                    row.label,
                    row.n,
                    *(shifts.get((row.key or 0, shift), Tally()).n for shift in (MORNING, DAY, EVENING)),
                    auditors.get(int(row.key or 0), 0),
                    row.coverage,
                ),
                few=row.few,
            )
            for row in self.rows
        ]
        return Table("mix", _("Were the visits alike?"), columns, rows)

    def _tenures(self) -> Table:
        columns = (
            Column(_("Employee")),
            Column(_("Months of service"), "count"),
            Column(_("Mean, %%") % (), "percent"),
            Column(_("95 %% interval") % (), "interval"),
            Column(_("Visits"), "visits"),
            Column(_("Standards signed"), "day"),
        )
        rows = [
            Row(
                (
                    row.label,
                    self._tenure(row),
                    row.value,
                    bounds(row),
                    row.n,
                    self.signed.get(int(row.key or 0)),
                ),
                row.href,
                row.few,
            )
            for row in sorted(self.rows, key=self._tenure)
        ]
        return Table("tenure", _("Score and months of service"), columns, rows)

    def _tenure(self, row: Figure) -> int:
        return months_of_service(self.employees[int(row.key or 0)], today())

    def _seen(self, ids: Sequence[int]) -> list[Employee]:
        return list(db.session.scalars(employees_visible_to(self.viewer).where(Employee.id.in_(ids))))


def months_of_service(employee: Employee, day: date) -> int:
    """Whole months at work up to the day, or to the one on which the person left."""
    until = min(day, employee.left_on or day)
    months = (until.year - employee.hired_on.year) * 12 + until.month - employee.hired_on.month
    return max(0, months - (until.day < employee.hired_on.day))


def _family(chosen: Mapping[str, str], families: Mapping[tuple[Key, Key], Tally]) -> tuple[str, str]:
    """The position and channel asked for; of what was not asked, those with most audits: there is most to compare."""
    counts: Counter[tuple[str, str]] = Counter()
    for (position, channel), tally in families.items():
        if position == chosen.get(POSITION, position) and channel == chosen.get(CHANNEL, channel):
            counts[str(position), str(channel)] = tally.n
    most = max(counts, key=lambda each: (counts[each], each), default=("", ""))
    return chosen.get(POSITION, most[0]), chosen.get(CHANNEL, most[1])
