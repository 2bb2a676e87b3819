"""Facts as rows of their tables, in one order and one spelling, so that they can be compared byte for byte. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.db import Base
from app.insights.cells import ALL
from app.insights.facts import Fact
from app.insights.models import WHOLE_CHAIN, AnswerFact, Rollup, StoreRollup, VisitCells, VisitFact

if TYPE_CHECKING:
    from sqlalchemy import Table

SumsModel = type[Rollup] | type[StoreRollup]
Model = type[VisitFact] | type[VisitCells] | type[AnswerFact] | SumsModel
Key = tuple[Any, ...]
Row = tuple[Any, ...]

SINGLE: tuple[Model, ...] = (VisitFact, VisitCells, AnswerFact)  # what a visit has rows of its own in
SUMS: tuple[SumsModel, ...] = (Rollup, StoreRollup)  # what it is added to
TABLES: tuple[Model, ...] = (*SINGLE, *SUMS)


def table_of(model: Model) -> Table:
    """The table that a model stands for."""
    return Base.metadata.tables[model.__tablename__]


COLUMNS = {model: tuple(table_of(model).columns.keys()) for model in TABLES}
KEYS = {model: tuple(table_of(model).primary_key.columns.keys()) for model in TABLES}


class Rows(dict[Model, dict[Key, Row]]):
    """The rows of each table by their key, the whole row in the order of the columns."""

    def tuples(self, model: Model) -> Iterable[Row]:
        """The rows in the order of their keys."""
        return (row for _key, row in sorted(self[model].items()))

    def dicts(self, model: Model) -> list[dict[str, Any]]:
        """The same with the names of the columns."""
        return [dict(zip(COLUMNS[model], row, strict=True)) for row in self.tuples(model)]


def rows_of(facts: Iterable[Fact]) -> Rows:
    """The rows of these visits in every table; the sums are of these visits alone."""
    facts = list(facts)
    visits, cells, answers = {}, {}, {}
    for fact in facts:
        row, visit_id, month = fact.row, fact.row["visit_id"], fact.row["month"]
        visits[month, visit_id] = tuple(row[name] for name in COLUMNS[VisitFact])
        cells[visit_id,] = (visit_id, fact.seen.written)
        for criterion, *answer in fact.seen.answers:
            key = criterion, month, row["store_id"], visit_id
            answers[key] = (*key, *answer)
    return Rows({VisitFact: visits, VisitCells: cells, AnswerFact: answers, **sums_of(facts)})


def sums_of(facts: Iterable[Fact], sign: int = 1) -> Rows:
    """What the visits add to the sums of their stores, of their regions and of the chain; take away with `sign` −1."""
    regions: dict[Key, list[int]] = {}
    stores: dict[Key, list[int]] = {}
    for fact in facts:
        own = fact.row
        region, month, kind = own["region_id"], own["month"], own["kind"]
        like = kind, own["position"], own["channel"]
        for (facet, code), tally in fact.tallies:
            _add(regions, (region, facet, month, *like, code), tally)
            if facet == ALL:
                _add(stores, (own["store_id"], month, kind, region), tally)
    for (_region, *rest), numbers in list(regions.items()):
        _add(regions, (WHOLE_CHAIN, *rest), numbers)
    found: dict[SumsModel, dict[Key, list[int]]] = {Rollup: regions, StoreRollup: stores}
    return Rows(
        {
            model: {key: (*key, *(sign * number for number in numbers)) for key, numbers in sums.items()}
            for model, sums in found.items()
        }
    )


def _add(sums: dict[Key, list[int]], key: Key, numbers: Sequence[int]) -> None:
    known = sums.get(key)
    sums[key] = list(numbers) if known is None else list(map(int.__add__, known, numbers))


def rows_apart(model: Model, stored: Mapping[Key, Row], right: Mapping[Key, Row]) -> Iterator[str]:
    """Say where stored rows are not the right ones, by table, key and column."""
    for key in sorted({*stored, *right}):
        where = " ".join(f"{name}={value}" for name, value in zip(KEYS[model], key, strict=True))
        place = f"{model.__tablename__} {where}"
        if key not in stored:
            yield f"{place}: is missing"
        elif key not in right:
            yield f"{place}: comes from no approved visit"
        elif stored[key] != right[key]:
            pairs = zip(COLUMNS[model], stored[key], right[key], strict=True)
            told = (
                f"{name} is {is_}, the submissions give {should}"
                for name, is_, should in pairs
                if is_ != should
            )
            yield f"{place}: {'; '.join(told)}"
