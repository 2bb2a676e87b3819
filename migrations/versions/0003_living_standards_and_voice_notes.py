"""living standards and voice notes

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-22 10:03:09.099173

"""

import sqlalchemy as sa
from alembic import op

import app.db

# revision identifiers, used by Alembic.
revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "working_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=True),
        sa.Column("base_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("ledger", sa.JSON(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("begun_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["base_id"], ["standard_version.id"], name=op.f("fk_working_copy_base_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_copy")),
        sa.UniqueConstraint("open", name=op.f("uq_working_copy_open")),
    )
    with op.batch_alter_table("working_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_copy_base_id"), ["base_id"], unique=False)

    op.create_table(
        "edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_edit_by_id")),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"], name=op.f("fk_edit_copy_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["edit.id"], name=op.f("fk_edit_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edit")),
        sa.UniqueConstraint("copy_id", "rev", name=op.f("uq_edit_copy_id_rev")),
    )
    with op.batch_alter_table("edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edit_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_edit_copy_id"), ["copy_id"], unique=False)
        batch_op.create_index("ix_edit_copy_id_place", ["copy_id", "place"], unique=False)
        batch_op.create_index(batch_op.f("ix_edit_undoes_id"), ["undoes_id"], unique=False)

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("seconds", sa.Integer(), nullable=True))
        batch_op.alter_column("width", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("height", existing_type=sa.INTEGER(), nullable=True)
    _tell_signatures_from_photos()
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(length=40), nullable=False)
        batch_op.create_check_constraint("known_kind", "kind IN ('photo', 'signature', 'voice')")
        batch_op.create_check_constraint(
            "seen_has_size", "(kind = 'voice') = (width IS NULL) AND (kind = 'voice') = (height IS NULL)"
        )
        batch_op.create_check_constraint("heard_has_length", "(kind = 'voice') = (seconds IS NOT NULL)")

    with op.batch_alter_table("standard_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("selections", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_standard_version_by_id"), ["by_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_standard_version_by_id"), "user", ["by_id"], ["id"])

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scenario_code", sa.String(length=40), nullable=True))

    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("allows_voice", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def _tell_signatures_from_photos():
    """What was kept so far are photos, except where the question asks for a signature."""
    evidence = sa.table("evidence", sa.column("visit_id"), sa.column("question"), sa.column("kind"))
    visit = sa.table("visit", sa.column("id"), sa.column("checklist_id"))
    version = sa.table("checklist_version", sa.column("id"), sa.column("content", sa.JSON()))
    connection = op.get_bind()
    connection.execute(sa.update(evidence).values(kind="photo"))
    for checklist, content in connection.execute(sa.select(version.c.id, version.c.content)):
        questions = [each for section in content["sections"] for each in section["questions"]]
        signed = [each["id"] for each in questions if each["kind"] == "signature"]
        if not signed:
            continue
        of_checklist = sa.select(visit.c.id).where(visit.c.checklist_id == checklist)
        found = evidence.c.visit_id.in_(of_checklist), evidence.c.question.in_(signed)
        connection.execute(sa.update(evidence).where(*found).values(kind="signature"))


def downgrade():
    # A voice note has no place in the tables before: its row goes, its bytes stay in the storage.
    op.execute("DELETE FROM evidence WHERE kind = 'voice'")
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.drop_column("allows_voice")

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_column("scenario_code")

    with op.batch_alter_table("standard_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_standard_version_by_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_standard_version_by_id"))
        batch_op.drop_column("by_id")
        batch_op.drop_column("selections")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        for rule in ("known_kind", "seen_has_size", "heard_has_length"):
            batch_op.drop_constraint(rule, type_="check")
        batch_op.alter_column("height", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("width", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("seconds")
        batch_op.drop_column("kind")

    with op.batch_alter_table("edit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edit_undoes_id"))
        batch_op.drop_index("ix_edit_copy_id_place")
        batch_op.drop_index(batch_op.f("ix_edit_copy_id"))
        batch_op.drop_index(batch_op.f("ix_edit_by_id"))

    op.drop_table("edit")
    with op.batch_alter_table("working_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_copy_base_id"))

    op.drop_table("working_copy")
