"""Replies that guests give in their calendar (RFC 5546 section 3.2.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from ..basics.base import utcnow
from ..basics.errors import N_, Stale
from ..letters import notices
from ..records import occurrences
from ..records.event import Room
from ..records.guest import Guest, Reply
from ..records.parts import sees_link
from .keeping import Answer, Said, keep, require_taken, still_possible
from .replies import of_guest
from .standing import keep_for_all
from .waiting import move_up

SAME_SECOND = timedelta(seconds=1)
"""Calendars stamp whole seconds: what was answered here in the same one is not newer."""


def reply(
    session: Session,
    room: Room,
    guest: Guest,
    answer: Answer,
    *,
    stamped_at: datetime,
    sequence: int | None = None,
    note: str = "",
    dates: Literal["this", "all"] = "this",
    now: datetime | None = None,
) -> Reply:
    """Keep what a guest answered in their calendar at `stamped_at`, to the event as it was at `sequence`. Stale when
    something newer is kept, or when that guest was told of a newer version since.

    A calendar cannot ask the host's questions, so what was answered to them stays as it is. Who has to wait for a
    place, or may see the video link only now, is written to, as their calendar does not know that.
    """
    now, given = now or utcnow(), of_guest(session, room, guest)
    stamped_at = min(stamped_at, now)
    _require_newest(guest, given, sequence, stamped_at)
    plus, kept_note, answers = (given.plus, given.note, given.answers) if given else (0, "", {})
    require_taken(session, room, answer, plus, given, now)
    before = _unknown_to_calendars(room, given)
    answers = still_possible(session, room, guest, answers)
    said = Said(answer, plus, note or kept_note, answers, now, stamped_at)
    kept = keep(session, room, guest, said, given)
    if room.event.repeat is not None and dates == "all":
        keep_for_all(session, room, guest, said, now=now)
    is_news = bool(_unknown_to_calendars(room, kept) - before)
    move_up(session, room, now=now)
    notices.reply_kept(session, room, guest, is_new=is_news, now=now)
    session.flush()
    return kept


def _require_newest(guest: Guest, given: Reply | None, sequence: int | None, stamped_at: datetime) -> None:
    if sequence is not None and guest.told_sequence is not None and sequence < guest.told_sequence:
        raise Stale(N_("This answers an older version of the event."))
    if given and stamped_at <= (given.stamped_at or given.at.replace(microsecond=0) - SAME_SECOND):
        raise Stale(N_("A newer answer is kept already."))


def _unknown_to_calendars(room: Room, reply: Reply | None) -> set[str]:
    """What this reply means for the guest beyond what their calendar says."""
    means = set()
    if reply and reply.is_waiting:
        means.add("has to wait")
    if occurrences.of(room).video_url is not None and sees_link(room.event, reply):
        means.add("sees the link")
    return means
