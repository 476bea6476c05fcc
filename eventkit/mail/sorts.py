"""Which letters there are: what each says in its subject, and for whom it is still true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from ..domain.basics import times
from ..domain.letters import reminders
from ..domain.records import parts
from .invited import Invited

CHANGES = {
    "starts_at": "time", "timezone": "time", "repeat": "time", "skipped": "time",
    "duration_minutes": "length", "video_url": "video",
    "title": "words", "description": "words", "dress_code": "words", "stored_details": "words",
}  # fmt: skip
"""What the letter calls the fields that were changed."""
STILL_AN_HOUR = timedelta(minutes=45)


@dataclass(frozen=True)
class Sort:
    """A kind of letter to guests. With `bears_link` it bears the guest's own link, with `bears_meeting` the file for
    who has it in a calendar; one that `asks` wants an answer. What the guest has not asked for themselves, they can ask
    to be spared (`is_unasked`)."""

    subject: Callable[[Invited, dict[str, Any]], str]
    is_wanted: Callable[[Invited, dict[str, Any]], bool]
    bears_link: bool = True
    bears_meeting: bool = True
    asks: bool = False
    is_unasked: bool = False


def changes(to: Invited, data: dict[str, Any]) -> set[str]:
    """A video link that came, changed or went is nothing to whoever must not see it."""
    changed = {CHANGES[field] for field in data.get("what", ()) if field in CHANGES}
    return changed if parts.sees_link(to.event.event, to.reply) else changed - {"video"}


def _of_reply(to: Invited, _data: dict[str, Any]) -> str:
    if to.is_waiting:
        return _("On the waiting list: %(title)s", title=to.event.title)
    if to.answer == "yes":
        return _("You are coming: %(title)s", title=to.event.title)
    if to.answer == "maybe":
        return _("You may be coming: %(title)s", title=to.event.title)
    return _("Your reply is kept: %(title)s", title=to.event.title)


def _is_still_news(to: Invited, data: dict[str, Any]) -> bool:
    return not to.event.is_cancelled and to.answer != "no" and bool(changes(to, data))


def _of_reminder(to: Invited, data: dict[str, Any]) -> str:
    """True at the event's own place when it is sent, which may be late."""
    event, start = to.event, to.event.starts_at
    if data["which"] == "hour":
        is_an_hour = is_an_hour_away(to)
        return _("In an hour: %(title)s", title=event.title) if is_an_hour else _("Soon: %(title)s", title=event.title)
    days = days_until(to)
    if days > 1:
        return _("On %(day)s: %(title)s", day=format_date(start, "EEEE", rebase=False), title=event.title)
    return _("Tomorrow: %(title)s", title=event.title) if days else _("Today: %(title)s", title=event.title)


def is_an_hour_away(to: Invited) -> bool:
    return to.event.starts_at_utc - to.now >= STILL_AN_HOUR


def days_until(to: Invited) -> int:
    return (to.event.starts_at.date() - times.wall_clock(to.now, to.event.timezone).date()).days


def _is_reminder_wanted(to: Invited, data: dict[str, Any]) -> bool:
    return data["which"] in to.guest.reminders and _is_still_so(to, data)


def _is_still_so(to: Invited, data: dict[str, Any]) -> bool:
    return to.has_a_place and reminders.is_still_so(to.event, data, to.now)


def _has_dates(to: Invited, data: dict[str, Any]) -> bool:
    """Whether any of what calendars know by its UID stands in theirs."""
    if to.comes_to_all:
        return "gone" not in data
    return "gone" in data or any(each.planned.uid == data["uid"] for each in to.dates_apart)


SORTS = {
    "invite": Sort(
        lambda to, _data: _("%(host)s invites you: %(title)s", host=to.event.host.name, title=to.event.title),
        lambda to, _data: not to.event.is_cancelled and to.reply is None and not to.guest.replies,
        asks=True,
        is_unasked=True,
    ),
    "reply": Sort(_of_reply, lambda to, _data: not to.event.is_cancelled and to.reply is not None),
    "moved-up": Sort(
        lambda to, _data: _("There is a place for you: %(title)s", title=to.event.title),
        lambda to, _data: not to.event.is_cancelled and to.answer == "yes" and not to.is_waiting,
    ),
    "changed": Sort(
        lambda to, _data: _("Changed: %(title)s", title=to.event.title), _is_still_news, asks=True, is_unasked=True
    ),
    "cancelled": Sort(
        lambda to, _data: _("Cancelled: %(title)s", title=to.event.title),
        lambda to, _data: to.event.is_cancelled and to.answer != "no",
        bears_link=False,
        is_unasked=True,
    ),
    "dates": Sort(
        lambda to, _data: _("Dates for your calendar: %(title)s", title=to.event.title),
        lambda to, data: to.answer != "no" and to.has_it_in_a_calendar and _has_dates(to, data),
        bears_link=False,
        is_unasked=True,
    ),
    "reminder": Sort(_of_reminder, _is_reminder_wanted, bears_meeting=False, is_unasked=True),
    "follow-up": Sort(
        lambda to, _data: _("Looking back: %(title)s", title=to.event.title),
        _is_still_so,
        bears_meeting=False,
        is_unasked=True,
    ),
}
