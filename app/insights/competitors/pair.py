"""Ours and theirs of one thing side by side, and how far we lead, in points with an interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from app.insights.figures import Figure
from app.insights.tables import Column, Row, Table, bounds
from app.scoring.intervals import Difference, difference_interval, share_contrast

NOT_TOLD = Difference(None, None, None)


@dataclass(frozen=True)
class Pair:
    """Two figures of like visits; `labels` say of what, `href` leads on from the first of them."""

    labels: tuple[str, ...]
    ours: Figure
    theirs: Figure
    href: str | None = None

    @property
    def few(self) -> bool:
        """Too few visits on either side to be compared."""
        return self.ours.few or self.theirs.few

    @cached_property
    def lead(self) -> Difference:
        """Our mean less theirs, with its 95 % interval; nothing where there are too few visits."""
        ours, theirs = self.ours.tally, self.theirs.tally
        if self.few:
            return NOT_TOLD
        if ours.is_share and theirs.is_share:
            return share_contrast([ours.met], [theirs.met])
        return difference_interval(theirs.sums, ours.sums)

    @property
    def lead_bounds(self) -> tuple[float, float] | None:
        """The interval of the lead."""
        return None if self.lead.low is None or self.lead.high is None else (self.lead.low, self.lead.high)


def least_lead(pairs: Iterable[Pair]) -> list[Pair]:
    """Those that can be compared, where they lead most first."""
    told = [each for each in pairs if each.lead.difference is not None]
    return sorted(told, key=lambda each: (each.lead.difference or 0, each.labels))


def pairs_table(
    name: str, title: str, labels: Sequence[str], pairs: Iterable[Pair], *, intervals: bool = True
) -> Table:
    """Pairs as rows, with the interval of each mean or without; a mean and its number of visits lead to them."""
    interval = (Column(_("95 %% interval") % (), "interval"),) * intervals
    columns = (
        *(Column(label) for label in labels),
        *(Column(_("We, %%") % (), "percent"), *interval, Column(_("Our visits"), "count")),
        *(Column(_("They, %%") % (), "percent"), *interval, Column(_("Their visits"), "count")),
        *lead_columns(),
    )
    return Table(name, title, columns, [_row(pair, intervals) for pair in pairs])


def lead_columns() -> tuple[Column, Column]:
    """How far we lead, and how sure that is."""
    return Column(_("Our lead, points"), "points"), Column(_("95 %% interval of the lead") % (), "interval")


def _row(pair: Pair, intervals: bool) -> Row:
    cells: list[object] = list(pair.labels)
    hrefs: dict[int, str] = {}
    for figure in (pair.ours, pair.theirs):
        told = (figure.value, *((bounds(figure),) * intervals), figure.n)
        if figure.behind and figure.n:
            hrefs |= dict.fromkeys((len(cells), len(cells) + len(told) - 1), figure.behind)
        cells += told
    cells += (pair.lead.difference, pair.lead_bounds)
    return Row(tuple(cells), pair.href, pair.few, _("too few visits") if pair.few else "", hrefs)
