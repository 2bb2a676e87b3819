"""imported documents

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-22 10:24:00.000000

"""

import sqlalchemy as sa
from alembic import op

import app.db

# revision identifiers, used by Alembic.
revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "imported",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_imported_by_id")),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"], name=op.f("fk_imported_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported")),
    )
    with op.batch_alter_table("imported", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imported_copy_id"), ["copy_id"], unique=False)


def downgrade():
    with op.batch_alter_table("imported", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_copy_id"))
        batch_op.drop_index(batch_op.f("ix_imported_by_id"))

    op.drop_table("imported")
