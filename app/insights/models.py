"""Facts of approved visits, written once at approval, and their sums by month for the chain and its regions.

All numbers are whole: a score is per cent × 10⁴, rounded half up from the exact fraction, so that sums and sums of
squares are exact and facts written again are the same to the byte. Everything here is derived from submissions:
`flask insights rebuild` writes it anew, and nothing else in the product may be the only one to know it.
"""

from sqlalchemy import BigInteger, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Code, Json, Time

WHOLE_CHAIN = 0  # stands for the region in sums over the whole chain
TOGETHER = ""  # stands for the position and the channel in sums over all of them


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
        Index("ix_visit_fact_position", "position", "kind", "month"),
        Index("ix_visit_fact_employee", "employee_id", "month"),
        Index("ix_visit_fact_assessor", "assessor_id", "month"),
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

    `mark` is per cent × 10⁴, null with the reason in `left_out`.
    """

    __tablename__ = "answer_fact"
    __table_args__ = {"sqlite_with_rowid": False}
    criterion: Mapped[Code] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[int | None]
    left_out: Mapped[Code | None]


class Rollup(Base):
    """Cells of visits added up: of the whole chain (region 0) or one region, by month and kind of visit.

    `facet` says by what the visits are cut, `code` which part it is: "section" and "greeting"; "all" and "". Stores
    ("store" and the id) have their positions and channels together: by single ones there would be a row a visit.
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
    n: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)
    squares: Mapped[int] = mapped_column(BigInteger)
    low: Mapped[int]
    failed: Mapped[int]
    critical: Mapped[int]
    answered: Mapped[int] = mapped_column(BigInteger)
    not_applicable: Mapped[int] = mapped_column(BigInteger)
    not_observed: Mapped[int] = mapped_column(BigInteger)
    unanswered: Mapped[int] = mapped_column(BigInteger)
    covered: Mapped[int]
    coverage: Mapped[int] = mapped_column(BigInteger)


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
