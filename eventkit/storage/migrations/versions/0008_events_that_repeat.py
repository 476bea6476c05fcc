"""Events that repeat: each date has its own replies, and may be otherwise than the others."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = "guest_id, answer, plus, note, answers, at, stamped_at, is_waiting, queued_at"


def upgrade() -> None:
    op.create_table(
        "stretch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("ends_before", sa.Date(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("dress_code", sa.String(length=200), nullable=True),
        sa.Column("video_url", sa.Text(), nullable=True),
        sa.Column("repeat", sa.Text(), nullable=True),
        sa.Column("skipped", sa.JSON(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_stretch_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stretch")),
        sa.UniqueConstraint("uid", name=op.f("uq_stretch_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stretch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stretch_event_id"), ["event_id"], unique=False)
    op.create_table(
        "standing_reply",
        sa.Column("guest_id", sa.Integer(), nullable=False),
        *_given(),
        sa.ForeignKeyConstraint(
            ["guest_id"], ["guest.id"], name=op.f("fk_standing_reply_guest_id_guest"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guest_id", name=op.f("pk_standing_reply")),
    )
    with op.batch_alter_table("event", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("skipped", sa.JSON(), nullable=True))
        batch_op.drop_column("starts_at_utc")
    with op.batch_alter_table("room", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("changes", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("is_cancelled", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("cancel_message", sa.Text(), nullable=True))
    _give_replies_a_room()


def _given() -> list[sa.Column[object]]:
    return [
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("plus", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _give_replies_a_room() -> None:
    """Each event had one room. The table is built anew, because what a reply is known by changes."""
    op.execute(f"CREATE TEMPORARY TABLE reply_before AS SELECT {COLUMNS} FROM reply")  # noqa: S608 - our own names
    op.drop_table("reply")
    op.create_table(
        "reply",
        sa.Column("guest_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        *_given(),
        sa.Column("is_waiting", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["guest_id"], ["guest.id"], name=op.f("fk_reply_guest_id_guest"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_reply_room_id_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guest_id", "room_id", name=op.f("pk_reply")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_room_id"), ["room_id"], unique=False)
    room = "(SELECT min(room.id) FROM room JOIN guest ON guest.event_id = room.event_id WHERE guest.id = guest_id)"
    op.execute(f"INSERT INTO reply (room_id, {COLUMNS}) SELECT {room}, {COLUMNS} FROM reply_before")  # noqa: S608
    op.execute("DROP TABLE reply_before")


def downgrade() -> None:
    first = "SELECT min(room.id) FROM room GROUP BY room.event_id"
    kept = f"SELECT {COLUMNS} FROM reply WHERE room_id IN ({first})"  # noqa: S608 - our own names
    op.execute(f"CREATE TEMPORARY TABLE reply_after AS {kept}")
    op.drop_table("reply")
    op.create_table(
        "reply",
        sa.Column("guest_id", sa.Integer(), nullable=False),
        *_given(),
        sa.Column("is_waiting", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["guest_id"], ["guest.id"], name=op.f("fk_reply_guest_id_guest"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guest_id", name=op.f("pk_reply")),
    )
    op.execute(f"INSERT INTO reply ({COLUMNS}) SELECT {COLUMNS} FROM reply_after")  # noqa: S608
    op.execute("DROP TABLE reply_after")
    with op.batch_alter_table("room", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("cancel_message")
        batch_op.drop_column("is_cancelled")
        batch_op.drop_column("changes")
    with op.batch_alter_table("event", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("skipped")
        batch_op.add_column(sa.Column("starts_at_utc", sa.DateTime(timezone=True), nullable=True))
    event = sa.table(
        "event",
        sa.column("id", sa.Integer()),
        sa.column("starts_at", sa.DateTime()),
        sa.column("timezone", sa.String()),
        sa.column("starts_at_utc", sa.DateTime(timezone=True)),
    )
    for id, starts_at, timezone in op.get_bind().execute(sa.select(event.c.id, event.c.starts_at, event.c.timezone)):
        moment = starts_at.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)
        op.execute(event.update().where(event.c.id == id).values(starts_at_utc=moment))
    with op.batch_alter_table("event", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("starts_at_utc", nullable=False)
    op.drop_table("standing_reply")
    with op.batch_alter_table("stretch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stretch_event_id"))
    op.drop_table("stretch")
