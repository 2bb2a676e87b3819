"""Figures of approved visits: of a selection as a whole, by one facet, by two crossed.

A facet cuts visits. Of the visit itself: "month", "kind", "region", "store", "position", "channel", "shift",
"checklist", "assessor", "employee", "wave". Of what was seen in it: "section", "stage", "nature", "criterion" and
"framework.<code>". The unit is always the visit: of a section it is the visit's score in that section.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select

from app.db import db
from app.insights.cells import CRITERION, Cells, Seen, read_cells
from app.insights.cuts.queries import OF_VISIT, Key, Only, check, cut, selected
from app.insights.facts import Fact
from app.insights.models import FoundCause, VisitCells, VisitFact
from app.insights.rows import COLUMNS, table_of
from app.insights.selection import Selection
from app.insights.tally import FULL, Tally, surely_low
from app.scoring.bands import FEWEST


def whole(selection: Selection) -> Tally:
    """The figure of everything selected."""
    return cut(selection, ()).get((), Tally())


def by(selection: Selection, facet: str, only: Only = None) -> dict[Key, Tally]:
    """A figure for each part of a facet that has a visit, by its code, or by its id for places, people and the like.

    Of all parts, or of those in `only`.
    """
    return {keys[0]: tally for keys, tally in cut(selection, (facet,), only).items()}


def crossed(selection: Selection, facet: str, other: str, only: Only = None) -> dict[tuple[Key, Key], Tally]:
    """A figure for each pair of parts of two facets; `only` names those of the first.

    Raises TooMany, see `by`; only for pairs no sum was kept of.
    """
    return {(keys[0], keys[1]): tally for keys, tally in cut(selection, (facet, other), only).items()}


def by_month(
    selection: Selection, facet: str | None = None, only: Only = None
) -> dict[Key, dict[int, Tally]]:
    """The months of each part of a facet, the earliest first; of everything selected under "" where no facet is given."""
    found: dict[Key, dict[int, Tally]] = defaultdict(dict)
    facets = ("month",) if facet is None else (facet, "month")
    for keys, tally in sorted(cut(selection, facets, only).items(), key=lambda each: each[0][-1]):
        found[keys[0] if facet else ""][int(keys[-1])] = tally
    return dict(found)


def weakest(
    selection: Selection, facet: str = CRITERION, *, most: int = 10, fewest: int = FEWEST
) -> list[tuple[str, Tally]]:
    """The criteria (or other parts) that are surely weak, of `fewest` visits or more, the surest first."""
    parts = by(selection, facet)
    lacking = {str(code): tally for code, tally in parts.items() if tally.total < tally.n * FULL}
    return [(code, lacking[code]) for code in surely_low(lacking, most, fewest)]


def counts(selection: Selection, facet: str) -> dict[Key, int]:
    """How many visits each part of a facet of the visit itself has: quicker than figures, where those are not shown."""
    column = OF_VISIT[facet]
    check(selection, [facet])
    wanted = select(column, func.count()).where(*selected(selection), column.is_not(None)).group_by(column)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def causes(first: int, last: int) -> dict[str, FoundCause]:
    """What was found of each criterion over exactly these months; nothing where nobody has looked yet."""
    wanted = select(FoundCause).where(FoundCause.first == first, FoundCause.last == last)
    return {each.criterion: each for each in db.session.scalars(wanted)}


def cells_of(visit_ids: Sequence[int]) -> dict[int, Cells]:
    """The cells of these visits; the ids come from a list the viewer may see."""
    rows = select(VisitCells.visit_id, VisitCells.cells).where(VisitCells.visit_id.in_(visit_ids))
    return {visit_id: read_cells(json.loads(stored)) for visit_id, stored in db.session.execute(rows)}


def stored_fact(visit_id: int) -> Fact | None:
    """The facts of a visit as they were written; None before its approval."""
    found = db.session.execute(
        select(*table_of(VisitFact).columns, VisitCells.cells)
        .join(VisitCells, VisitCells.visit_id == VisitFact.visit_id)
        .where(VisitFact.visit_id == visit_id)
    ).first()
    if found is None:
        return None
    *row, cells = found
    told = dict(zip(COLUMNS[VisitFact], row, strict=True))
    return Fact(told, Seen(read_cells(json.loads(cells)), told["verdict"] == "failed"))
