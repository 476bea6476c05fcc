"""The letters: who still wants one, which secret it bears, and what stands in it.

Each kind has two templates in templates/mail/. A letter tells how things are when it is sent, in the language of its
mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from flask import Flask
from flask_babel import format_date, format_time, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..calendar.event_file import dates_gone, meeting, meeting_on
from ..calendar.in_words import repeats
from ..calendar.invitation import Attendee, Party
from ..calendar.plain_text import paragraphs
from ..calendar.web_calendars import webcal
from ..domain import feeds, guests, hosts, occurrences, opt_outs, questions, reminders, replies, themes, times
from ..domain.activities import runs
from ..domain.addresses import Person
from ..domain.attendance import Attendance
from ..domain.base import utcnow
from ..domain.events import Event
from ..domain.feeds import Feed
from ..domain.guests import Guest
from ..domain.links import Links
from ..domain.occurrences import Occurrence
from ..domain.outbox import Mail
from ..domain.replies import Given, Part, Reply
from ..domain.rooms import Room
from ..words import speaking
from .colours import colours
from .messages import Letter, Meeting, address_of

WITHOUT_A_THEME = "open"
CHANGES = {
    "starts_at": "time", "timezone": "time", "repeat": "time", "skipped": "time",
    "duration_minutes": "length", "video_url": "video",
    "title": "words", "description": "words", "dress_code": "words", "stored_details": "words",
}  # fmt: skip
"""What the letter calls the fields that were changed."""
PARTSTATS = {"yes": "ACCEPTED", "maybe": "TENTATIVE", "no": "DECLINED"}
"""How calendars call an answer (RFC 5545 section 3.2.12)."""
STILL_AN_HOUR = timedelta(minutes=45)


class NotWanted(Exception):
    """What the mail tells is not so any more, or there is nobody to tell it to."""


class OptedOut(NotWanted):
    """Who it is for has asked for no more mails of this host."""


@dataclass(frozen=True)
class Desk:
    """What letters are written with: `sender` is the address that mails come from, `secret` signs what they bear."""

    app: Flask
    links: Links
    sender: str
    secret: str


@dataclass(frozen=True)
class Invited:
    """Somebody with a reply, or who was asked for one, as things are `now`. The letter is about one date, `event`, or,
    where `is_whole`, about all of them, of which this is the next. `dates` are those of a series to which alone they
    come."""

    event: Occurrence
    guest: Guest
    reply: Given | None
    part: Part | None
    now: datetime
    is_whole: bool = True
    made: tuple[Room, ...] = ()

    @property
    def answer(self) -> str | None:
        return self.reply.answer if self.reply else None

    @property
    def is_waiting(self) -> bool:
        return isinstance(self.reply, Reply) and self.reply.is_waiting

    @property
    def has_a_place(self) -> bool:
        return self.answer in ("yes", "maybe") and not self.is_waiting

    @property
    def sees_video(self) -> bool:
        return bool(self.event.video_url) and replies.sees_link(self.event.event, self.reply)

    @property
    def has_it_in_a_calendar(self) -> bool:
        """Or may have: who was asked as to a meeting, and who comes."""
        return self.has_a_place or self.guest.invited_at is not None

    @property
    def partstat(self) -> str:
        return _partstat(self.reply) if self.reply else "NEEDS-ACTION"

    @property
    def comes_to_all(self) -> bool:
        return self.part is None or self.part.all

    @property
    def dates_apart(self) -> list[Occurrence]:
        """Those to come that stand in their calendar one by one, where they do not come to all."""
        if self.part is None or self.part.all:
            return []
        rooms = [room for room in self.made if room.id in self.part.rooms]
        return [each for each in occurrences.of_rooms(self.event.event, rooms) if not each.is_over(self.now)]

    @property
    def partstat_of_all(self) -> str:
        """Of a series as a whole; an answer for one date says nothing of the others."""
        if self.event.event.repeat is None:
            return self.partstat
        standing = self.guest.standing_reply
        return PARTSTATS[standing.answer] if standing else "NEEDS-ACTION"

    @property
    def partstats(self) -> dict[date, str]:
        """For those dates to come that they answered otherwise than all, by their days."""
        given = {reply.room_id: reply for reply in self.guest.replies}
        coming = [each for each in occurrences.of_rooms(self.event.event, self.made) if not each.is_over(self.now)]
        found = {each.on: _partstat(given[each.room.id]) for each in coming if each.room and each.room.id in given}
        return {day: partstat for day, partstat in found.items() if partstat != self.partstat_of_all}


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


def _partstat(given: Given) -> str:
    return "TENTATIVE" if isinstance(given, Reply) and given.is_waiting else PARTSTATS[given.answer]


def _of_reply(to: Invited, _data: dict[str, Any]) -> str:
    if to.is_waiting:
        return _("On the waiting list: %(title)s", title=to.event.title)
    if to.answer == "yes":
        return _("You are coming: %(title)s", title=to.event.title)
    if to.answer == "maybe":
        return _("You may be coming: %(title)s", title=to.event.title)
    return _("Your reply is kept: %(title)s", title=to.event.title)


def _is_still_news(to: Invited, data: dict[str, Any]) -> bool:
    return not to.event.is_cancelled and to.answer != "no" and bool(_changes(to, data))


def _of_reminder(to: Invited, data: dict[str, Any]) -> str:
    """True at the event's own place when it is sent, which may be late."""
    event, start = to.event, to.event.starts_at
    if data["which"] == "hour":
        is_an_hour = _is_an_hour_away(to)
        return _("In an hour: %(title)s", title=event.title) if is_an_hour else _("Soon: %(title)s", title=event.title)
    days = _days_until(to)
    if days > 1:
        return _("On %(day)s: %(title)s", day=format_date(start, "EEEE", rebase=False), title=event.title)
    return _("Tomorrow: %(title)s", title=event.title) if days else _("Today: %(title)s", title=event.title)


