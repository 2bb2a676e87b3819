"""A store over a period: how it stands, what is worst and where the proof is, what moved, visit by visit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import to_user_timezone

from app.clock import today
from app.insights import queries, telling
from app.insights.figures import Figure, ordered, weakest
from app.insights.models import VisitFact
from app.insights.pages import queries as own
from app.insights.pages.page import Address, Page, told_share, visit_address
from app.insights.pages.worst import Worst, worst_of
from app.insights.tables import Column, Row, Table, figures_table
from app.insights.tally import UNIT
from app.people.models import User
from app.scoring.control import FEWEST_POINTS, Point, score_chart
from app.stores.models import Store
from app.training import queries as training
from app.training.syllabus import Standing
from app.visits.models import AUDIT, MYSTERY, Visit
from app.web.filters import day

LATEST = 10  # visits listed
CHARTED = 60  # the last visits on a control chart


class StorePage(Page):
    without = ("region",)

    def __init__(self, viewer: User, store: Store, address: Address) -> None:
        super().__init__(viewer, address, store=store.id)
        self.store = store

    @cached_property
    def kinds(self) -> list[Figure]:
        """Mystery visits and audits apart: they are not the same measure."""
        tallies = queries.by(self.selection, "kind")
        return self.figures("kind", {kind: tallies[kind] for kind in (MYSTERY, AUDIT) if kind in tallies})

    @cached_property
    def positions(self) -> list[Figure]:
        """Each position in this store, best first."""
        return ordered(self.figures("position", queries.by(self.selection, "position")))

    @cached_property
    def weakest(self) -> Figure | None:
        """The weakest position: it stands beside every mean."""
        return weakest(self.positions)

    @cached_property
    def worst(self) -> list[Worst]:
        """The three criteria that earned the least, with a photo where one was taken."""
        return worst_of(self)

    @property
    def critical(self) -> str:
        """The share of visits in which a critical question failed."""
        return told_share(self.whole.tally.criticals)

    @cached_property
    def told(self) -> list[str]:
        """What changed and what to do first."""
        sentences = [telling.told_change(self.whole.tally, self.before.tally)]
        if self.worst:
            sentences.append(self.worst[0].told)
        if self.weakest and len([each for each in self.positions if not each.few]) > 1:
            sentences.append(telling.told_weakest(self.weakest))
        sentences.append(telling.told_critical(self.whole.tally))
        return [sentence for sentence in sentences if sentence]

    @cached_property
    def control(self) -> "ControlChart":
        """The last visits of one kind in their order, with limits."""
        return ControlChart(self)

    @property
    def today(self) -> date:
        return today()

    @cached_property
    def due(self) -> list[Standing]:
        """Who in this store has still to sign the standards, the nearest deadline first."""
        standings = training.standings(training.syllabus(), training.staff_of(self.store.id, self.today))
        return sorted(
            (each for each in standings if not each.done),
            key=lambda each: (each.due_on or date.max, each.employee.name),
        )

    @cached_property
    def latest(self) -> list[Visit]:
        """The visits themselves, the latest first."""
        return visits_by_id([fact.visit_id for fact in own.visits(self.selection, most=LATEST)])

    @property
    def name(self) -> str:
        return f"etalon-store-{self.store.code}"

    @property
    def about(self) -> list[tuple[str, str]]:
        return [(_("Store"), self.store.name), *super().about]

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {
            "positions": figures_table("positions", _("By position"), _("Position"), self.positions),
            "months": figures_table("months", _("Month by month"), _("Month"), self.months),
            "control": self.control.table,
        }


@dataclass(frozen=True)
class ChartPoint:
    """One visit on a control chart; `number` where it breaks a rule, which `rule` says in words."""

    label: str
    value: float
    low: float | None
    high: float | None
    rules: tuple[str, ...]
    href: str
    fact: VisitFact
    number: int | None = None

    @property
    def rule(self) -> str:
        """The rules it breaks."""
        said = {
            "beyond_limits": _("beyond a limit: by more than the usual ups and downs"),
            "eight_in_a_row": _("the eighth or later in a row on one side of the mean: the level has moved"),
        }
        return "; ".join(said[rule] for rule in self.rules)


class ControlChart:
    """Visits of one kind, since two kinds are two measures: the one filtered by, or the one with more visits."""

    def __init__(self, page: StorePage) -> None:
        tallies = queries.by(page.selection, "kind")
        most = str(max(tallies, key=lambda kind: (tallies[kind].n, str(kind)), default=""))
        self.kind = page.titles.of("kind", most)
        facts = own.values(replace(page.selection, kind=most))[-CHARTED:] if most else []
        chart = score_chart([Fraction(fact.score or 0, UNIT) for fact in facts])
        self.centre = float(chart.centre) if chart.centre is not None else None
        self.points = _numbered(facts, chart.points)

    @property
    def named(self) -> list[ChartPoint]:
        """The points that break a rule."""
        return [point for point in self.points if point.number]

    @property
    def told(self) -> str:
        """How to read what is drawn."""
        if len(self.points) < FEWEST_POINTS:
            return _("%(kind)s: under eight visits there are no limits yet.", kind=self.kind)
        if not self.named:
            return _("%(kind)s: all ups and downs are the usual ones of this store.", kind=self.kind)
        return _("%(kind)s: where a number stands, look for a reason.", kind=self.kind)

    @property
    def table(self) -> Table:
        columns = (
            Column(_("Visit")),
            Column(_("Date"), "day"),
            Column(_("Score, %%") % (), "percent"),
            Column(_("Rule broken")),
        )
        rows = [
            Row(
                (
                    f"№ {each.fact.visit_id}",
                    to_user_timezone(each.fact.approved_at).date(),
                    each.value,
                    each.rule,
                ),
                each.href,
            )
            for each in self.points
        ]
        return Table("control", _("Visit by visit"), columns, rows)


def visits_by_id(ids: Sequence[int]) -> list[Visit]:
    """The visits with what a list shows of them, in the order of the ids."""
    found = {visit.id: visit for visit in own.visits_with_scores(ids)}
    return [found[visit_id] for visit_id in ids]


def _numbered(facts: Sequence[VisitFact], points: Sequence[Point]) -> list[ChartPoint]:
    found, number = [], 0
    for fact, point in zip(facts, points, strict=True):
        number += bool(point.rules)
        found.append(
            ChartPoint(
                day(fact.approved_at),
                float(point.value),
                point.low,
                point.high,
                point.rules,
                visit_address(fact.visit_id),
                fact,
                number if point.rules else None,
            )
        )
    return found
