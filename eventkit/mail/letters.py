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
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ..calendar.in_words import repeats
from ..calendar.plain_text import paragraphs
from ..calendar.web_calendars import webcal
from ..domain.activities import runs, themes
from ..domain.basics.addresses import Person
from ..domain.basics.base import utcnow
from ..domain.basics.links import Links
from ..domain.basics.theme import Theme
from ..domain.coming import guests
from ..domain.letters import feeds, opt_outs
from ..domain.planning import hosts
from ..domain.records import occurrences
from ..domain.records.attendance import Attendance
from ..domain.records.feed import Feed
from ..domain.records.mail import Mail
from ..domain.records.occurrence import Occurrence
from ..words import speaking
from .colours import colours
from .in_words import brings, duration, when
from .invited import PARTSTATS, Invited, NotWanted, event_of, find
from .meetings import meeting_for
from .messages import Letter
from .sorts import SORTS, changes, days_until, is_an_hour_away

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
    event, sort = to.event, SORTS[mail.kind]
    subject, theme = sort.subject(to, mail.data), themes.get(event.theme, str(locale))
    no_more = _no_more(desk, to) if sort.is_unasked else None
    text, html = _render(
        desk.app,
        mail.kind,
        locale,
        theme,
        subject=subject,
        has_file=to.has_a_place and sort.bears_meeting,
        no_more=no_more,
        **_of_the_event(to),
        **_of_the_guest(to),
        **_of_the_occasion(to, mail.data),
        **_links(desk, to, token, feed),
        **past,
    )
    bears_meeting = sort.bears_meeting and to.has_it_in_a_calendar
    return Letter(
        subject,
        text,
        html,
        meeting=meeting_for(to, sort, mail.data, sender=desk.sender, links=desk.links) if bears_meeting else None,
        reply_to=Person(event.host.name, event.host.email) if event.host.email else None,
        unsubscribe=no_more,
    )


def _of_the_event(to: Invited) -> dict[str, Any]:
    event = to.event
    return {
        "event": event,
        "when": when(event),
        "day": format_date(event.starts_at, "EEEE", rebase=False),
        "days": days_until(to),
        "is_an_hour_away": is_an_hour_away(to),
        "repeats": repeats(event.planned) if to.is_whole else "",
        "length": duration(event.duration_minutes),
        "paragraphs": paragraphs(event) if to.answer != "no" else [],
        "video_url": event.video_url if to.sees_video else None,
    }


def _of_the_guest(to: Invited) -> dict[str, Any]:
    """Who they are, what they replied, and until when they may."""
    reply_by = to.event.reply_by if to.reply is None else None
    return {
        "guest": to.guest,
        "reply": to.reply,
        "is_waiting": to.is_waiting,
        "brings": brings(to),
        "reply_by": format_date(reply_by, "full") if reply_by else None,
    }


def _of_the_occasion(to: Invited, data: dict[str, Any]) -> dict[str, Any]:
    """Why the letter is written just now, from what was queued with it."""
    return {
        "message": data.get("message", ""),
        "is_again": data.get("is_again", False),
        "changed": changes(to, data),
        "since": format_date(date.fromisoformat(data["since"]), "full") if "since" in data else None,
        "which": data.get("which"),
    }


def _links(desk: Desk, to: Invited, token: str | None, feed: Feed | None) -> dict[str, Any]:
    """The guest's own links where the letter bears a token; of a series they lead to its date."""
    links, on = desk.links, to.event.on if to.event.event.repeat else None
    here = None if to.is_whole else on
    return {
        "link": links.guest(token, on=here) if token else None,
        "room": links.guest(token, "room", on=on) if token else None,
        "recap": links.guest(token, "recap", on=on) if token else None,
        "answers": {answer: links.guest(token, on=here, answer=answer) for answer in PARTSTATS} if token else {},
        "page": links.page(to.event.code),
        "follow": webcal(links.feed(feeds.token_of(feed, secret=desk.secret))) if feed else None,
    }


def _no_more(desk: Desk, to: Invited) -> str:
    """The link by which the guest gets no more mails of this host."""
    token = opt_outs.token_for(to.event.host_id, to.guest.email or "", secret=desk.secret)
    return desk.links.unsubscribe(token)


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
