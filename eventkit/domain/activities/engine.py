"""Running activities: open, close, reveal, move, and what the clock decides. The same verbs for every kind."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from ..basics.base import Lazily, utcnow
from ..basics.errors import N_, NotAllowed, Stale, invalid
from ..basics.news import ActivityMoved, tell
from ..basics.timers import Timer
from ..coming import guests
from ..kinds.common.kind import Kind
from ..kinds.common.played import Played, Scene
from ..records.activity import Run
from ..records.event import Room
from ..room import attendance, presence, rooms
from . import runs


def move(
    session: Session,
    room: Room,
    activity_id: int,
    name: str,
    *,
    version: int | None = None,
    arguments: Mapping[str, Any] | None = None,
    new_call: Callable[[], str] = str,
    rng: random.Random | None = None,
    now: datetime | None = None,
) -> Run:
    """The host's step. One that is already done is done; one taken on a picture that is no longer true is Stale.

    `new_call` gives the link of a new video call, for kinds that send people apart.
    """
    run = runs.find(session, room, activity_id)
    kind, now = run.activity.kind_of, now or utcnow()
    if name not in kind.moves:
        raise invalid("move", N_("This activity knows the steps %(moves)s."), moves=", ".join(kind.moves))
    settle(session, run, now=now)
    if name not in kind.own_moves and _is_done(run, name):
        return run
    if version is not None and not run.steered <= version <= run.version:
        raise Stale()
    if name != "open" and run.is_draft:
        raise invalid("move", N_("Open it first."))
    scene = _scene(session, run, now, new_call=new_call, rng=rng)
    before = (scene.timer, scene.is_shown, run.state, dict(run.memory))
    run.memory = _step(run, kind, name, played(session, run), scene, arguments or {})
    run.timer, run.is_shown, run.shows_at_end = scene.timer, scene.is_shown, scene.shows_at_end
    _note_who_was_heard(session, run, scene)
    if (run.timer, run.is_shown, run.state, run.memory) != before:
        _steered(session, run)
    return run


def settle(session: Session, run: Run, *, now: datetime) -> None:
    """Do what the clock has decided: a run whose time is up goes on or closes. The run is locked."""
    timer = run.timer
    if not run.is_open or timer is None or not timer.is_over(now):
        return
    kind, scene = run.activity.kind_of, _scene(session, run, now)
    scene.timer = None
    memory = kind.time_is_up(played(session, run), scene)
    if memory is None:
        run.state, run.closed_at = "closed", timer.ends_at
        scene.is_shown = run.is_shown or run.shows_at_end
    else:
        run.memory = memory
    run.timer, run.is_shown = scene.timer, scene.is_shown
    _steered(session, run)


def answered(session: Session, run: Run, shown: Played, given: Sequence[tuple[str, Any]], *, now: datetime) -> None:
    """Let a kind that guests steer go on by answers that were just stored, each with its guest. The run is locked, and
    its room, which is always locked first, must not be touched: who was heard is noted at the host's next step."""
    kind, scene = run.activity.kind_of, _scene(session, run, now)
    for guest, value in given:
        run.memory = kind.answered(replace(shown, memory=dict(run.memory)), scene, guest, value)
    run.timer = scene.timer
    if scene.has_moved_on:
        run.steered = run.version
    session.flush()


def settle_due(session: Session, *, now: datetime | None = None) -> None:
    """Settle every run whose time is up, in the order of their rooms and runs."""
    now = now or utcnow()
    due = session.execute(select(Run.room_id, Run.id).where(Run.state == "open", Run.timer_ends_at <= now)).all()
    rooms.lock_all(session, {room_id for room_id, _ in due})
    query = select(Run).where(Run.id.in_({run_id for _, run_id in due})).options(joinedload(Run.activity))
    for run in session.scalars(query.order_by(Run.id).with_for_update(of=Run, key_share=True)).all():
        settle(session, run, now=now)


def next_due(session: Session) -> datetime | None:
    """When the next time limit ends."""
    return session.scalar(select(func.min(Run.timer_ends_at)).where(Run.state == "open"))


def played(session: Session, run: Run, answers: Mapping[str, Any] | None = None) -> Played:
    """The run as its kind is shown it; `answers` where more is known than what is stored."""
    counting = session.info["ledgers"].counting(session, run) if answers is None else answers
    return _played(run, counting, _names(session, run))


def all_played(session: Session, runs: Sequence[Run]) -> list[tuple[Run, Played]]:
    """Each run of an event as its kind is shown it, with no more questions to the database than for one."""
    counting = session.info["ledgers"].counting_all(session, runs)
    names = _names(session, runs[0]) if runs else {}
    return [(run, _played(run, counting[run.id], names)) for run in runs]


def _names(session: Session, run: Run) -> Mapping[str, str]:
    event_id = run.activity.event_id
    return Lazily(lambda: guests.names(session, event_id))


def _played(run: Run, answers: Mapping[str, Any], names: Mapping[str, str]) -> Played:
    return Played(
        config=run.activity.config,
        memory=dict(run.memory),
        answers=answers,
        names=names,
        is_open=run.is_open,
        is_shown=run.is_shown,
        timer=run.timer,
    )


def _scene(
    session: Session,
    run: Run,
    now: datetime,
    *,
    new_call: Callable[[], str] = str,
    rng: random.Random | None = None,
) -> Scene:
    room_id = run.room_id
    people = Lazily(lambda: presence.here(session, room_id, now=now))
    chance = rng or random.SystemRandom()
    return Scene(chance, now, people, new_call, run.timer, run.is_shown, run.shows_at_end)


def _note_who_was_heard(session: Session, run: Run, scene: Scene) -> None:
    if scene.heard:
        attendance.spoke(session, session.get_one(Room, run.room_id), *map(int, scene.heard), now=scene.now)


def _steered(session: Session, run: Run) -> None:
    run.version += 1
    run.steered = run.version
    tell(session, ActivityMoved(run.room_id, run.id))
    session.flush()


def _is_done(run: Run, name: str) -> bool:
    return {
        "open": run.is_open,
        "close": run.state == "closed",
        "reveal": run.is_shown,
        "hide": not run.is_shown,
    }[name]


def _step(
    run: Run, kind: Kind, name: str, before: Played, scene: Scene, arguments: Mapping[str, Any]
) -> dict[str, Any]:
    """Make the step on run and scene, and give the memory that follows."""
    if name in kind.own_moves:
        if not kind.may_move(name, is_open=run.is_open):
            raise invalid("move", N_("Open it first."))
        return kind.step(name, before, scene, arguments)
    if arguments:
        raise invalid(min(arguments), N_("This step takes no such setting."))
    config = run.activity.config
    match name:
        case "open":
            run.state, run.opened_at, run.closed_at = "open", scene.now, None
            scene.is_shown = scene.is_shown or config.results == "live"
            scene.timer = Timer(config.seconds, scene.now) if config.seconds else None
            scene.shows_at_end = config.show_at_end and config.results != "host"
            return kind.opened(before, scene)
        case "close":
            run.state, run.closed_at, scene.timer = "closed", scene.now, None
            return kind.closed(before, scene)
        case "reveal":
            if config.results == "host":
                raise NotAllowed(N_("These results are for the host alone."))
            scene.is_shown = True
            return kind.revealed(before, scene)
        case _:
            scene.is_shown = False
    return before.memory
