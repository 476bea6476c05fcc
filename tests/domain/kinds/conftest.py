"""Guests who are in the room, and what each of them is shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from eventkit.domain.activities.ledgers import Ledgers
from eventkit.domain.afterwards.recap import recap
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.links import Links
from eventkit.domain.records.activity import Run
from eventkit.domain.records.guest import Guest
from eventkit.domain.room import door, presence
from eventkit.domain.room.door import Arrival, Arrived
from eventkit.domain.views import snapshots
from eventkit.domain.views.room_pictures import RoomPicture
from eventkit.domain.views.viewers import Viewer
from eventkit.storage.store import Store

from ..conftest import Evening

LINKS = Links("https://eventkit.test")
NOW = utcnow()
HOST, STAGE = Viewer("host", name="Hana"), Viewer("stage")

Person = tuple[Guest, str]


@pytest.fixture(scope="session")
def shared_store(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all, which has put its statements together once."""
    file = tmp_path_factory.mktemp("kinds") / "eventkit.db"
    shutil.copy(template, file)
    store = Store(f"sqlite:///{file}")
    yield store
    store.close()


@pytest.fixture
def session(shared_store: Store) -> Iterator[Session]:
    """A transaction that leaves nothing behind."""
    info = {"ledgers": Ledgers(), "news": []}
    with Session(shared_store.writing, expire_on_commit=False, info=info) as session:
        yield session


def arrive(evening: Evening, *names: str, now: datetime | None = None) -> list[Person]:
    """New guests who are in the room, each with a connection that is named like them."""
    arrivals = [Arrival(evening.room.id, f"connection of {name}", None, name) for name in names]
    outcomes = door.arrive(evening.session, arrivals, now=now)
    assert all(isinstance(each, Arrived) for each in outcomes), outcomes
    return [(each.guest, each.token) for each in outcomes]  # type: ignore[union-attr, misc]


def depart(evening: Evening, people: Sequence[Person]) -> None:
    presence.leave(evening.session, [f"connection of {guest.name}" for guest, _ in people])


def viewer(person: Person) -> Viewer:
    guest, token = person
    return Viewer("guest", id=guest.id, name=guest.name, token=token)


def pictured(evening: Evening, run: Run, who: Viewer) -> dict[str, Any]:
    """The activity as one viewer of the whole room is shown it."""
    picture = RoomPicture(evening.session, evening.room, LINKS).of(who)
    return next(each for each in picture["activities"] if each["id"] == run.activity_id)  # type: ignore[no-any-return]


def own(evening: Evening, run: Run, person: Person) -> dict[str, Any]:
    """The activity as a guest is shown it."""
    return pictured(evening, run, viewer(person))


def to_guests_and_stage(evening: Evening, run: Run) -> list[dict[str, Any]]:
    return [snapshots.activity(evening.session, run, audience) for audience in ("guests", "stage")]


def recap_rows(evening: Evening, run: Run) -> list[list[Any]]:
    """The lines of an activity in the recap."""
    found = recap(evening.session, evening.room, LINKS)["activities"]
    return next(each["rows"] for each in found if each["id"] == run.activity_id)  # type: ignore[no-any-return]
