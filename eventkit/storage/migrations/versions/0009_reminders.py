"""Reminders before a date, and thanks after it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("guest", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("reminders", sa.String(length=20), nullable=True))
    with op.batch_alter_table("event", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("sends_reminders", sa.Boolean(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("sends_thanks", sa.Boolean(), server_default="1", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("event", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("sends_thanks")
        batch_op.drop_column("sends_reminders")
    with op.batch_alter_table("guest", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("reminders")
