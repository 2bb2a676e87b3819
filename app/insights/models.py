"""Facts of approved visits, written once at approval, and their sums by month for the chain and its regions.

All numbers are whole: a score is per cent × 10⁴, rounded half up from the exact fraction, so that sums and sums of
squares are exact and facts written again are the same to the byte. Everything here is derived from submissions:
`flask insights rebuild` writes it anew, and nothing else in the product may be the only one to know it.
"""

from typing import Annotated

from sqlalchemy import BigInteger, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Code, Json, Time

WHOLE_CHAIN = 0  # stands for the region in sums over the whole chain

Count = Annotated[int, mapped_column(sort_order=1)]
Total = Annotated[int, mapped_column(BigInteger, sort_order=1)]


class VisitFact(Base):
    """One approved visit: where, when, who, and what it came to.

    `month` is that of the approval where the chain is, as 202605; `shift` that of the start; `minutes` how long the
    form took. `score` and `coverage` are per cent × 10⁴. The region is the store's when the visit was approved. The
    counts are of scored questions.
    """

    __tablename__ = "visit_fact"
    __table_args__ = (
        Index("ix_visit_fact_store", "store_id", "month"),
        Index("ix_visit_fact_region", "region_id", "month"),
        Index("ix_visit_fact_position", "position", "kind", "month", "channel", "employee_id"),
        Index("ix_visit_fact_employee", "employee_id", "month"),
        Index("ix_visit_fact_assessor", "assessor_id", "month", "kind"),
        Index("ix_visit_fact_latest", "month", "approved_at", "visit_id"),
        {"sqlite_with_rowid": False},  # the visits of a month lie together
    )
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, unique=True)
    submission_id: Mapped[int]
    approved_at: Mapped[Time]
    kind: Mapped[Code]
    store_id: Mapped[int]
    region_id: Mapped[int]
    position: Mapped[Code]
    channel: Mapped[Code]
    checklist_id: Mapped[int]
    assessor_id: Mapped[int]
    employee_id: Mapped[int | None]
    wave_id: Mapped[int | None]
    shift: Mapped[Code]
    minutes: Mapped[int | None]
    score: Mapped[int | None]
    coverage: Mapped[int | None]
    verdict: Mapped[Code]
    critical: Mapped[int] = mapped_column(SmallInteger)  # 1 where a critical question failed
    answered: Mapped[int]
    not_applicable: Mapped[int]
    not_observed: Mapped[int]
    unanswered: Mapped[int]


class VisitCells(Base):
    """The same visit cut by section, stage, nature, framework and criterion: `{"section": {"greeting": [...]}}`.

    A cell is what `app.insights.facts.Cell` spells as a list. Apart from the facts, which stay narrow for reading many.
    """

    __tablename__ = "visit_cells"
    visit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[str] = mapped_column(Text)  # JSON, always spelled the same


class AnswerFact(Base):
    """One scored question of one approved visit, together with others of its criterion: for causes and for drilling.

    `mark` is per cent × 10⁴, null with the reason in `left_out`; `critical` is 1 where a critical question failed. The
    answers of a month lie together store by store, so that a criterion is told of every store in one walk.
    """

    __tablename__ = "answer_fact"
    __table_args__ = {"sqlite_with_rowid": False}
    criterion: Mapped[Code] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    store_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[int | None]
    left_out: Mapped[Code | None]
    critical: Mapped[int] = mapped_column(SmallInteger)


class Added:
    """Visits added up: what a tally holds, a column each, after those that say which visits they are."""

    n: Mapped[Count]
    total: Mapped[Total]
    squares: Mapped[Total]
    low: Mapped[Count]
    failed: Mapped[Count]
    critical: Mapped[Count]
    answered: Mapped[Total]
    not_applicable: Mapped[Total]
    not_observed: Mapped[Total]
    unanswered: Mapped[Total]
    covered: Mapped[Count]
    coverage: Mapped[Total]


class Rollup(Added, Base):
    """Cells of visits added up: of the whole chain (region 0) or one region, by month and kind of visit.

    `facet` says by what the visits are cut, `code` which part it is: "section" and "greeting"; "all" and "".
    """

    __tablename__ = "rollup"
    __table_args__ = {"sqlite_with_rowid": False}
    region_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    facet: Mapped[str] = mapped_column(String(60), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Code] = mapped_column(primary_key=True)
    position: Mapped[Code] = mapped_column(primary_key=True)
    channel: Mapped[Code] = mapped_column(primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)


class StoreRollup(Added, Base):
    """Visits of one store added up by month and kind, whatever the position and the channel: by those there would be
    a row a visit. The region is the store's when they were approved."""

    __tablename__ = "store_rollup"
    __table_args__ = {"sqlite_with_rowid": False}  # the months of a store lie together
    store_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Code] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class FoundCause(Base):
    """Why a criterion is below its target in the months `first` to `last`, as it was worked out at `computed_at`.

    `found` holds the numbers as `flask insights explain` prints them; stores and employees are their ids.
    """

    __tablename__ = "found_cause"
    first: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    criterion: Mapped[Code] = mapped_column(primary_key=True)
    answer: Mapped[Code]
    n: Mapped[int]
    met: Mapped[int]
    found: Mapped[Json]
    computed_at: Mapped[Time]
