"""Facts written when a visit is approved, in the same transaction, and taken out when it no longer counts so."""

from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.dialects import postgresql, sqlite

from app.clock import zone
from app.db import db
from app.insights import queries
from app.insights.facts import Fact, fact_of
from app.insights.models import AnswerFact, Rollup, StoreRollup, VisitCells, VisitFact
from app.insights.rows import SINGLE, SUMS, Rows, SumsModel, rows_of, sums_of, table_of
from app.visits.models import COMPETITOR, Visit, VisitEvent

UPSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def write_approved(visit: Visit, event: VisitEvent) -> None:
    """Write the facts of a visit that has just been approved, in the same transaction; not of one to a competitor."""
    if visit.kind == COMPETITOR:
        return
    db.session.flush()
    assert event.submission is not None  # noqa: S101  (what is approved is a submission)
    write(fact_of(visit, event.submission, event.at, zone()))


def write(fact: Fact) -> None:
    """Write a visit's facts and add them to the sums; what was written of it before is taken out first."""
    withdraw(fact.row["visit_id"])
    rows = rows_of([fact])
    for model in SINGLE:
        db.session.execute(insert(table_of(model)), rows.dicts(model))
    _add(rows)


def withdraw(visit_id: int) -> None:
    """Take a visit out of the facts and of the sums; nothing happens where it is not in them."""
    fact = queries.stored_fact(visit_id)
    if fact is None:
        return
    taken = sums_of([fact], sign=-1)
    _add(taken)
    own, month = fact.row, fact.row["month"]
    regions, facets = ({key[place] for key in taken[Rollup]} for place in (0, 1))
    of_regions = Rollup.region_id.in_(regions), Rollup.facet.in_(facets), Rollup.month == month
    db.session.execute(delete(Rollup).where(*of_regions, Rollup.kind == own["kind"], *_empty(Rollup)))
    of_store = StoreRollup.store_id == own["store_id"], StoreRollup.month == month
    db.session.execute(delete(StoreRollup).where(*of_store, *_empty(StoreRollup)))
    criteria = [criterion for criterion, *_answer in fact.seen.answers]
    answers = AnswerFact.criterion.in_(criteria), AnswerFact.month == month, AnswerFact.visit_id == visit_id
    db.session.execute(delete(AnswerFact).where(*answers, AnswerFact.store_id == own["store_id"]))
    db.session.execute(delete(VisitCells).where(VisitCells.visit_id == visit_id))
    db.session.execute(delete(VisitFact).where(VisitFact.visit_id == visit_id))


def _empty(model: SumsModel) -> list[Any]:
    """What holds of a sum to which no visit is added."""
    counts = ("n", "answered", "not_applicable", "not_observed", "unanswered")
    return [getattr(model, name) == 0 for name in counts]


def _add(rows: Rows) -> None:
    """Add to the sums, in one order always, so that no two approvals wait for each other in a ring."""
    upsert = UPSERTS[db.session.connection().dialect.name]
    for model in SUMS:
        table = table_of(model)
        statement, keys = upsert(table), list(table.primary_key.columns.keys())
        more = {
            name: column + statement.excluded[name]
            for name, column in table.columns.items()
            if name not in keys
        }
        db.session.execute(statement.on_conflict_do_update(index_elements=keys, set_=more), rows.dicts(model))