def _is_an_hour_away(to: Invited) -> bool:
    return to.event.starts_at_utc - to.now >= STILL_AN_HOUR


def _days_until(to: Invited) -> int:
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


def ready(session: Session, mail: Mail, *, now: datetime) -> tuple[Mail, str | None]:
    """The mail with the address its guest has by now, and the token of the secret link it is to bear; NotWanted when
    nothing is to be sent. Only the token's fingerprint is stored, so commit before it leaves the house."""
    present = session.get(Mail, mail.id)
    if present is None:
        raise NotWanted()
    if present.kind == "sign-in":
        return present, hosts.give_sign_in(session, present.to_email, now=now)
    if present.kind == "test":
        return present, None
    sort, to = SORTS[present.kind], _invited(session, present, now)
    if to.guest.email is None or not sort.is_wanted(to, present.data):
        raise NotWanted()
    if sort.is_unasked and opt_outs.of(session, to.event.host_id, [to.guest.email]):
        raise OptedOut()
    present.to_email, present.to_name = to.guest.email, to.guest.name
    feeds.open_for_address(session, to.guest.email, now=now)
    if sort.bears_meeting and to.has_it_in_a_calendar and to.is_whole:  # a letter about one date says nothing of others
        to.guest.told_sequence = to.event.sequence
    return present, guests.give_link(session, to.guest, now=now) if sort.bears_link else None


def write(session: Session, mail: Mail, token: str | None, *, desk: Desk, now: datetime | None = None) -> Letter:
    now = now or utcnow()
    with speaking(desk.app, mail.language) as locale:
        if mail.kind == "sign-in":
            return _sign_in(desk, locale, desk.links.sign_in(token or ""))
        if mail.kind == "test":
            return _for_the_host(desk, locale, occurrences.present_or_next(session, _event_of(session, mail), now=now))
        to = _invited(session, mail, now)
        feed = feeds.of_address(session, to.guest.email or "")
        past = _past(session, to) if mail.kind == "follow-up" else {}
        return _to_guest(desk, locale, mail, to, token, feed, past)


def _sign_in(desk: Desk, locale: Locale, link: str) -> Letter:
    subject, theme = _("Your link to sign in"), themes.get(WITHOUT_A_THEME, str(locale))
    text, html = _render(desk.app, "sign-in", locale, theme, subject=subject, link=link)
    return Letter(subject, text, html)


def _for_the_host(desk: Desk, locale: Locale, event: Occurrence) -> Letter:
    subject, theme = _("A test: %(title)s", title=event.title), themes.get(event.theme, str(locale))
    link = desk.links.manage(event.code)
    text, html = _render(
        desk.app, "test", locale, theme, subject=subject, event=event, guest=event.host, when=when(event), link=link
    )
    return Letter(subject, text, html)


