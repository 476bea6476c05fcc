"""Migrations run on both databases, in both directions, and end where the models are."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text

from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.letters import feeds
from eventkit.domain.planning import entrances, events
from eventkit.domain.planning.event_fields import NewEvent
from eventkit.domain.records.event import Event, Room
from eventkit.domain.records.guest import Guest, Reply
from eventkit.domain.records.host import Host
from eventkit.storage.backup import backup_to
from eventkit.storage.migrate import MIGRATIONS, downgrade, is_current, migrate, newest
from eventkit.storage.store import Store
from eventkit.storage.tables import metadata
from tests.people import plan


def test_the_models_match_the_migrated_database(any_store: Store) -> None:
    with any_store.writing.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_down_to_nothing_and_up_again(any_database_url: str) -> None:
    downgrade(any_database_url, "base")
    store = Store(any_database_url)
    assert not is_current(store.snapshots)
    assert set(inspect(store.writing).get_table_names()) <= {"alembic_version"}
    store.close()
    migrate(any_database_url)
    store = Store(any_database_url)
    assert is_current(store.snapshots)
    assert set(metadata.tables) <= set(inspect(store.writing).get_table_names())
    store.close()


def test_hosts_from_before_there_were_feeds_get_one_each(any_database_url: str) -> None:
    downgrade(any_database_url, "0006")
    store = Store(any_database_url)
    with store.transaction() as session:
        for name in ("Hana", "Ivy"):
            session.execute(
                text("INSERT INTO host (name, created_at) VALUES (:name, :now)"), {"name": name, "now": "2026-11-01"}
            )
    store.close()
    migrate(any_database_url)
    store = Store(any_database_url)
    with store.reading() as session:
        found = [feeds.of_host(session, host.id) for host in session.query(Host)]
        assert len({feed.mark for feed in found}) == 2
    store.close()


def test_the_newest_migration_is_the_one_that_alembic_ends_with() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [newest()]


def test_migrating_twice_changes_nothing(any_database_url: str) -> None:
    migrate(any_database_url)
    store = Store(any_database_url)
    assert is_current(store.snapshots)
    store.close()


def test_a_backup_is_one_whole_file(store: Store, database_url: str, tmp_path: Path) -> None:
    with store.transaction() as session:
        session.add(Host(name="Hana", created_at=utcnow()))
    copy = tmp_path / "copy.db"
    backup_to(database_url, copy)
    assert not copy.with_name("copy.db-wal").exists()
    restored = Store(f"sqlite:///{copy}")
    with restored.reading() as session:
        assert session.query(Host).one().name == "Hana"
    restored.close()
    with pytest.raises(Exception, match="exists already"):
        backup_to(database_url, copy)


def test_a_backup_of_postgresql_is_pg_dumps_business(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="pg_dump"):
        backup_to("postgresql://127.0.0.1/x", tmp_path / "copy.db")


def test_ids_are_never_given_twice_after_all_migrations(database_url: str) -> None:
    """SQLite hands out the id of a row that was deleted again, unless the table says otherwise; rebuilding a table in a
    migration would lose that."""
    wanted = {table.name for table in metadata.sorted_tables if table.dialect_kwargs.get("sqlite_autoincrement")}
    with create_engine(database_url).connect() as connection:
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")).scalars()
        assert wanted == set(found)


def test_replies_of_before_series_find_their_room(any_database_url: str) -> None:
    store = Store(any_database_url)
    with store.transaction() as session:
        fields = read_model(NewEvent, plan())
        for name in ("Gus", "Ivy"):
            event, _ = events.plan(session, fields, jitsi_url="https://jitsi.test", domain="eventkit.test")
            room = entrances.find(session, event.code)
            replying.reply(session, room, ReplyFields(name=name, answer="maybe", plus=2, note="Hello"))
    store.close()
    downgrade(any_database_url, "0007")
    migrate(any_database_url)
    store = Store(any_database_url)
    with store.reading() as session:
        found = session.scalars(select(Reply).order_by(Reply.guest_id)).all()
        rooms = session.scalars(select(Room).order_by(Room.id)).all()
        assert [(each.room_id, each.guest.name, each.answer, each.plus, each.note) for each in found] == [
            (rooms[0].id, "Gus", "maybe", 2, "Hello"),
            (rooms[1].id, "Ivy", "maybe", 2, "Hello"),
        ]
        assert session.scalars(select(Event)).first().starts_at_utc.isoformat() == "2026-12-03T18:00:00+00:00"  # type: ignore[union-attr]
    store.close()


def test_addresses_from_before_they_had_keys_are_found_by_them(any_database_url: str) -> None:
    store = Store(any_database_url)
    with store.transaction() as session:
        fields = read_model(NewEvent, plan(host={"name": "Hana", "email": "Hana@example.org"}))
        event, _ = events.plan(session, fields, jitsi_url="https://jitsi.test", domain="eventkit.test")
        room = entrances.find(session, event.code)
        replying.reply(session, room, ReplyFields(name="Änne", email="Änne@example.org", answer="yes"))
        replying.reply(session, room, ReplyFields(name="Gus", answer="yes"))
    store.close()
    downgrade(any_database_url, "0009")
    migrate(any_database_url)
    store = Store(any_database_url)
    with store.reading() as session:
        guests = session.execute(select(Guest.email, Guest.email_key).order_by(Guest.id)).all()
        assert list(guests) == [("Änne@example.org", "änne@example.org"), (None, None)]
        assert session.scalars(select(Host.email_key)).all() == ["hana@example.org"]
    store.close()
