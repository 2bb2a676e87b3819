"""competitors and sums of stores

Facts are derived from submissions: they are emptied here, and `flask insights rebuild --if-missing`, which `make run`
and the worker's night call, writes them anew.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-22 16:10:00.000000

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WIDER = {
    "ix_visit_fact_assessor": (["assessor_id", "month"], ["assessor_id", "month", "kind"]),
    "ix_visit_fact_position": (
        ["position", "kind", "month"],
        ["position", "kind", "month", "channel", "employee_id"],
    ),
}


def upgrade():
    with op.batch_alter_table("store", schema=None) as batch_op:
        batch_op.add_column(sa.Column("competitor", sa.String(length=200), nullable=True))
        batch_op.create_check_constraint("competitor_has_name", "competitor <> ''")

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_constraint("known_kind", type_="check")
        batch_op.drop_constraint("covert_names_nobody", type_="check")
        batch_op.create_check_constraint("known_kind", "kind IN ('mystery', 'audit', 'competitor')")
        batch_op.create_check_constraint("covert_names_nobody", "kind = 'audit' OR employee_id IS NULL")
        batch_op.create_check_constraint("competitor_has_no_wave", "kind <> 'competitor' OR wave_id IS NULL")

    _empty_facts()
    op.drop_table("answer_fact")
    _create_answer_fact(
        sa.Column("store_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("critical", sa.SmallInteger(), nullable=False),
    )
    with op.batch_alter_table("visit_fact", schema=None) as batch_op:
        for name, (_narrow, wide) in WIDER.items():
            batch_op.drop_index(name)
            batch_op.create_index(name, wide, unique=False)
        batch_op.create_index("ix_visit_fact_latest", ["month", "approved_at", "visit_id"], unique=False)
    op.create_table(
        "store_rollup",
        sa.Column("store_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("region_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("squares", sa.BigInteger(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("critical", sa.Integer(), nullable=False),
        sa.Column("answered", sa.BigInteger(), nullable=False),
        sa.Column("not_applicable", sa.BigInteger(), nullable=False),
        sa.Column("not_observed", sa.BigInteger(), nullable=False),
        sa.Column("unanswered", sa.BigInteger(), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("coverage", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "month", "kind", "region_id", name=op.f("pk_store_rollup")),
        sqlite_with_rowid=False,
    )


def downgrade():
    # A database with visits to competitors refuses this: what was seen there is not thrown away.
    with op.batch_alter_table("visit", schema=None) as batch_op:
        for rule in ("competitor_has_no_wave", "covert_names_nobody", "known_kind"):
            batch_op.drop_constraint(rule, type_="check")
        batch_op.create_check_constraint("covert_names_nobody", "kind <> 'mystery' OR employee_id IS NULL")
        batch_op.create_check_constraint("known_kind", "kind IN ('mystery', 'audit')")

    with op.batch_alter_table("store", schema=None) as batch_op:
        batch_op.drop_constraint("competitor_has_name", type_="check")
        batch_op.drop_column("competitor")

    _empty_facts()
    op.drop_table("store_rollup")
    op.drop_table("answer_fact")
    _create_answer_fact()
    with op.batch_alter_table("visit_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_fact_latest")
        for name, (narrow, _wide) in WIDER.items():
            batch_op.drop_index(name)
            batch_op.create_index(name, narrow, unique=False)


def _empty_facts():
    for table in ("visit_fact", "visit_cells", "rollup"):
        op.execute(sa.delete(sa.table(table)))


def _create_answer_fact(*more):
    key = [each.name for each in more if each.name == "store_id"]
    op.create_table(
        "answer_fact",
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.String(length=40), nullable=True),
        *more,
        sa.PrimaryKeyConstraint("criterion", "month", *key, "visit_id", name=op.f("pk_answer_fact")),
        sqlite_with_rowid=False,
    )
