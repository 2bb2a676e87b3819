"""Why a criterion is below its target: the answer in a word and a sentence, and the numbers it rests on."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.db import db
from app.insights import queries
from app.insights.answers.queries import counted as counted_of
from app.insights.causing import TARGET
from app.insights.cuts.queries import count
from app.insights.explaining import told_cause
from app.insights.pages.page import Page
from app.insights.selection import Selection
from app.insights.tally import Tally
from app.people.models import Employee, User
from app.people.queries import employees_visible_to
from app.scoring.causes import FEWEST_VISITS, Criterion, find_causes
from app.scoring.homogeneity import Count
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.filters import decimal, moment

FEW_ENOUGH = 1_000  # visits among which causes are looked for while somebody waits for the page
TOGETHER = 10  # criteria shown with their causes, and looked at together

WORDS = {
    "systemic": _l("Systemic"),
    "local": _l("Local"),
    "individual": _l("Individual"),
    "scattered": _l("Scattered"),
    "on_target": _l("On target"),
    "too_little_data": _l("Too little data"),
}
TOLD = {
    "systemic": _l(
        "It fails everywhere: look at the standard, the training or the conditions, not at people."
    ),
    "scattered": _l("Its failures have no pattern: single cases, no call to act on."),
    "on_target": _l("It reaches its target."),
    "too_little_data": _l("Under ten visits, or under two a store: nothing can be said yet."),
}


class Why:
    """One answer; stores and people are named only as far as the viewer may see them."""

    def __init__(self, viewer: User, found: dict[str, Any], at: datetime | None = None) -> None:
        """`at`: when it was worked out, None for just now."""
        self.viewer, self.found, self.at = viewer, found, at
        self.answer = found["cause"]

    @property
    def word(self) -> str:
        """The answer in a word."""
        return str(WORDS[self.answer])

    @property
    def told(self) -> str:
        """What it means, and who."""
        if self.answer == "local":
            return _("It fails in these stores: %(names)s.", names=_listed(self.stores, self.found["stores"]))
        if self.answer == "individual":
            names = _listed(self.employees, self.found["employees"])
            return _("It fails with these people, whatever their colleagues do: %(names)s.", names=names)
        return str(TOLD[self.answer])

    @property
    def stores(self) -> list[str]:
        """The stores named that the viewer may see."""
        wanted = stores_visible_to(self.viewer).where(Store.id.in_(self.found["stores"]))
        return [store.name for store in db.session.scalars(wanted)]

    @property
    def employees(self) -> list[str]:
        """The people named whom the viewer may see."""
        wanted = employees_visible_to(self.viewer).where(Employee.id.in_(self.found["employees"]))
        return [f"{each.name} ({each.store.name})" for each in db.session.scalars(wanted)]

    @property
    def numbers(self) -> list[str]:
        """What it rests on, line by line."""
        found = self.found
        lines = [
            _(
                "Met in %(met)s of %(n)s visits: %(share)s %% (%(low)s–%(high)s), the target is %(target)s %%.",
                met=found["met"],
                n=found["n"],
                share=_one(found["share"]),
                low=_one(found["low"]),
                high=_one(found["high"]),
                target=decimal(found["target"], 0),
            )
        ]
        tests = (("employees", _("Do people of one store differ?")), ("stores", _("Do stores differ?")))
        lines += [self._test(name, asked) for name, asked in tests if found["statistics"][name]]
        rest = found["statistics"]["rest"]
        if rest and rest["n"]:
            lines.append(
                _(
                    "Without those who stand out it is met in %(met)s of %(n)s: a chain on target does so badly in %(p)s of 100 cases.",
                    met=rest["met"],
                    n=rest["n"],
                    p=_of_hundred(found["p_values"]["rest"]),
                )
            )
        if self.at:
            lines.append(
                _("Worked out %(when)s; what was approved since is not in it.", when=moment(self.at))
            )
        return lines

    def _test(self, name: str, asked: str) -> str:
        test = self.found["statistics"][name]
        return _(
            "%(asked)s χ² = %(chi)s over %(groups)s groups: chance alone gives as much in %(p)s of 100 cases (%(draws)s tried).",
            asked=asked,
            chi=decimal(test["chi_square"]),
            groups=test["groups"],
            p=_of_hundred(self.found["p_values"][name]),
            draws=test["permutations"],
        )


def weakest(selection: Selection) -> list[tuple[str, Tally]]:
    """The weakest criteria of visits enough to look for a cause."""
    return queries.weakest(selection, most=TOGETHER, fewest=FEWEST_VISITS)


def causes(page: Page, codes: Sequence[str]) -> dict[str, Why]:
    """Why each of these criteria is as it is, in the visits of the page.

    What was worked out at night is taken as it is; among few visits it is worked out at once. A criterion of which
    neither holds is left out.
    """
    known = _worked_out(page, codes)
    left = {code for code in codes if code not in known}
    if left and count(page.selection) <= FEW_ENOUGH:
        known |= _at_once(page, left)
    return {code: known[code] for code in codes if code in known}


def _worked_out(page: Page, codes: Sequence[str]) -> dict[str, Why]:
    """What was worked out at night, which is of the whole chain without filters."""
    selection = page.selection
    if selection != Selection(selection.first, selection.last, names_assessors=selection.names_assessors):
        return {}
    found = queries.causes(selection.first, selection.last)
    return {
        code: Why(page.viewer, found[code].found, found[code].computed_at) for code in codes if code in found
    }


def _at_once(page: Page, asked: set[str]) -> dict[str, Why]:
    """Looked for together with the weakest on every page: how sure one must be depends on how many are looked at."""
    together = sorted(asked | {code for code, _tally in weakest(page.selection)})
    counted = tuple(_counts(counted_of(page.selection, code)) for code in together)
    return {code: Why(page.viewer, found) for code, found in zip(together, _found(counted), strict=True)}


Counts = tuple[tuple[tuple[int, int | None], tuple[int, int]], ...]


def _counts(rows: Sequence[tuple[int, int | None, int, int]]) -> Counts:
    return tuple(((store, employee), (met, n)) for store, employee, met, n in rows)


@lru_cache(maxsize=64)
def _found(counted: tuple[Counts, ...]) -> list[dict[str, Any]]:
    """The same counts always give the same answer, so they are tried out once."""
    criteria = [Criterion({group: Count(*count) for group, count in each}, TARGET) for each in counted]
    return [told_cause(found) for found in find_causes(criteria)]


def _listed(seen: Sequence[str], every: Sequence[int]) -> str:
    unseen = len(every) - len(seen)
    rest = [ngettext("%(num)s more", "%(num)s more", unseen)] if unseen else []
    return ", ".join([*seen, *rest])


def _one(number: float | None) -> str:
    return decimal(number)


def _of_hundred(p: float | None) -> str:
    """A p-value as cases of a hundred."""
    if p is None:
        return "—"
    return _("under 0.1") if p < 0.001 else decimal(100 * p)