def _to_guest(
    desk: Desk, locale: Locale, mail: Mail, to: Invited, token: str | None, feed: Feed | None, past: dict[str, Any]
) -> Letter:
    event, links, sort, theme = to.event, desk.links, SORTS[mail.kind], themes.get(to.event.theme, str(locale))
    subject, no_more = sort.subject(to, mail.data), None
    on = event.on if event.event.repeat else None
    here = None if to.is_whole else on
    if sort.is_unasked:
        no_more = links.unsubscribe(opt_outs.token_for(event.host_id, to.guest.email or "", secret=desk.secret))
    text, html = _render(
        desk.app,
        mail.kind,
        locale,
        theme,
        subject=subject,
        event=event,
        guest=to.guest,
        reply=to.reply,
        is_waiting=to.is_waiting,
        message=mail.data.get("message", ""),
        is_again=mail.data.get("is_again", False),
        changed=_changes(to, mail.data),
        when=when(event),
        repeats=repeats(event.planned) if to.is_whole else "",
        since=format_date(date.fromisoformat(mail.data["since"]), "full") if "since" in mail.data else None,
        reply_by=format_date(event.reply_by, "full") if event.reply_by and to.reply is None else None,
        length=duration(event.duration_minutes),
        brings=_brings(to),
        paragraphs=paragraphs(event) if to.answer != "no" else [],
        video_url=event.video_url if to.sees_video else None,
        has_file=to.has_a_place and sort.bears_meeting,
        which=mail.data.get("which"),
        is_an_hour_away=_is_an_hour_away(to),
        days=_days_until(to),
        day=format_date(event.starts_at, "EEEE", rebase=False),
        link=links.guest(token, on=here) if token else None,
        room=links.guest(token, "room", on=on) if token else None,
        recap=links.guest(token, "recap", on=on) if token else None,
        answers={answer: links.guest(token, on=here, answer=answer) for answer in PARTSTATS} if token else {},
        page=links.page(event.code),
        follow=webcal(links.feed(feeds.token_of(feed, secret=desk.secret))) if feed else None,
        no_more=no_more,
        **past,
    )
    return Letter(
        subject,
        text,
        html,
        meeting=_meeting(desk, to, sort, mail.data) if sort.bears_meeting and to.has_it_in_a_calendar else None,
        reply_to=Person(event.host.name, event.host.email) if event.host.email else None,
        unsubscribe=no_more,
    )


def _past(session: Session, to: Invited) -> dict[str, Any]:
    """What there is to say of a date that is over: whether the guest was there, as far as can be seen, whether there is
    something to look back at, and of a series when it is on next."""
    room, event = to.event.room, to.event.event
    coming = occurrences.upcoming(session, event, now=to.now) if event.repeat else []
    following = next((each for each in coming if not each.is_cancelled), None)
    return {
        "was_there": room is not None and session.get(Attendance, (room.id, to.guest.id)) is not None,
        "has_recap": room is not None and any(run.state == "closed" for run in runs.of_room(session, room)),
        "following": following and when(following),
    }


def _meeting(desk: Desk, to: Invited, sort: Sort, data: dict[str, Any]) -> Meeting | None:
    """Of a series all of it, or the dates to which the guest comes, or the one that the letter is about."""
    address, event = address_of(Person(to.guest.name, to.guest.email or "")), to.event
    uid, is_all = data.get("uid") or event.planned.uid, to.is_whole and to.comes_to_all
    attendee = Attendee(
        to.guest.name, address.addr_spec, to.partstat_of_all if is_all else to.partstat, is_asked=sort.asks
    )
    parties: dict[str, Any] = {"organizer": Party(event.host.name, desk.sender), "attendee": attendee}
    if "gone" in data:
        walls = [datetime.fromisoformat(wall) for wall in data["gone"]]
        return Meeting(*dates_gone(event, walls, desk.links, uid=uid, timezone=data["timezone"], **parties))
    how = {**parties, "answers": to.partstats, "has_video": to.sees_video and not event.is_cancelled}
    if event.event.repeat is None or is_all:
        return Meeting(*meeting(event.event, to.made, desk.links, uid=uid, **how))
    dates = to.dates_apart if to.is_whole else [event]
    dates = [each for each in dates if each.planned.uid == uid]
    return Meeting(*meeting_on(dates, desk.links, **how)) if dates else None


