"""signatures facts and reports

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-22 13:25:00.000000

"""

import sqlalchemy as sa
from alembic import op

import app.db

# revision identifiers, used by Alembic.
revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "answer_fact",
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("criterion", "month", "visit_id", name=op.f("pk_answer_fact")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "found_cause",
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("computed_at", app.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("first", "last", "criterion", name=op.f("pk_found_cause")),
    )
    op.create_table(
        "rollup",
        sa.Column("region_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facet", sa.String(length=60), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
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
        sa.PrimaryKeyConstraint(
            "region_id", "facet", "month", "kind", "position", "channel", "code", name=op.f("pk_rollup")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signed_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_text")),
        sa.UniqueConstraint("digest", name=op.f("uq_signed_text_digest")),
    )
    op.create_table(
        "visit_cells",
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visit_cells")),
    )
    op.create_table(
        "visit_fact",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("approved_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("store_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("wave_id", sa.Integer(), nullable=True),
        sa.Column("shift", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("coverage", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("critical", sa.SmallInteger(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("not_applicable", sa.Integer(), nullable=False),
        sa.Column("not_observed", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "visit_id", name=op.f("pk_visit_fact")),
        sa.UniqueConstraint("visit_id", name=op.f("uq_visit_fact_visit_id")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("visit_fact", schema=None) as batch_op:
        batch_op.create_index("ix_visit_fact_assessor", ["assessor_id", "month"], unique=False)
        batch_op.create_index("ix_visit_fact_employee", ["employee_id", "month"], unique=False)
        batch_op.create_index("ix_visit_fact_position", ["position", "kind", "month"], unique=False)
        batch_op.create_index("ix_visit_fact_region", ["region_id", "month"], unique=False)
        batch_op.create_index("ix_visit_fact_store", ["store_id", "month"], unique=False)

    op.create_table(
        "pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("set_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_pin_employee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
    )
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pin_employee_id"), ["employee_id"], unique=True)

    op.create_table(
        "look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_look_by_id")),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_look_employee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_look_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_look_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "pin_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("used_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_pin_code_by_id")),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_pin_code_employee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_code")),
    )
    with op.batch_alter_table("pin_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pin_code_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pin_code_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "store_tablet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("store_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("closed_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_store_tablet_employee_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name=op.f("fk_store_tablet_opened_by_id")),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_store_tablet_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_tablet")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_store_tablet_token_hash")),
    )
    with op.batch_alter_table("store_tablet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_store_tablet_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_store_tablet_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_store_tablet_store_id"), ["store_id"], unique=False)

    op.create_table(
        "bulk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_bulk_by_id")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_bulk_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk")),
    )
    with op.batch_alter_table("bulk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bulk_job_id"), ["job_id"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("since_id", sa.Integer(), nullable=True),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("tablet_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_signature_employee_id")),
        sa.ForeignKeyConstraint(["since_id"], ["standard_version.id"], name=op.f("fk_signature_since_id")),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard_version.id"], name=op.f("fk_signature_standard_id")
        ),
        sa.ForeignKeyConstraint(["tablet_id"], ["store_tablet.id"], name=op.f("fk_signature_tablet_id")),
        sa.ForeignKeyConstraint(["text_id"], ["signed_text.id"], name=op.f("fk_signature_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "employee_id",
            "standard_id",
            "position",
            name=op.f("uq_signature_employee_id_standard_id_position"),
        ),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_since_id"), ["since_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_standard_id"), ["standard_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_tablet_id"), ["tablet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_text_id"), ["text_id"], unique=False)

    op.create_table(
        "signing_deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_signing_deadline_by_id")),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard_version.id"], name=op.f("fk_signing_deadline_standard_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_deadline")),
    )
    with op.batch_alter_table("signing_deadline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signing_deadline_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signing_deadline_standard_id"), ["standard_id"], unique=False)

    op.create_table(
        "bulk_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bulk_id", sa.Integer(), nullable=False),
        sa.Column("store_id", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("problem", sa.String(length=10000), nullable=False),
        sa.CheckConstraint("key IS NULL OR problem = ''", name=op.f("ck_bulk_report_made_or_broken")),
        sa.ForeignKeyConstraint(["bulk_id"], ["bulk.id"], name=op.f("fk_bulk_report_bulk_id")),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_bulk_report_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_report")),
    )
    with op.batch_alter_table("bulk_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_report_bulk_id"), ["bulk_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bulk_report_store_id"), ["store_id"], unique=False)

    op.create_table(
        "chapter_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["after_id"], ["signature.id"], name=op.f("fk_chapter_read_after_id")),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_chapter_read_employee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chapter_read")),
    )
    with op.batch_alter_table("chapter_read", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chapter_read_after_id"), ["after_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chapter_read_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "check_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.String(length=40), nullable=False),
        sa.Column("chosen", sa.String(length=40), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["after_id"], ["signature.id"], name=op.f("fk_check_answer_after_id")),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_check_answer_employee_id")),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard_version.id"], name=op.f("fk_check_answer_standard_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_answer")),
    )
    with op.batch_alter_table("check_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_answer_after_id"), ["after_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_check_answer_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_check_answer_standard_id"), ["standard_id"], unique=False)

    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_reply_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_reply_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reply_visit_id"), ["visit_id"], unique=False)


