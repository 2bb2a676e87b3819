"""Visits cut by any number of facets. Three ways lead to the same numbers: sums by month, which answer for stores,
regions and the chain however many visits there were; the facts, one row a visit; the cells of single visits, for at
most MOST_READ of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, Select, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.checklists.models import ChecklistVersion
from app.db import db
from app.insights.cells import ALL, CRITERION, FRAMEWORK, NATURE, SECTION, SHIFT, STAGE, read_parts
from app.insights.crossing import crossed_cells
from app.insights.models import WHOLE_CHAIN, Rollup, StoreRollup, VisitCells, VisitFact
from app.insights.rows import SumsModel
from app.insights.selection import NotForViewer, Selection
from app.insights.tally import LOW, Tally, added
from app.stores.models import Store

Key = str | int
Keys = tuple[Key, ...]
Columns = Mapping[str, InstrumentedAttribute[Any]]
Only = Collection[Key] | None

MOST_READ = 5_000  # visits whose cells are read for one figure
OF_VISIT: Columns = {
    "month": VisitFact.month,
    "kind": VisitFact.kind,
    "region": VisitFact.region_id,
    "store": VisitFact.store_id,
    "position": VisitFact.position,
    "channel": VisitFact.channel,
    "shift": VisitFact.shift,
    "checklist": VisitFact.checklist_id,
    "assessor": VisitFact.assessor_id,
    "employee": VisitFact.employee_id,
    "wave": VisitFact.wave_id,
}
OF_ROLLUP: Columns = {
    "month": Rollup.month,
    "kind": Rollup.kind,
    "region": Rollup.region_id,
    "position": Rollup.position,
    "channel": Rollup.channel,
}
OF_STORES: Columns = {
    "month": StoreRollup.month,
    "kind": StoreRollup.kind,
    "region": StoreRollup.region_id,
    "store": StoreRollup.store_id,
}
SEEN = (SECTION, STAGE, NATURE, CRITERION)
NAMING = {"region", "store", "employee", "assessor"}  # what an unnamed selection is never cut by


class TooMany(ValueError):
    """So many visits would have to be read one by one; a region, a store or a shorter period is needed."""

    def __init__(self, n: int) -> None:
        super().__init__(f"{n} visits are too many to be read one by one")
        self.n = n


def cut(selection: Selection, facets: Sequence[str], only: Only = None) -> dict[Keys, Tally]:
    """The figures by any number of facets, by the quickest of the three ways."""
    check(selection, facets)
    filters = selection.filters.keys()
    if "store" in filters | set(facets) and filters | set(facets) <= OF_STORES.keys():
        return _from_sums(StoreRollup, OF_STORES, selection, facets, only)
    apart = [facet for facet in facets if facet not in OF_ROLLUP] or [ALL]
    kept = len(apart) == 1 and (apart[0] in (ALL, SHIFT) or apart[0] not in OF_VISIT)
    if kept and filters <= OF_ROLLUP.keys():
        return _from_sums(Rollup, {**OF_ROLLUP, apart[0]: Rollup.code}, selection, facets, only)
    if OF_VISIT.keys() >= set(facets):
        return _from_facts(selection, facets, only)
    return _from_cells(selection, facets, only)


def selected(selection: Selection) -> Iterator[ColumnElement[bool]]:
    """What holds of every visit selected."""
    yield VisitFact.month.between(selection.first, selection.last)
    for name, value in selection.filters.items():
        yield VisitFact.approved_at >= value if name == "since" else OF_VISIT[name] == value


def count(selection: Selection) -> int:
    """How many visits with a score are selected."""
    return cut(selection, ()).get((), Tally()).n


def allow_reading(selection: Selection) -> None:
    """Raise TooMany where these visits cannot be read one by one while somebody waits."""
    n = count(selection)
    if n > MOST_READ:
        raise TooMany(n)


def check(selection: Selection, facets: Sequence[str]) -> None:
    """Raise KeyError for a facet unknown, NotForViewer for one that would tell more than the viewer may know."""
    for facet in facets:
        if facet not in OF_VISIT and facet not in SEEN and not facet.startswith(FRAMEWORK):
            raise KeyError(facet)
    if selection.unnamed and NAMING & set(facets):
        raise NotForViewer("the chain is told without names")
    if "assessor" in facets and not selection.names_assessors:
        raise NotForViewer("assessor")


def _from_sums(
    model: SumsModel, columns: Columns, selection: Selection, facets: Sequence[str], only: Only
) -> dict[Keys, Tally]:
    sums = {name: func.sum(getattr(model, name)) for name in Tally._fields}
    wanted = _grouped([columns[facet] for facet in facets], sums, only)
    wanted = wanted.where(model.month.between(selection.first, selection.last))
    for name, value in selection.filters.items():
        wanted = wanted.where(columns[name] == value)
    if model is StoreRollup:
        # One store after another, each with its months alone: they lie together.
        wanted = wanted.join_from(Store, StoreRollup, StoreRollup.store_id == Store.id)
    else:
        (facet,) = columns.keys() - OF_ROLLUP.keys()
        wanted = wanted.where(Rollup.facet == facet)
        if selection.region is None:
            chain = Rollup.region_id == WHOLE_CHAIN
            wanted = wanted.where(~chain if "region" in facets else chain)
    return _read(wanted, len(facets))


def _from_facts(selection: Selection, facets: Sequence[str], only: Only) -> dict[Keys, Tally]:
    scored = VisitFact.score.is_not(None)

    def visits_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    sums: dict[str, ColumnElement[Any]] = {
        "n": func.count(VisitFact.score),
        "total": func.sum(VisitFact.score),
        "squares": func.sum(cast(VisitFact.score, BigInteger) * VisitFact.score),
        "low": visits_where(VisitFact.score < LOW),
        "failed": visits_where(scored & (VisitFact.verdict == "failed")),
        "critical": visits_where(scored & (VisitFact.critical == 1)),
        "covered": func.count(VisitFact.coverage),
    }
    every = {name: sums.get(name, func.sum(getattr(VisitFact, name, None))) for name in Tally._fields}
    wanted = _grouped([OF_VISIT[facet] for facet in facets], every, only)
    return _read(wanted.where(*selected(selection)), len(facets))


def _grouped(columns: Sequence[Any], sums: Mapping[str, ColumnElement[Any]], only: Only) -> Select[Any]:
    """The sums of a tally by columns; `only` some values of the first."""
    # PostgreSQL would give sums of large numbers as decimals, which are slow to read.
    whole_numbers = (cast(each, BigInteger).label(name) for name, each in sums.items())
    wanted = select(*columns, *whole_numbers).group_by(*columns)
    return wanted if only is None else wanted.where(columns[0].in_(only))


def _read(wanted: Select[Any], keys: int) -> dict[Keys, Tally]:
    """Rows of keys and sums; a part without a visit is no part, nor is nobody an employee."""
    rows: Sequence[Row[Any]] = db.session.execute(wanted).all()
    found = {tuple(row[:keys]): Tally._make(number or 0 for number in row[keys:]) for row in rows}
    return {key: tally for key, tally in found.items() if None not in key and (tally.n or tally.asked)}


def _from_cells(selection: Selection, facets: Sequence[str], only: Only) -> dict[Keys, Tally]:
    allow_reading(selection)
    found: dict[Keys, list[Tally]] = defaultdict(list)
    seen = [facet for facet in facets if facet not in OF_VISIT]
    wanted = select(VisitFact, VisitCells.cells).join(VisitCells, VisitCells.visit_id == VisitFact.visit_id)
    for fact, stored in db.session.execute(wanted.where(*selected(selection))):
        own = {facet: getattr(fact, OF_VISIT[facet].key) for facet in facets if facet in OF_VISIT}
        for codes, tally in _parts_of(fact, json.loads(stored), seen):
            keys = own | dict(zip(seen, codes, strict=True))
            if None not in keys.values():
                found[tuple(keys[facet] for facet in facets)].append(tally)
    figures = {keys: added(tallies) for keys, tallies in found.items()}
    return figures if only is None else {keys: each for keys, each in figures.items() if keys[0] in only}


def _parts_of(fact: VisitFact, stored: dict[str, Any], seen: Sequence[str]) -> Iterator[tuple[Keys, Tally]]:
    """One visit's parts of one facet, or its pairs of parts of two."""
    failed = fact.verdict == "failed"
    if len(seen) == 1:
        for code, cell in read_parts(stored.get(seen[0], {})).items():
            yield (code,), cell.tally(failed)
        return
    version = db.session.get_one(ChecklistVersion, fact.checklist_id)
    asked = read_parts(stored.get(CRITERION, {}))
    for pair, cell in crossed_cells(version.checklist, asked, *seen).items():
        yield pair, cell.tally(failed)
