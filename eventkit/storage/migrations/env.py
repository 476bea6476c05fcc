"""How Alembic runs here, on SQLite and on PostgreSQL.

On SQLite a table is rebuilt to be changed, and with foreign keys on, dropping the old one would delete every child:
they are off while migrating, and checked afterwards. Our own BEGIN makes a failed migration leave nothing behind.
"""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import make_url

from eventkit.domain.basics.base import Instant
from eventkit.storage.tables import metadata


def run() -> None:
    url = make_url(context.config.get_main_option("sqlalchemy.url") or "")
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=engine.dialect.name == "sqlite",
            transactional_ddl=True,
            transaction_per_migration=True,
            compare_server_default=True,
            render_item=_render_item,
        )
        with context.begin_transaction():
            context.run_migrations()
        _check(connection)
    engine.dispose()


def _render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Moments are written into migrations as the plain type, so that an old migration needs no code of today."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def _prepare(connection, _) -> None:  # type: ignore[no-untyped-def]
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=OFF")


def _check(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        if orphans:
            raise RuntimeError(f"the migration left rows without their parents: {orphans[:5]}")


run()