def downgrade():
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_visit_id"))
        batch_op.drop_index(batch_op.f("ix_reply_by_id"))

    op.drop_table("reply")
    with op.batch_alter_table("check_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_check_answer_standard_id"))
        batch_op.drop_index(batch_op.f("ix_check_answer_employee_id"))
        batch_op.drop_index(batch_op.f("ix_check_answer_after_id"))

    op.drop_table("check_answer")
    with op.batch_alter_table("chapter_read", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chapter_read_employee_id"))
        batch_op.drop_index(batch_op.f("ix_chapter_read_after_id"))

    op.drop_table("chapter_read")
    with op.batch_alter_table("bulk_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bulk_report_store_id"))
        batch_op.drop_index(batch_op.f("ix_bulk_report_bulk_id"))

    op.drop_table("bulk_report")
    with op.batch_alter_table("signing_deadline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signing_deadline_standard_id"))
        batch_op.drop_index(batch_op.f("ix_signing_deadline_by_id"))

    op.drop_table("signing_deadline")
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signature_text_id"))
        batch_op.drop_index(batch_op.f("ix_signature_tablet_id"))
        batch_op.drop_index(batch_op.f("ix_signature_standard_id"))
        batch_op.drop_index(batch_op.f("ix_signature_since_id"))
        batch_op.drop_index(batch_op.f("ix_signature_employee_id"))

    op.drop_table("signature")
    with op.batch_alter_table("bulk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bulk_job_id"))
        batch_op.drop_index(batch_op.f("ix_bulk_by_id"))

    op.drop_table("bulk")
    with op.batch_alter_table("store_tablet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_store_tablet_store_id"))
        batch_op.drop_index(batch_op.f("ix_store_tablet_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_store_tablet_employee_id"))

    op.drop_table("store_tablet")
    with op.batch_alter_table("pin_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pin_code_employee_id"))
        batch_op.drop_index(batch_op.f("ix_pin_code_by_id"))

    op.drop_table("pin_code")
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_look_employee_id"))
        batch_op.drop_index(batch_op.f("ix_look_by_id"))

    op.drop_table("look")
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pin_employee_id"))

    op.drop_table("pin")
    with op.batch_alter_table("visit_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_fact_store")
        batch_op.drop_index("ix_visit_fact_region")
        batch_op.drop_index("ix_visit_fact_position")
        batch_op.drop_index("ix_visit_fact_employee")
        batch_op.drop_index("ix_visit_fact_assessor")

    op.drop_table("visit_fact")
    op.drop_table("visit_cells")
    op.drop_table("signed_text")
    op.drop_table("rollup")
    op.drop_table("found_cause")
    op.drop_table("answer_fact")
