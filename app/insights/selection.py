"""A selection: which approved visits a page is about, never more than its viewer may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.people.models import User
from app.people.roles import DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL, REVIEWER

SEE_THE_CHAIN = {HR, QUALITY, REVIEWER}
NAME_ASSESSORS = {QUALITY}  # who is told which assessor made a visit
EARLIEST, LATEST = 100_001, 999_912  # months
FILTERS = (
    *("since", "kind", "position", "channel", "shift", "region"),
    *("store", "employee", "assessor", "checklist", "wave"),
)


class NotForViewer(LookupError):
    """The viewer may not see what is asked for; the page does not exist for him."""


@dataclass(frozen=True)
class Selection:
    """Approved visits of the months `first` to `last` (202605, both included) that fit every filter given.

    `since` narrows them to those approved from a moment on. Made by `chosen`, which keeps it to what the viewer may see.
    """

    first: int = EARLIEST
    last: int = LATEST
    since: datetime | None = None
    kind: str | None = None
    position: str | None = None
    channel: str | None = None
    shift: str | None = None
    region: int | None = None
    store: int | None = None
    employee: int | None = None
    assessor: int | None = None
    checklist: int | None = None
    wave: int | None = None
    names_assessors: bool = False
    unnamed: bool = False  # only sums may be told of it: no store, nobody, no single visit

    @property
    def filters(self) -> dict[str, Any]:
        """The filters given besides the months, by name."""
        found = {name: getattr(self, name) for name in FILTERS}
        return {name: value for name, value in found.items() if value is not None}

    def of_chain(self) -> Selection:
        """The like visits of the whole chain, which everybody may be held against; who and where is not told."""
        return replace(self, region=None, store=None, employee=None, assessor=None, unnamed=True)

    def before(self) -> Selection:
        """The same for as many months just before: what a period is compared with."""
        length = months_between(self.first, self.last)
        return replace(self, first=month_after(self.first, -length), last=month_after(self.first, -1))


def chosen(viewer: User, **filters: object) -> Selection:
    """The selection with these filters, narrowed to the viewer's own store, region or visits.

    Raises NotForViewer where a filter asks for another's, or for an assessor by name.
    """
    wanted = Selection(**filters, names_assessors=viewer.role in NAME_ASSESSORS)  # type: ignore[arg-type]
    if wanted.assessor is not None and not wanted.names_assessors:
        raise NotForViewer("assessor")
    if viewer.role in SEE_THE_CHAIN:
        return wanted
    if viewer.role == DIRECTOR:
        return _own(wanted, "store", viewer.store_id)
    if viewer.role == REGIONAL:
        return _own(wanted, "region", viewer.region_id)
    if viewer.role == EMPLOYEE:
        return _own(wanted, "employee", viewer.employee_id)
    raise NotForViewer(viewer.role)


def month_of(day: date) -> int:
    """The month of a date: 202605."""
    return day.year * 100 + day.month


def month_after(month: int, by: int) -> int:
    """The month so many later; earlier where `by` is negative."""
    year, place = divmod(month // 100 * 12 + month % 100 - 1 + by, 12)
    return year * 100 + place + 1


def months_between(first: int, last: int) -> int:
    """How many months these are, both included."""
    return (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1


def _own(wanted: Selection, what: str, own: int | None) -> Selection:
    asked = getattr(wanted, what)
    if own is None or asked not in (None, own):
        raise NotForViewer(what)
    return replace(wanted, **{what: own})  # type: ignore[arg-type]
