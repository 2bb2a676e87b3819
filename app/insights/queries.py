"""Figures of approved visits: of a selection as a whole, by one facet, by two crossed; and the visits behind them.

A facet cuts visits. Of the visit itself: "month", "kind", "region", "store", "position", "channel", "shift",
"checklist", "assessor", "employee", "wave". Of what was seen in it: "section", "stage", "nature", "criterion" and
"framework.<code>". The unit is always the visit: of a section it is the visit's score in that section.

Three ways lead to the same numbers: sums by month, which answer for the chain and its regions however many visits
there were; the facts, one row a visit; the cells of single visits, for at most MOST_READ of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Row, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from app.checklists.models import ChecklistVersion
from app.db import db
from app.insights.crossing import crossed_cells
from app.insights.facts import (
    ALL,
    CRITERION,
    FRAMEWORK,
    NATURE,
    SECTION,
    SHIFT,
    STAGE,
    STORE,
    Cells,
    Fact,
    Seen,
    read_cells,
)
from app.insights.models import WHOLE_CHAIN, AnswerFact, FoundCause, Rollup, VisitCells, VisitFact
from app.insights.rows import COLUMNS, KEYS, Model, table_of
from app.insights.selection import NotForViewer, Selection
from app.insights.tally import FULL, LOW, Tally, added
from app.scoring.bands import FEWEST
from app.visits.models import VOICE, Evidence, Submission, Visit, VisitEvent
from app.visits.states import APPROVED

Key = str | int
Keys = tuple[Key, ...]

MOST_READ = 5_000  # visits whose cells are read for one figure
OF_VISIT: dict[str, InstrumentedAttribute[Any]] = {
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
OF_SUMS: dict[str, InstrumentedAttribute[Any]] = {
    "month": Rollup.month,
    "kind": Rollup.kind,
    "region": Rollup.region_id,
    "position": Rollup.position,
    "channel": Rollup.channel,
}
SEEN = (SECTION, STAGE, NATURE, CRITERION)
NAMING = {"region", "store", "employee", "assessor"}  # what an unnamed selection is never cut by


class TooMany(ValueError):
    """So many visits would have to be read one by one; a region, a store or a shorter period is needed."""

    def __init__(self, n: int) -> None:
        super().__init__(f"{n} visits are too many to be read one by one")
        self.n = n


class Approval(NamedTuple):
    """A visit counts, with this submission, from this moment."""

    visit_id: int
    submission_id: int
    at: datetime


class Answer(NamedTuple):
    """What one visit answered to a criterion: per cent × 10⁴, or why there is no mark."""

    visit: VisitFact
    mark: int | None
    left_out: str | None


def whole(selection: Selection) -> Tally:
    """The figure of everything selected."""
    return _cut(selection, ()).get((), Tally())


def by(selection: Selection, facet: str) -> dict[Key, Tally]:
    """A figure for each part of a facet that has a visit, by its code, or by its id for places, people and the like."""
    return {keys[0]: tally for keys, tally in _cut(selection, (facet,)).items()}


def crossed(selection: Selection, facet: str, other: str) -> dict[tuple[Key, Key], Tally]:
    """A figure for each pair of parts of two facets. Raises TooMany, see `by`; only for pairs no sum was kept of."""
    return {(keys[0], keys[1]): tally for keys, tally in _cut(selection, (facet, other)).items()}


def by_month(selection: Selection, facet: str | None = None) -> dict[Key, dict[int, Tally]]:
    """The months of each part of a facet, the earliest first; of everything selected under "" where no facet is given."""
    found: dict[Key, dict[int, Tally]] = defaultdict(dict)
    cut = ("month",) if facet is None else ("month", facet)
    for keys, tally in sorted(_cut(selection, cut).items(), key=lambda each: each[0][0]):
        found[keys[1] if facet else ""][int(keys[0])] = tally
    return dict(found)


def weakest(
    selection: Selection, facet: str = CRITERION, *, most: int = 10, fewest: int = FEWEST
) -> list[tuple[str, Tally]]:
    """The criteria (or other parts) that earned the least in at least `fewest` visits, the weakest first."""
    enough = [(str(code), tally) for code, tally in by(selection, facet).items() if tally.n >= fewest]
    lacking = [(code, tally) for code, tally in enough if tally.total < tally.n * FULL]
    return sorted(lacking, key=lambda each: (Fraction(each[1].total, each[1].n), -each[1].n, each[0]))[:most]


def visits(
    selection: Selection,
    *,
    failed: bool = False,
    critical: bool = False,
    most: int = 50,
    after: int = 0,
) -> list[VisitFact]:
    """The visits behind a figure, the latest first: page by page of `most`, `after` so many."""
    wanted = select(VisitFact).where(*selected(_named(selection)))
    if failed:
        wanted = wanted.where(VisitFact.verdict == "failed")
    if critical:
        wanted = wanted.where(VisitFact.critical == 1)
    return list(db.session.scalars(_latest_first(wanted).offset(after).limit(most)))


def answers(
    selection: Selection,
    criterion: str,
    *,
    low: bool = False,
    lost: bool = False,
    most: int = 50,
    after: int = 0,
) -> list[Answer]:
    """What the visits behind a criterion's figure answered, the latest first.

    Only where it was not met with `low`, only where it cost points with `lost`.
    """
    wanted = (
        select(VisitFact, AnswerFact.mark, AnswerFact.left_out)
        .join(AnswerFact, (AnswerFact.visit_id == VisitFact.visit_id) & (AnswerFact.month == VisitFact.month))
        .where(AnswerFact.criterion == criterion, *selected(_named(selection)))
        .where(AnswerFact.month.between(selection.first, selection.last))
    )
    if low:
        wanted = wanted.where(AnswerFact.mark < LOW)
    if lost:
        wanted = wanted.where(AnswerFact.mark < FULL)
    if lost:
        wanted = wanted.where(AnswerFact.mark < FULL)
    rows = db.session.execute(_latest_first(wanted).offset(after).limit(most))
    return [Answer(visit, mark, left_out) for visit, mark, left_out in rows]


def latest(selection: Selection) -> list[VisitFact]:
    """Every visit selected, the latest first. Raises TooMany."""
    _allow_reading(selection)
    return list(db.session.scalars(_latest_first(select(VisitFact).where(*selected(_named(selection))))))


def values(selection: Selection) -> list[VisitFact]:
    """Every scored visit selected, the earliest first, for a control chart of one store or one person's trend.

    Raises TooMany.
    """
    _allow_reading(selection)
    scored = select(VisitFact).where(VisitFact.score.is_not(None), *selected(_named(selection)))
    return list(db.session.scalars(scored.order_by(VisitFact.approved_at, VisitFact.visit_id)))


def counted(selection: Selection, criterion: str) -> list[tuple[int, int | None, int, int]]:
    """Of a criterion: store, employee or None, in how many visits it was met, of how many. For the search of causes."""
    met = func.sum(case((AnswerFact.mark >= LOW, 1), else_=0))
    who = VisitFact.store_id, VisitFact.employee_id
    rows = db.session.execute(
        select(*who, met, func.count())
        .join(AnswerFact, (AnswerFact.visit_id == VisitFact.visit_id) & (AnswerFact.month == VisitFact.month))
        .where(AnswerFact.criterion == criterion, AnswerFact.mark.is_not(None), *selected(selection))
        .where(AnswerFact.month.between(selection.first, selection.last))
        .group_by(*who)
        .order_by(*who)
    )
    return [(store, employee, int(met), n) for store, employee, met, n in rows]


def causes(first: int, last: int) -> dict[str, FoundCause]:
    """What was found of each criterion over exactly these months; nothing where nobody has looked yet."""
    wanted = select(FoundCause).where(FoundCause.first == first, FoundCause.last == last)
    return {each.criterion: each for each in db.session.scalars(wanted)}


def count(selection: Selection) -> int:
    """How many visits are selected, with a score or without."""
    return db.session.scalar(select(func.count()).select_from(VisitFact).where(*selected(selection))) or 0


def selected(selection: Selection) -> Iterator[ColumnElement[bool]]:
    """What holds of every visit selected."""
    yield VisitFact.month.between(selection.first, selection.last)
    if selection.since is not None:
        yield VisitFact.approved_at >= selection.since
    for facet, column in OF_VISIT.items():
        if facet != "month" and getattr(selection, facet) is not None:
            yield column == getattr(selection, facet)


def cells_of(visit_ids: Sequence[int]) -> dict[int, Cells]:
    """The cells of these visits; the ids come from a list the viewer may see."""
    rows = select(VisitCells.visit_id, VisitCells.cells).where(VisitCells.visit_id.in_(visit_ids))
    return {visit_id: read_cells(json.loads(stored)) for visit_id, stored in db.session.execute(rows)}


def visits_with_scores(ids: Sequence[int]) -> list[Visit]:
    """These visits with store, checklist and score loaded; the ids come from a list the viewer may see."""
    loads = (
        joinedload(Visit.store),
        joinedload(Visit.checklist),
        joinedload(Visit.employee),
        selectinload(Visit.submissions).joinedload(Submission.scorecard),
    )
    return list(db.session.scalars(select(Visit).where(Visit.id.in_(ids)).options(*loads)))


def latest_photo(question: str, visit_ids: Sequence[int]) -> Evidence | None:
    """The last photo taken for a question in these approved visits, of what counted in them."""
    taken = select(Evidence).join(VisitFact, VisitFact.submission_id == Evidence.submission_id)
    taken = taken.where(
        Evidence.question == question, VisitFact.visit_id.in_(visit_ids), Evidence.kind != VOICE
    )
    return db.session.scalar(taken.order_by(Evidence.id.desc()).limit(1))


def approvals(start: datetime | None = None, end: datetime | None = None) -> list[Approval]:
    """Every approval there was, or those from `start` to before `end`; the last one of a visit."""
    wanted = select(VisitEvent.visit_id, VisitEvent.submission_id, VisitEvent.at)
    wanted = wanted.where(VisitEvent.state == APPROVED, VisitEvent.submission_id.is_not(None))
    if start is not None and end is not None:
        wanted = wanted.where(VisitEvent.at >= start, VisitEvent.at < end)
    rows = db.session.execute(wanted.order_by(VisitEvent.id))
    found = {visit: Approval(visit, submission or 0, at) for visit, submission, at in rows}
    return sorted(found.values())


def approved_submissions(approved: Sequence[Approval]) -> list[Submission]:
    """The submissions that count, with all that their facts are made of."""
    visit = joinedload(Submission.visit)
    loads = visit.joinedload(Visit.store), visit.joinedload(Visit.checklist)
    wanted = select(Submission).where(Submission.id.in_([each.submission_id for each in approved]))
    return list(db.session.scalars(wanted.options(*loads).order_by(Submission.visit_id)))


def stored_months() -> list[int]:
    """Every month of which there are facts."""
    return sorted(
        {
            *db.session.scalars(select(VisitFact.month).distinct()),
            *db.session.scalars(select(Rollup.month).distinct()),
        }
    )


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


def stored_rows(model: Model, month: int) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """The rows of a table that belong to a month, by their key."""
    columns = table_of(model).columns
    places = [columns.keys().index(name) for name in KEYS[model]]
    rows = db.session.execute(select(*columns).where(*of_month(model, month)))
    return {tuple(row[place] for place in places): tuple(row) for row in rows}


def of_month(model: Model, month: int) -> Iterator[ColumnElement[bool]]:
    """What holds of the rows of a table that belong to a month."""
    if model is VisitCells:
        yield VisitCells.visit_id.in_(select(VisitFact.visit_id).where(VisitFact.month == month))
    else:
        yield table_of(model).columns.month == month


def is_behind() -> bool:
    """Whether visits were approved and no facts stand there: the tables came after the visits."""
    approved = select(VisitEvent.id).where(
        VisitEvent.state == APPROVED, VisitEvent.submission_id.is_not(None)
    )
    first = db.session.scalar(select(VisitFact.visit_id).limit(1))
    return first is None and db.session.scalar(approved.limit(1)) is not None


def _cut(selection: Selection, facets: Sequence[str]) -> dict[Keys, Tally]:
    """The figures by any number of facets, by the quickest of the three ways."""
    _check(selection, facets)
    seen = [facet for facet in facets if facet not in OF_VISIT]
    added_up = [facet for facet in facets if facet not in OF_SUMS] or [ALL]
    if selection.is_of_sums and len(added_up) == 1 and _is_kept(selection, facets, added_up[0]):
        return _from_sums(selection, facets, added_up[0])
    if not seen:
        return _from_facts(selection, facets)
    return _from_cells(selection, facets)


def _is_kept(selection: Selection, facets: Sequence[str], facet: str) -> bool:
    """Whether sums by this facet are kept, as fine as is asked for."""
    if facet == STORE:
        coarse = selection.position is None and selection.channel is None
        return coarse and not {"position", "channel"} & set(facets)
    return facet in (ALL, SHIFT) or facet not in OF_VISIT


def _check(selection: Selection, facets: Sequence[str]) -> None:
    """Raise KeyError for a facet unknown, NotForViewer for one that would tell more than the viewer may know."""
    for facet in facets:
        if facet not in OF_VISIT and facet not in SEEN and not facet.startswith(FRAMEWORK):
            raise KeyError(facet)
    if selection.unnamed and NAMING & set(facets):
        raise NotForViewer("the chain is told without names")
    if "assessor" in facets and not selection.names_assessors:
        raise NotForViewer("assessor")


def _from_sums(selection: Selection, facets: Sequence[str], facet: str) -> dict[Keys, Tally]:
    columns: list[InstrumentedAttribute[Any]] = [OF_SUMS.get(each, Rollup.code) for each in facets]
    place: ColumnElement[bool] = Rollup.region_id == (selection.region or WHOLE_CHAIN)
    if "region" in facets and not selection.region:
        place = Rollup.region_id != WHOLE_CHAIN
    wanted = select(*columns, *(func.sum(getattr(Rollup, name)) for name in Tally._fields))
    wanted = wanted.where(place, Rollup.facet == facet, Rollup.month.between(selection.first, selection.last))
    for name in ("kind", "position", "channel"):
        if getattr(selection, name) is not None:
            wanted = wanted.where(getattr(Rollup, name) == getattr(selection, name))
    found = _read(db.session.execute(wanted.group_by(*columns)).all(), len(columns))
    if facet != STORE:
        return found
    place_of_id = list(facets).index(STORE)
    return {
        (*keys[:place_of_id], int(keys[place_of_id]), *keys[place_of_id + 1 :]): tally
        for keys, tally in found.items()
    }


def _from_facts(selection: Selection, facets: Sequence[str]) -> dict[Keys, Tally]:
    columns = [OF_VISIT[each] for each in facets]
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
    wanted = select(
        *columns, *(sums.get(name, func.sum(getattr(VisitFact, name, None))) for name in Tally._fields)
    )
    return _read(
        db.session.execute(wanted.where(*selected(selection)).group_by(*columns)).all(), len(columns)
    )


def _read(rows: Sequence[Row[Any]], keys: int) -> dict[Keys, Tally]:
    """Rows of keys and sums; a part without a visit is no part, nor is nobody an employee."""
    found = {tuple(row[:keys]): Tally(*(int(number or 0) for number in row[keys:])) for row in rows}
    return {key: tally for key, tally in found.items() if None not in key and (tally.n or tally.asked)}


def _from_cells(selection: Selection, facets: Sequence[str]) -> dict[Keys, Tally]:
    _allow_reading(selection)
    found: dict[Keys, list[Tally]] = defaultdict(list)
    seen = [facet for facet in facets if facet not in OF_VISIT]
    wanted = select(VisitFact, VisitCells.cells).join(VisitCells, VisitCells.visit_id == VisitFact.visit_id)
    for fact, stored in db.session.execute(wanted.where(*selected(selection))):
        own = {facet: getattr(fact, OF_VISIT[facet].key) for facet in facets if facet in OF_VISIT}
        for codes, tally in _parts_of(fact, read_cells(json.loads(stored)), seen):
            keys = own | dict(zip(seen, codes, strict=True))
            if None not in keys.values():
                found[tuple(keys[facet] for facet in facets)].append(tally)
    return {keys: added(tallies) for keys, tallies in found.items()}


def _parts_of(fact: VisitFact, cells: Cells, seen: Sequence[str]) -> Iterator[tuple[Keys, Tally]]:
    """One visit's parts of one facet, or its pairs of parts of two."""
    failed = fact.verdict == "failed"
    if len(seen) == 1:
        for code, cell in cells.get(seen[0], {}).items():
            yield (code,), cell.tally(failed)
        return
    version = db.session.get_one(ChecklistVersion, fact.checklist_id)
    for pair, cell in crossed_cells(version.checklist, cells, *seen).items():
        yield pair, cell.tally(failed)


def _named(selection: Selection) -> Selection:
    """The selection, if single visits may be told of it."""
    if selection.unnamed:
        raise NotForViewer("the chain is told without its visits")
    return selection


def _allow_reading(selection: Selection) -> None:
    n = whole(selection).n if selection.is_of_sums else count(selection)
    if n > MOST_READ:
        raise TooMany(n)


def _latest_first(wanted: Any) -> Any:
    return wanted.order_by(VisitFact.month.desc(), VisitFact.approved_at.desc(), VisitFact.visit_id.desc())
