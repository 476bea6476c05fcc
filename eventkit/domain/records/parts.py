"""What part of an event somebody takes, as they or their invitation say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .event import Event
from .guest import Guest, Reply, ReplyContent


@dataclass(frozen=True)
class Part:
    """To what of an event somebody comes, may come, or has not said yet whether: to `all` dates but those of `rooms`,
    or only to those of `rooms`. `said` are the answers by which they do; nothing where they were only asked."""

    all: bool
    rooms: frozenset[int]
    said: tuple[ReplyContent, ...] = ()


def part_of(event: Event, people: Iterable[Guest]) -> Part | None:
    """Of all who have one address, which may be there more than once, by an invitation and by the event's page: whoever
    said yes or maybe anywhere comes, and else a no counts more than having been asked. None for who does not come."""
    found = list(people)
    standing = [guest.standing_reply for guest in found if guest.standing_reply]
    given = [reply for guest in found for reply in guest.replies]
    comes = {reply.room_id for reply in given if reply.answer != "no"}
    does_not = frozenset(reply.room_id for reply in given) - comes
    is_asked = any(guest.invited_at for guest in found)
    always = tuple(each for each in standing if each.answer != "no")
    if always or (is_asked and not standing and (event.repeat or not given)):
        return Part(True, does_not, always)
    said = tuple(reply for reply in given if reply.answer != "no")
    if not said:
        return None
    return Part(False, frozenset(comes), said) if event.repeat else Part(True, frozenset(), said)


def sees_link(event: Event, reply: ReplyContent | None) -> bool:
    """Whether a guest with this reply is shown the video link."""
    is_waiting = isinstance(reply, Reply) and reply.is_waiting
    return event.link_for == "all" or (reply is not None and not is_waiting and reply.answer in ("yes", "maybe"))
