"""Calendars to follow."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    feed = op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name=op.f("fk_feed_host_id_host"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("email", name=op.f("uq_feed_email")),
        sa.UniqueConstraint("host_id", name=op.f("uq_feed_host_id")),
        sqlite_autoincrement=True,
    )
    host = sa.table("host", sa.column("id", sa.Integer()), sa.column("created_at", sa.DateTime(timezone=True)))
    rows = [
        {"host_id": id, "mark": secrets.token_hex(8), "created_at": created_at}
        for id, created_at in op.get_bind().execute(sa.select(host.c.id, host.c.created_at))
    ]
    op.bulk_insert(feed, rows)


def downgrade() -> None:
    op.drop_table("feed")
