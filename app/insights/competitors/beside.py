"""What the pages of competitors share: like visits of ours and of theirs, by one checklist over the same months."""

from dataclasses import replace
from datetime import datetime, time
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import zone
from app.insights.competitors import queries as own
from app.insights.competitors.queries import Bounds, LikeVisits
from app.insights.competitors.theirs import Theirs
from app.insights.pages.page import Address, Page
from app.insights.periods import first_day
from app.insights.selection import month_after
from app.insights.titles import CHANNEL, POSITION
from app.people.models import User
from app.visits.models import MYSTERY


class BesidePage(Page):
    """Like visits of ours and theirs: `of` in the address names the checklist, `against` one competitor."""

    without = ("kind", "position", "channel")
    keeps: tuple[str, ...] = ("of", "against", "by")

    def __init__(self, viewer: User, address: Address) -> None:
        super().__init__(viewer, address, kind=MYSTERY)
        if self.like:
            position, channel = self.like
            self.selection = replace(self.selection, position=position, channel=channel)

    @cached_property
    def checklists(self) -> dict[str, str]:
        """The checklists by which competitors were visited, as the address names them; the one used most first."""
        counted = own.checklists(self.bounds).items()
        most_first = sorted(counted, key=lambda each: (-each[1], each[0]))
        return {
            "/".join(like): f"{self._named(like)} · {ngettext('%(num)s visit', '%(num)s visits', n)}"
            for like, n in most_first
        }

    @property
    def like(self) -> LikeVisits | None:
        """The position and the channel of the checklist; None where no competitor was visited."""
        asked = self.given.get("of", "")
        code = asked if asked in self.checklists else next(iter(self.checklists), "")
        position, _slash, channel = code.partition("/")
        return (position, channel) if code else None

    @property
    def checklist(self) -> str:
        """The checklist in words."""
        return self._named(self.like) if self.like else ""

    @cached_property
    def every(self) -> Theirs:
        """The visits to all competitors by the checklist."""
        return Theirs.of(own.sent(self.bounds, self.like) if self.like else [])

    @property
    def against(self) -> str:
        """The competitor asked for; empty for all together."""
        asked = self.given.get("against", "")
        return asked if asked in self.every.competitors else ""

    @cached_property
    def theirs(self) -> Theirs:
        """The visits to whoever is asked for."""
        return self.every.at(whose=self.against or None)

    @property
    def them(self) -> str:
        """Who that is, in words."""
        return self.against or _("All competitors")

    @property
    def bounds(self) -> Bounds:
        """The moments between which the months of the page lie, and its region."""
        period, here = self.filter.period, zone()
        start, end = (
            datetime.combine(first_day(month), time(), here)
            for month in (period.first, month_after(period.last, 1))
        )
        return Bounds(start, end, self.selection.region)

    def behind(self, **more: Any) -> str:
        """Our visits behind a figure."""
        position, channel = self.like or ("", "")
        return super().behind(position=position, channel=channel, **more)

    def behind_theirs(self, whose: str, **more: Any) -> str:
        """Their visits behind a figure; `whose` is empty for all competitors."""
        return self.link("competitors.figure", of="/".join(self.like or ()), against=whose, **more)

    def _named(self, like: LikeVisits) -> str:
        return " · ".join(
            self.titles.of(facet, code) for facet, code in zip((POSITION, CHANNEL), like, strict=True)
        )
