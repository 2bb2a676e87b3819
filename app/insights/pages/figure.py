"""A figure by itself: how it comes about, step by step, and the visits behind it, down to their answers."""

from fractions import Fraction
from functools import cached_property
from math import sqrt

from flask_babel import gettext as _

from app.db import db
from app.insights import queries
from app.insights.cells import CRITERION
from app.insights.figures import Figure
from app.insights.pages.behind import Behind
from app.insights.pages.page import Address, Page, told_share
from app.insights.selection import NotForViewer
from app.insights.tables import Table
from app.insights.tally import UNIT, Tally
from app.people.models import Employee, User
from app.people.queries import employees_visible_to
from app.scoring.intervals import Share, students_t
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.filters import decimal, percent

PLACES = ("store", "employee", "assessor", "checklist", "wave")  # filters of an address that are numbers


class FigurePage(Page):
    """`facet` and `code` of the address name a part of what was seen, such as a stage or a criterion."""

    keeps = (*PLACES, "shift", "facet", "code", "critical")

    def __init__(self, viewer: User, address: Address) -> None:
        places = {name: address.get(name, type=int) for name in PLACES}
        more = {"shift": address["shift"]} if address.get("shift") else {}
        super().__init__(viewer, address, **{k: v for k, v in places.items() if v is not None}, **more)
        if not all(found for _name, found in self._narrowed):
            raise NotForViewer("place")
        self.facet = address.get("facet") or None
        self.code = address.get("code", "")

    @cached_property
    def whole(self) -> Figure:
        """The figure itself. Raises KeyError for a facet unknown."""
        tally = queries.whole(self.selection)
        if self.facet:
            tally = queries.by(self.selection, self.facet).get(self.code, Tally())
        return Figure(self.title, tally)

    @property
    def title(self) -> str:
        """What it is of."""
        if self.critical:
            return _("Visits with a critical failure")
        return self.titles.of(self.facet, self.code) if self.facet else _("Mean score")

    @property
    def critical(self) -> bool:
        """Whether it is about the visits in which a critical question failed, not about a mean."""
        return "critical" in self.given and not self.facet

    @property
    def share(self) -> str:
        """The share of visits it is about, in words."""
        return told_share(self.whole.tally.criticals)

    @property
    def told(self) -> str:
        """Under which filters it stands."""
        return " · ".join(value for _name, value in (*self._narrowed, *self._part))

    @cached_property
    def visits(self) -> Behind:
        """The visits, page by page."""
        return Behind(self, self.facet, self.code, critical=self.critical)

    @property
    def steps(self) -> list[str]:
        """The sum, line by line, in numbers anybody can check."""
        tally = self.whole.tally
        if self.critical:
            return share_steps(tally.criticals, tally.critical)
        return steps_of_criterion(tally) if self.facet == CRITERION else steps(tally)

    @property
    def tables(self) -> dict[str, Table]:
        return {"visits": self.visits.table}

    @property
    def name(self) -> str:
        return "etalon-visits"

    @property
    def about(self) -> list[tuple[str, str]]:
        return [*self._narrowed, *self._part, *super().about]

    @property
    def _part(self) -> list[tuple[str, str]]:
        """The part of a facet it is of, in words."""
        if not self.facet:
            return []
        return [(_("Criterion") if self.facet == CRITERION else self.titles.facet(self.facet), self.code)]

    @cached_property
    def _narrowed(self) -> list[tuple[str, str]]:
        """The store and the person it is of; without a name where the viewer may not see them."""
        found = []
        if "store" in self.place:
            store = db.session.scalar(stores_visible_to(self.viewer).where(Store.id == self.place["store"]))
            found.append((_("Store"), store.name if store else ""))
        if "employee" in self.place:
            seen = employees_visible_to(self.viewer).where(Employee.id == self.place["employee"])
            employee = db.session.scalar(seen)
            found.append((_("Employee"), employee.name if employee else ""))
        return found


def steps(tally: Tally) -> list[str]:
    """From the sum of the visits to the mean and its interval."""
    mean = tally.mean
    if mean.mean is None:
        return []
    if tally.is_share:
        all_or_nothing = _(
            "Each visit earned all of its points or none: the mean is the share of those that earned all."
        )
        return [all_or_nothing, *share_steps(tally.met, tally.n - tally.low)]
    total = Fraction(tally.total, UNIT)
    found = [
        _(
            "The visits add up to %(total)s. Divided by their number: %(total)s / %(n)s = %(mean)s.",
            total=decimal(total, 2),
            n=tally.n,
            mean=percent(mean.mean, 2),
        )
    ]
    if tally.n < 2 or mean.low is None or mean.high is None:
        return [*found, _("One visit gives no interval: nobody knows how the next would have gone.")]
    variance = tally.sums.variance
    spread, t = sqrt(variance), students_t(tally.n - 1)
    half = t * spread / sqrt(tally.n)
    if not variance:
        found.append(
            _("All visits scored the same, so the interval is a point: it does not say that the next will.")
        )
    found += [
        _(
            "Their squares add up to %(squares)s: the visits lie %(spread)s points about their mean (standard deviation).",
            squares=decimal(Fraction(tally.squares, UNIT * UNIT), 2),
            spread=decimal(spread, 2),
        ),
        _(
            "Student's t for %(n)s visits is %(t)s: %(t)s × %(spread)s / √%(n)s = %(half)s points to either side.",
            n=tally.n,
            t=decimal(t, 3),
            spread=decimal(spread, 2),
            half=decimal(half, 2),
        ),
        _(
            "So the interval is %(low)s–%(high)s %%, kept within 0 and 100.",
            low=decimal(mean.low, 2),
            high=decimal(mean.high, 2),
        ),
    ]
    return found


def steps_of_criterion(tally: Tally) -> list[str]:
    """The same of a criterion: then in how many of the visits it was met."""
    if tally.is_share or not tally.n:
        return steps(tally)
    met = _("It is met where it earns 70 %% of its points or more.") % ()
    return [*steps(tally), met, *share_steps(tally.met, tally.n - tally.low)]


def share_steps(share: Share, met: int) -> list[str]:
    """From a count to a share and its interval; of a criterion it is the visits that met it."""
    if share.low is None or share.high is None:
        return []
    return [
        _(
            "%(met)s of %(n)s visits: %(met)s / %(n)s = %(share)s; Wilson's interval is %(low)s–%(high)s %%.",
            met=met,
            n=share.n,
            share=percent(100 * Fraction(met, share.n), 2),
            low=decimal(100 * share.low, 2),
            high=decimal(100 * share.high, 2),
        )
    ]