def when(event: Occurrence) -> str:
    """The start as a clock at the event's own place shows it: "Thursday, December 3, 2026, 7:00 PM in Berlin"."""
    start = (
        f"{format_date(event.starts_at, 'full', rebase=False)}, {format_time(event.starts_at, 'short', rebase=False)}"
    )
    return f"{start} {_('in %(place)s', place=times.place(event.timezone))}"


def duration(minutes: int) -> str:
    """ "one hour", "45 minutes", "2 hours 30 minutes" """
    hours, rest = divmod(minutes, 60)
    return " ".join(
        ([ngettext("one hour", "%(num)d hours", hours)] if hours else [])
        + ([ngettext("one minute", "%(num)d minutes", rest)] if rest or not hours else [])
    )


def _event_of(session: Session, mail: Mail) -> Event:
    event = session.get(Event, mail.event_id) if mail.event_id else None
    if event is None:
        raise NotWanted()
    return event


def _invited(session: Session, mail: Mail, now: datetime) -> Invited:
    event = _event_of(session, mail)
    guest = session.get(Guest, mail.guest_id) if mail.guest_id else None
    if guest is None or not (guest.replies or guest.standing_reply or guest.invited_at):
        raise NotWanted()
    made = tuple(session.scalars(select(Room).where(Room.event_id == event.id).order_by(Room.on)))
    part = replies.part_of(event, [guest])
    if "room" in mail.data and event.repeat is not None:
        room = next((room for room in made if room.id == mail.data["room"]), None)
        if room is None:
            raise NotWanted()
        reply = replies.of_guest(session, room, guest) or guest.standing_reply
        return Invited(occurrences.of(room), guest, reply, part, now, is_whole=False, made=made)
    here = _about(session, event, mail.data.get("uid"), now)
    own = replies.of_guest(session, here.room, guest) if here.room else None
    return Invited(here, guest, guest.standing_reply or own or _any(guest, event), part, now, made=made)


def _about(session: Session, event: Event, uid: str | None, now: datetime) -> Occurrence:
    """The next date of all, or of those that calendars know by a UID; what is cancelled is passed over."""
    planned = next((each for each in occurrences.plans_of(event) if each.uid == uid), None)
    coming = occurrences.upcoming(session, event, now=max(now, planned.starts_at_utc)) if planned else []
    found = (each for each in coming if each.planned is planned and not each.is_cancelled)
    return next(found, None) or occurrences.present_or_next(session, event, now=now)


def _any(guest: Guest, event: Event) -> Given | None:
    """Who comes to any date of a series comes, as far as letters about all of it go."""
    given = sorted(guest.replies, key=lambda reply: (reply.answer == "no", reply.answer == "maybe"))
    is_told = given and (given[0].answer != "no" or guest.invited_at is None)
    return given[0] if event.repeat is not None and is_told else None


def _changes(to: Invited, data: dict[str, Any]) -> set[str]:
    """A video link that came, changed or went is nothing to whoever must not see it."""
    changed = {CHANGES[field] for field in data.get("what", ()) if field in CHANGES}
    return changed if replies.sees_link(to.event.event, to.reply) else changed - {"video"}


def _brings(to: Invited) -> list[str]:
    """What the guest said they bring along."""
    given = to.reply.answers if to.reply and to.reply.answer != "no" else {}
    return [
        questions.in_words(question, given[question.id])
        for question in to.event.questions
        if question.kind == "bring" and given.get(question.id)
    ]


def _render(app: Flask, kind: str, locale: Locale, theme: themes.Theme, **what: Any) -> tuple[str, str]:
    """As text and as HTML. Not by Flask's own render_template: what pages are given there needs a request."""
    light, dark = colours(theme.palette)
    given = {
        "lang": str(locale).replace("_", "-"),
        "direction": locale.text_direction,
        "theme": theme,
        "light": light,
        "dark": dark,
        **what,
    }
    text, html = (app.jinja_env.get_template(f"mail/{kind}.{suffix}").render(given) for suffix in ("txt", "html"))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html
