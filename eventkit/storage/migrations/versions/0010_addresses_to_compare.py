"""A key beside each e-mail address, by which it is compared: SQLite lowers only the letters of ASCII."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("guest", "host")


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name, schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
            batch_op.add_column(sa.Column("email_key", sa.String(length=320), nullable=True))
        _fill(sa.table(name, sa.column("id"), sa.column("email"), sa.column("email_key")))
        op.create_index(f"ix_{name}_email_key", name, ["email_key"])


def downgrade() -> None:
    for name in TABLES:
        op.drop_index(f"ix_{name}_email_key", name)
        with op.batch_alter_table(name, schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
            batch_op.drop_column("email_key")


def _fill(table: sa.TableClause) -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(table.c.id, table.c.email).where(table.c.email.is_not(None))).all()
    keys = [{"row": id, "key": email.strip().lower()} for id, email in rows]
    if keys:
        here = table.c.id == sa.bindparam("row")
        connection.execute(sa.update(table).where(here).values(email_key=sa.bindparam("key")), keys)
