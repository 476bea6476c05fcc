"""An evening without an application: an event, its room, a guest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from eventkit.domain.activities import answers, engine, run_of_show, runs
from eventkit.domain.activities.answers import Kept
from eventkit.domain.activities.run_of_show import NewActivity
from eventkit.domain.activities.submissions import GivenAnswer, Submission
from eventkit.domain.basics.errors import DomainError
from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import guests
from eventkit.domain.kinds.common.played import Audience
from eventkit.domain.planning import entrances, events
from eventkit.domain.planning.event_fields import NewEvent
from eventkit.domain.records.activity import Run
from eventkit.domain.records.event import Event, Room
from eventkit.domain.records.guest import Guest
from eventkit.domain.views import snapshots
from eventkit.storage.store import Store
from tests.people import plan


class Evening:
    """One event of Hana's in an open transaction."""

    def __init__(self, session: Session, **changes: Any) -> None:
        self.session = session
        fields = read_model(NewEvent, plan(**{"activities": [], **changes}))
        self.event, self.host_token = events.plan(
            session, fields, jitsi_url="https://jitsi.test", domain="eventkit.test"
        )
        self._keys = 0

    @property
    def room(self) -> Room:
        return entrances.find(self.session, self.event.code)

    def add(self, kind: str, *, opened: bool = True, **config: Any) -> Run:
        activity = run_of_show.add(self.session, self.event, NewActivity(kind=kind, title="An activity", config=config))
        return self.move(activity.id, "open") if opened else runs.find(self.session, self.room, activity.id)

    def move(self, activity_id: int, name: str, **options: Any) -> Run:
        return engine.move(self.session, self.room, activity_id, name, **options)

    def guest(self, name: str = "Gus") -> tuple[Guest, str]:
        welcomed = guests.welcome(self.session, event_id=self.event.id, name=name)
        self.session.flush()
        return welcomed

    def submission(self, run: Run, guest: tuple[Guest, str], answer: Any, key: str | None = None) -> Submission:
        self._keys += 1
        given = GivenAnswer(answer=answer, key=key or f"key {self._keys}")
        return Submission(run.room_id, run.activity_id, guest[0].id, guest[1], given)

    def answer(
        self, run: Run, guest: tuple[Guest, str], answer: Any, key: str | None = None, **options: Any
    ) -> Kept | DomainError:
        return answers.store(self.session, [self.submission(run, guest, answer, key)], **options)[0]

    def tally(self, run: Run) -> dict[str, Any]:
        return run.activity.kind_of.tally(engine.played(self.session, run))

    def shown(self, run: Run, audience: Audience = "guests") -> dict[str, Any]:
        """The activity as an audience is shown it."""
        return snapshots.activity(self.session, run, audience)


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.transaction() as session:
        yield session


@pytest.fixture
def evening(session: Session) -> Evening:
    return Evening(session)


@pytest.fixture
def event(evening: Evening) -> Event:
    return evening.event
