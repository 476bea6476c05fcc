"""The letters: which secret each bears, and what stands in it.

Each kind has two templates in templates/mail/. A letter tells how things are when it is sent, in the language of its
mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel import Locale
from flask import Flask
from flask_babel import format_date, format_time, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ..calendar.event_file import dates_gone, meeting, meeting_on
from ..calendar.in_words import repeats
from ..calendar.invitation import Attendee, Party
from ..calendar.plain_text import paragraphs
from ..calendar.web_calendars import webcal
from ..domain.activities import runs, themes
from ..domain.basics import times
from ..domain.basics.addresses import Person
from ..domain.basics.base import utcnow
from ..domain.basics.links import Links
from ..domain.basics.theme import Theme
from ..domain.coming import guests, questions
from ..domain.letters import feeds, opt_outs
from ..domain.planning import hosts
from ..domain.records import occurrences
from ..domain.records.attendance import Attendance
from ..domain.records.feed import Feed
from ..domain.records.mail import Mail
from ..domain.records.occurrence import Occurrence
from ..words import speaking
from .colours import colours
from .invited import PARTSTATS, Invited, NotWanted, event_of, find
from .messages import Letter, Meeting, address_of
from .sorts import SORTS, Sort, changes, days_until, is_an_hour_away

WITHOUT_A_THEME = "open"


class OptedOut(NotWanted):
    """Who it is for has asked for no more mails of this host."""


@dataclass(frozen=True)
class Desk:
    """What letters are written with: `sender` is the address that mails come from, `secret` signs what they bear."""

    app: Flask
    links: Links
    sender: str
    secret: str


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
    sort, to = SORTS[present.kind], find(session, present, now)
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
            return _for_the_host(desk, locale, occurrences.present_or_next(session, event_of(session, mail), now=now))
        to = find(session, mail, now)
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
        changed=changes(to, mail.data),
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
        is_an_hour_away=is_an_hour_away(to),
        days=days_until(to),
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


def _brings(to: Invited) -> list[str]:
    """What the guest said they bring along."""
    given = to.reply.answers if to.reply and to.reply.answer != "no" else {}
    return [
        questions.in_words(question, given[question.id])
        for question in to.event.questions
        if question.kind == "bring" and given.get(question.id)
    ]


def _render(app: Flask, kind: str, locale: Locale, theme: Theme, **what: Any) -> tuple[str, str]:
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
