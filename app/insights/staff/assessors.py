"""Assessors beside one another: milder or stricter in the same stores, and how far two agree who saw the same."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import ngettext

from app.insights import queries
from app.insights.cells import CRITERION
from app.insights.cuts.queries import count
from app.insights.pages.page import Page, visit_address
from app.insights.staff import queries as own
from app.insights.tables import Column, Row, Table
from app.insights.tally import Tally
from app.people.models import User
from app.scoring.agreement import Agreement, agreement
from app.scoring.assessors import Leniency, leniency
from app.scoring.intervals import Sums
from app.visits.models import AUDIT, MYSTERY
from app.web.filters import decimal, percent

SHOWN = 30  # assessors, those with most visits; the others stand in the file
MOST_READ = 3_000  # visits compared store by store, and searched for doubled ones, while somebody waits

Stores = dict[int, Tally]


@dataclass(frozen=True)
class Assessed:
    """One assessor in one kind of visit."""

    assessor: int
    kind: str
    n: int
    leniency: Leniency | None  # None where nobody was compared yet


class AssessorsPage(Page):
    @cached_property
    def rows(self) -> list[Assessed]:
        """Everybody with a visit in the period, those with most first."""
        found: list[Assessed] = []
        if self.many:
            return self._counted()
        for kind in (MYSTERY, AUDIT):
            if self.selection.kind in (None, kind):
                found += self._of_kind(kind)
        return sorted(found, key=lambda each: (-each.n, each.assessor))

    @cached_property
    def many(self) -> bool:
        """Whether there are too many visits to compare everybody at once."""
        return count(self.selection) > MOST_READ

    def _counted(self) -> list[Assessed]:
        """Everybody with the number of visits alone; the comparison stands on the page of each."""
        visits = queries.counts(self.selection, "assessor")
        often = sorted(visits, key=lambda assessor: (-visits[assessor], assessor))
        shown = often if self.exporting else often[:SHOWN]
        return [Assessed(int(each), "", visits[each], None) for each in shown]

    def _of_kind(self, kind: str) -> list[Assessed]:
        """Kinds apart: an open audit is another measure than a mystery visit."""
        own_stores: dict[int, Stores] = defaultdict(dict)
        everybody: Stores = {}
        crossed = queries.crossed(replace(self.selection, kind=kind), "assessor", "store")
        for (assessor, store), tally in crossed.items():
            own_stores[int(assessor)][int(store)] = tally
            everybody[int(store)] = everybody.get(int(store), Tally()).plus(tally)
        often = sorted(own_stores, key=lambda each: -sum(tally.n for tally in own_stores[each].values()))
        shown = often if self.exporting else often[:SHOWN]
        return [
            Assessed(
                assessor,
                kind,
                sum(tally.n for tally in own_stores[assessor].values()),
                against_peers(own_stores[assessor], everybody),
            )
            for assessor in shown
        ]

    @cached_property
    def doubled(self) -> list[own.Twice]:
        """The doubled visits; none are looked for among too many visits."""
        return [] if self.many else own.doubled(self.selection)

    @cached_property
    def agreement(self) -> Agreement:
        """How far the two agree over all answers of all doubled visits."""
        return agreement([pair for twice in self.doubled for pair in self._ratings(twice)])

    @property
    def told_agreement(self) -> str:
        """The agreement in words."""
        if not self.doubled:
            if self.many:
                return _("So many visits cannot be searched at once: choose a region or fewer months.")
            return _(
                "No visits were doubled in this period: the same store, checklist and person by two assessors within a"
                " week. Without them nobody knows how far assessors agree."
            )
        found = self.agreement
        alpha = "—" if found.alpha is None else decimal(found.alpha, 2)
        return ngettext(
            "%(num)s doubled visit: the two agree in %(raw)s of %(answers)s answers, Krippendorff's alpha is %(alpha)s.",
            "%(num)s doubled visits: the two agree in %(raw)s of %(answers)s answers, Krippendorff's alpha is %(alpha)s.",
            len(self.doubled),
            raw=percent(None if found.raw is None else 100 * found.raw, 0),
            answers=found.units,
            alpha=alpha,
        )

    @property
    def name(self) -> str:
        return "etalon-assessors"

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {"assessors": self._assessors(), "pairs": self._pairs()}

    @cached_property
    def _users(self) -> dict[int, User]:
        ids = {each.assessor for each in self.rows}
        ids |= {fact.assessor_id for twice in self.doubled for fact in (twice.first, twice.second)}
        return own.users(list(ids))

    def _assessors(self) -> Table:
        columns = (
            Column(_("Assessor")),
            Column(_("Kind")),
            Column(_("Visits"), "count"),
            Column(_("Stores in common"), "count"),
            Column(_("Above the others, points"), "points"),
            Column(_("95 %% interval") % (), "interval"),
            Column(_("Question")),
        )
        return Table(
            "assessors",
            _("Against the others, in the same stores"),
            columns,
            [self._row(each) for each in self.rows],
        )

    def _row(self, each: Assessed) -> Row:
        found = each.leniency or Leniency(0, None, None, None)
        bounds = None if found.low is None or found.high is None else (found.low, found.high)
        return Row(
            (
                self._users[each.assessor].name,
                self.titles.of("kind", each.kind) if each.kind else "",
                each.n,
                found.stores,
                found.difference,
                bounds,
                asked_of(found) if each.leniency else _("see the page of the assessor"),
            ),
            self.link("staff.assessor", assessor_id=each.assessor),
        )

    def _pairs(self) -> Table:
        columns = (
            Column(_("Visit")),
            Column(_("Beside")),
            Column(_("Assessors")),
            Column(_("Agree in, %%") % (), "percent"),
            Column(_("Answers"), "count"),
        )
        rows = []
        for twice in self.doubled if self.exporting else self.doubled[:SHOWN]:
            found = agreement(self._ratings(twice))
            names = [self._users[fact.assessor_id].name for fact in (twice.first, twice.second)]
            cells = (f"№ {twice.first.visit_id}", f"№ {twice.second.visit_id}", " · ".join(names))
            hrefs = {1: visit_address(twice.second.visit_id)}
            raw = None if found.raw is None else 100 * found.raw
            rows.append(Row((*cells, raw, found.units), visit_address(twice.first.visit_id), hrefs=hrefs))
        return Table("pairs", _("Doubled visits"), columns, rows)

    @cached_property
    def _cells(self) -> dict[int, dict[str, int | None]]:
        ids = {fact.visit_id for twice in self.doubled for fact in (twice.first, twice.second)}
        return {
            visit: {code: cell.value for code, cell in cells.get(CRITERION, {}).items()}
            for visit, cells in queries.cells_of(list(ids)).items()
        }

    def _ratings(self, twice: own.Twice) -> list[Sequence[Hashable | None]]:
        """What each of the two gave for every question: its share of the points; None where one gave none."""
        one, two = self._cells[twice.first.visit_id], self._cells[twice.second.visit_id]
        return [(one.get(code), two.get(code)) for code in sorted(one.keys() | two.keys())]


def against_peers(own_stores: Stores, everybody: Stores) -> Leniency:
    """An assessor's stores beside what all the others gave in them."""
    rest = {store: everybody[store].minus(tally) for store, tally in own_stores.items()}
    mine: dict[Hashable, Sums] = {store: tally.sums for store, tally in own_stores.items()}
    theirs: dict[Hashable, Sums] = {store: tally.sums for store, tally in rest.items()}
    return leniency(mine, theirs)


def asked_of(found: Leniency) -> str:
    """What to ask where the interval leaves out 0; nothing otherwise."""
    if found.low is None or found.high is None:
        return _("too few stores in common to ask")
    if found.low > 0:
        return _("Milder than the others: what is let pass?")
    if found.high < 0:
        return _("Stricter than the others: what is seen that they overlook?")
    return _("nothing to ask")
