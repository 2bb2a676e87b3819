"""What every page of figures has: its viewer, its months and filters, and the ways on from a figure."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.clock import today
from app.insights import queries
from app.insights.cuts.queries import OF_VISIT
from app.insights.figures import Figure
from app.insights.forms import PageFilter
from app.insights.periods import QUICK, Period, named, written
from app.insights.selection import chosen
from app.insights.tables import Table
from app.insights.tally import Tally
from app.insights.titles import Titles
from app.people.models import User
from app.scoring.intervals import Share
from app.web.filters import decimal, percent

Address = MultiDict[str, str]


class Page:
    """Approved visits of some months under some filters, as far as the viewer may see them.

    `place` narrows it to one store, employee or assessor. Raises NotForViewer where that is another's.
    """

    without: tuple[str, ...] = ()  # filters that mean nothing here
    keeps: tuple[str, ...] = ()  # what else stands in the address and stays when a filter changes

    def __init__(self, viewer: User, address: Address, **place: int | str) -> None:
        self.viewer, self.given, self.place = viewer, address, place
        self.filter = PageFilter.of(viewer, address, without=self.without)
        asked = dict(self.filter.chosen)
        region = asked.pop("region", None)
        first, last = self.filter.period
        self.selection = chosen(
            viewer, first=first, last=last, region=int(region) if region else None, **asked, **place
        )
        self.titles = Titles()

    @cached_property
    def whole(self) -> Figure:
        """Everything selected."""
        return self.figure(_("All visits"), queries.whole(self.selection))

    @cached_property
    def before(self) -> Figure:
        """The same over as many months just before."""
        tally = queries.whole(self.selection.before())
        return Figure(_("The last period"), tally, behind=self.behind(**self.filter.period.before.address))

    @cached_property
    def chain(self) -> Figure:
        """The like visits of the whole chain: the line on the charts. It leads nowhere: not all of it is the viewer's."""
        return Figure(_("The chain"), queries.whole(self.selection.of_chain()))

    @cached_property
    def months(self) -> list[Figure]:
        """Month by month, the months without visits too."""
        return self.by_month(queries.by_month(self.selection).get("", {}))

    def by_month(
        self, tallies: Mapping[int, Tally], marks: Mapping[int, str] | None = None, **part: str
    ) -> list[Figure]:
        """The months of the period as figures; `part` is the facet and code they are of, `marks` letters over months."""
        return [
            Figure(
                named(month),
                tallies.get(month, Tally()),
                behind=self.behind(**{"from": written(month), "to": written(month)}, **part),
                mark=(marks or {}).get(month, ""),
            )
            for month in self.filter.period.months
        ]

    def figure(
        self,
        label: str,
        tally: Tally,
        href: str | None = None,
        key: str | int | None = None,
        **more: Any,
    ) -> Figure:
        """A figure with the way to its visits; `more` narrows the page to them."""
        return Figure(label, tally, href, self.behind(**more), key=key)

    def figures(self, facet: str, tallies: Mapping[Any, Tally]) -> list[Figure]:
        """The parts of a facet that the visits themselves have, or that was seen in them, under their titles."""
        return [
            self.figure(self.titles.of(facet, str(code)), tally, key=code, **part(facet, str(code)))
            for code, tally in tallies.items()
        ]

    def behind(self, **more: Any) -> str:
        """The address of the arithmetic and the visits behind a figure of this page."""
        return url_for("insights.figure", **{**self.filter.address, **self.place, **more})

    def link(self, endpoint: str, **more: Any) -> str:
        """Another page over the same months under the same filters."""
        return url_for(endpoint, **{**self.filter.address, **more})

    @property
    def quick(self) -> list[tuple[int, Period]]:
        """The usual periods: (months, period)."""
        return [(months, Period.lasting(months, today())) for months in QUICK]

    @property
    def kept(self) -> dict[str, str]:
        """What a form of filters passes on."""
        return {name: self.given[name] for name in self.keeps if name in self.given}

    @property
    def exporting(self) -> bool:
        """Whether a table is taken along: then it is whole."""
        return "format" in self.given

    @property
    def tables(self) -> dict[str, Table]:
        """Every table of the page by its name."""
        return {}

    @property
    def name(self) -> str:
        """What the files of the page are called."""
        return "etalon"

    @property
    def about(self) -> list[tuple[str, str]]:
        """What a file says of itself: months, filters, how the figures are to be read."""
        return [
            (_("Period"), self.filter.period.label),
            *self.filter.told,
            (_("Mean"), _("Mean of visits, each counted once; 95 %% interval.") % ()),
        ]


def part(facet: str, code: str) -> dict[str, str]:
    """How an address names one part of a facet: visits have some, the others were seen in them."""
    if facet in OF_VISIT:
        return {facet: code}
    return {"facet": facet, "code": code}


def visit_address(visit_id: int, place: str = "") -> str:
    """Where a visit stands, down to a place on its page."""
    return url_for("visits.show", visit_id=visit_id) + place


def turned(number: int) -> str:
    """This very page, turned to another sheet of its visits."""
    asked = {**request.args.to_dict(), **(request.view_args or {}), "page": number}
    return url_for(request.endpoint or "", **asked) + "#visits"


def told_share(share: Share) -> str:
    """A share in words: 20.0 % (5.7–51.0), n = 10; a dash where there is nothing to share."""
    if share.share is None or share.low is None or share.high is None:
        return "—"
    low, high = decimal(100 * share.low), decimal(100 * share.high)
    return f"{percent(100 * share.share)} ({low}–{high}), n = {share.n}"
