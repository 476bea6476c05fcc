"""Keepsakes: the cards for one person on a page of their own, under a link that nobody can guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from ..activities import engine, runs
from ..basics.base import utcnow
from ..basics.errors import N_, NotFound, invalid
from ..basics.tokens import fingerprint, matches, new_token
from ..kinds.common.played import Played
from ..kinds.kudos import Kudos
from ..records.activity import Run
from ..records.event import Event, Room
from ..records.keepsake import Keepsake


@dataclass(frozen=True)
class Person:
    """Somebody who was thanked. `has_keepsake` says whether a link to their cards is valid now."""

    key: str
    name: str
    cards: int
    has_keepsake: bool = False


def make(session: Session, room: Room, activity_id: int, person: str, *, now: datetime | None = None) -> str:
    """The token of a new link to somebody's cards: the only time it is known. A link from before dies."""
    run = _kudos(session, room, activity_id)
    if person not in {each.key for each in people(session, run)}:
        raise invalid("person", N_("Choose somebody who was thanked."))
    withdraw(session, room, activity_id, person)
    token = new_token()
    session.add(Keepsake(run_id=run.id, person=person, token_hash=fingerprint(token), made_at=now or utcnow()))
    session.flush()
    return token


def withdraw(session: Session, room: Room, activity_id: int, person: str) -> None:
    """Make the link to somebody's cards die."""
    run = _kudos(session, room, activity_id)
    session.execute(delete(Keepsake).where(Keepsake.run_id == run.id, Keepsake.person == person))


def find(session: Session, token: str) -> Keepsake:
    query = select(Keepsake).where(Keepsake.token_hash == fingerprint(token))
    keepsake = session.scalar(query.options(joinedload(Keepsake.run).joinedload(Run.activity)))
    if keepsake is None or not matches(token, keepsake.token_hash):
        raise NotFound(N_("This link is not valid any more. Check that it was copied whole."))
    return keepsake


def event_of(session: Session, keepsake: Keepsake) -> Event:
    return session.get_one(Event, keepsake.run.activity.event_id)


def name_of(session: Session, keepsake: Keepsake) -> str:
    """Of the person it is for, as they are called now."""
    kind, who = keepsake.person.split(":", 1)
    if kind == "name":
        return who
    return engine.played(session, keepsake.run).names.get(who, "")


def of_room(session: Session, room: Room) -> dict[int, list[Person]]:
    """By activity, who was thanked in it."""
    found = [run for run in runs.of_room(session, room) if isinstance(run.activity.kind_of, Kudos)]
    made = _made(session, found)
    return {run.activity_id: _people(run, played, made) for run, played in engine.all_played(session, found)}


def people(session: Session, run: Run) -> list[Person]:
    """Everybody who was thanked by name, with most cards first."""
    return _people(run, engine.played(session, run), _made(session, [run]))


def _people(run: Run, played: Played, made: set[tuple[int, str]]) -> list[Person]:
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for card in _cards(run, played):
        if card["to"]:
            key = key_of(card["to"])
            names.setdefault(key, card["to"]["name"])
            counts[key] = counts.get(key, 0) + 1
    found = (Person(key, name, counts[key], (run.id, key) in made) for key, name in names.items())
    return sorted(found, key=lambda person: (-person.cards, person.name.casefold()))


def _made(session: Session, found: Iterable[Run]) -> set[tuple[int, str]]:
    """By run, for whom there is a keepsake."""
    query = select(Keepsake.run_id, Keepsake.person).where(Keepsake.run_id.in_({run.id for run in found}))
    return {(run_id, person) for run_id, person in session.execute(query)}


def cards_of(session: Session, run: Run) -> list[dict[str, Any]]:
    """The cards the host let in, oldest first."""
    return _cards(run, engine.played(session, run))


def _cards(run: Run, played: Played) -> list[dict[str, Any]]:
    cards: Iterable[dict[str, Any]] = run.activity.kind_of.tally(played)["kudos"]
    return sorted(cards, key=lambda card: (card["at"], card["id"]))


def cards_for(session: Session, keepsake: Keepsake) -> list[dict[str, Any]]:
    """Those to this person, then those to everybody."""
    cards = cards_of(session, keepsake.run)
    own = [card for card in cards if card["to"] and key_of(card["to"]) == keepsake.person]
    return own + [card for card in cards if card["to"] is None]


def key_of(person: dict[str, Any]) -> str:
    return f"guest:{person['id']}" if person["id"] else f"name:{person['name']}"


def _kudos(session: Session, room: Room, activity_id: int) -> Run:
    run = runs.find(session, room, activity_id)
    if not isinstance(run.activity.kind_of, Kudos):
        raise NotFound()
    return run
