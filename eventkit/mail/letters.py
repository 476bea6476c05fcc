"""The letters: who still wants one, which secret it bears, and what stands in it.

Each kind has two templates in templates/mail/. A letter tells how things are when it is sent, in the language of its
mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel import Locale
from flask import Flask
from flask_babel import format_date, format_time, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ..calendar.event_file import meeting
from ..calendar.invitation import Attendee, Party
from ..calendar.plain_text import paragraphs
from ..calendar.web_calendars import webcal
from ..domain import feeds, guests, hosts, opt_outs, questions, replies, themes, times
from ..domain.addresses import Person
from ..domain.events import Event
from ..domain.feeds import Feed
from ..domain.guests import Guest
from ..domain.links import Links
from ..domain.outbox import Mail
from ..domain.replies import Reply
from ..words import speaking
from .colours import colours
from .messages import Letter, Meeting, address_of

WITHOUT_A_THEME = "open"
CHANGES = {"starts_at": "time", "timezone": "time", "duration_minutes": "length", "video_url": "video"}
"""What the letter calls the fields that were changed."""
PARTSTATS = {"yes": "ACCEPTED", "maybe": "TENTATIVE", "no": "DECLINED"}
"""How calendars call an answer (RFC 5545 section 3.2.12)."""


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
    """Somebody with a reply, or who was asked for one, as things are."""

    event: Event
    guest: Guest
    reply: Reply | None

    @property
    def answer(self) -> str | None:
        return self.reply.answer if self.reply else None

    @property
    def is_waiting(self) -> bool:
        return self.reply is not None and self.reply.is_waiting

    @property
    def has_a_place(self) -> bool:
        return self.answer in ("yes", "maybe") and not self.is_waiting

    @property
    def sees_video(self) -> bool:
        return bool(self.event.video_url) and replies.sees_link(self.event, self.reply)

    @property
    def has_it_in_a_calendar(self) -> bool:
        """Or may have: who was asked as to a meeting, and who comes."""
        return self.has_a_place or self.guest.invited_at is not None

    @property
    def partstat(self) -> str:
        return "TENTATIVE" if self.is_waiting else PARTSTATS.get(self.answer or "", "NEEDS-ACTION")


@dataclass(frozen=True)
class Sort:
    """A kind of letter to guests. With `bears_link` it bears the guest's own link; one that `asks` wants an answer.
    What the guest has not asked for themselves, they can ask to be spared (`is_unasked`)."""

    subject: Callable[[Invited], str]
    is_wanted: Callable[[Invited, dict[str, Any]], bool]
    bears_link: bool = True
    asks: bool = False
    is_unasked: bool = False


def _of_reply(to: Invited) -> str:
    if to.is_waiting:
        return _("On the waiting list: %(title)s", title=to.event.title)
    if to.answer == "yes":
        return _("You are coming: %(title)s", title=to.event.title)
    if to.answer == "maybe":
        return _("You may be coming: %(title)s", title=to.event.title)
    return _("Your reply is kept: %(title)s", title=to.event.title)


def _is_still_news(to: Invited, data: dict[str, Any]) -> bool:
    return not to.event.is_cancelled and to.answer != "no" and bool(_changes(to, data))


SORTS = {
    "invite": Sort(
        lambda to: _("%(host)s invites you: %(title)s", host=to.event.host.name, title=to.event.title),
        lambda to, _data: not to.event.is_cancelled and to.reply is None,
        asks=True,
        is_unasked=True,
    ),
    "reply": Sort(_of_reply, lambda to, _data: not to.event.is_cancelled and to.reply is not None),
    "moved-up": Sort(
        lambda to: _("There is a place for you: %(title)s", title=to.event.title),
        lambda to, _data: not to.event.is_cancelled and to.answer == "yes" and not to.is_waiting,
    ),
    "changed": Sort(
        lambda to: _("Changed: %(title)s", title=to.event.title), _is_still_news, asks=True, is_unasked=True
    ),
    "cancelled": Sort(
        lambda to: _("Cancelled: %(title)s", title=to.event.title),
        lambda to, _data: to.event.is_cancelled and to.answer != "no",
        bears_link=False,
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
    sort, to = SORTS[present.kind], _invited(session, present)
    if to.guest.email is None or not sort.is_wanted(to, present.data):
        raise NotWanted()
    if sort.is_unasked and opt_outs.of(session, to.event.host_id, [to.guest.email]):
        raise OptedOut()
    present.to_email, present.to_name = to.guest.email, to.guest.name
    feeds.open_for_address(session, to.guest.email, now=now)
    if to.has_it_in_a_calendar:
        to.guest.told_sequence = to.event.sequence
    return present, guests.give_link(session, to.guest, now=now) if sort.bears_link else None


def write(session: Session, mail: Mail, token: str | None, *, desk: Desk) -> Letter:
    with speaking(desk.app, mail.language) as locale:
        if mail.kind == "sign-in":
            return _sign_in(desk, locale, desk.links.sign_in(token or ""))
        if mail.kind == "test":
            return _for_the_host(desk, locale, _event_of(session, mail))
        to = _invited(session, mail)
        return _to_guest(desk, locale, mail, to, token, feeds.of_address(session, to.guest.email or ""))


def _sign_in(desk: Desk, locale: Locale, link: str) -> Letter:
    subject, theme = _("Your link to sign in"), themes.get(WITHOUT_A_THEME, str(locale))
    text, html = _render(desk.app, "sign-in", locale, theme, subject=subject, link=link)
    return Letter(subject, text, html)


def _for_the_host(desk: Desk, locale: Locale, event: Event) -> Letter:
    subject, theme = _("A test: %(title)s", title=event.title), themes.get(event.theme, str(locale))
    link = desk.links.manage(event.code)
    text, html = _render(
        desk.app, "test", locale, theme, subject=subject, event=event, guest=event.host, when=when(event), link=link
    )
    return Letter(subject, text, html)


def _to_guest(desk: Desk, locale: Locale, mail: Mail, to: Invited, token: str | None, feed: Feed | None) -> Letter:
    event, links, sort, theme = to.event, desk.links, SORTS[mail.kind], themes.get(to.event.theme, str(locale))
    subject, no_more = sort.subject(to), None
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
        reply_by=format_date(event.reply_by, "full") if event.reply_by and to.reply is None else None,
        length=duration(event.duration_minutes),
        brings=_brings(to),
        paragraphs=paragraphs(event) if to.answer != "no" else [],
        video_url=event.video_url if to.sees_video else None,
        has_file=to.has_a_place,
        link=links.guest(token) if token else None,
        answers={answer: links.answer(token, answer) for answer in PARTSTATS} if token else {},
        page=links.page(event.code),
        follow=webcal(links.feed(feeds.token_of(feed, secret=desk.secret))) if feed else None,
        no_more=no_more,
    )
    return Letter(
        subject,
        text,
        html,
        meeting=_meeting(desk, to, sort) if to.has_it_in_a_calendar else None,
        reply_to=Person(event.host.name, event.host.email) if event.host.email else None,
        unsubscribe=no_more,
    )


def _meeting(desk: Desk, to: Invited, sort: Sort) -> Meeting:
    address = address_of(Person(to.guest.name, to.guest.email or ""))
    file = meeting(
        to.event,
        desk.links,
        organizer=Party(to.event.host.name, desk.sender),
        attendee=Attendee(to.guest.name, address.addr_spec, to.partstat, is_asked=sort.asks),
        has_video=to.sees_video and not to.event.is_cancelled,
    )
    return Meeting("CANCEL" if to.event.is_cancelled else "REQUEST", file)


def when(event: Event) -> str:
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


def _invited(session: Session, mail: Mail) -> Invited:
    event = _event_of(session, mail)
    guest = session.get(Guest, mail.guest_id) if mail.guest_id else None
    if guest is None or (guest.reply is None and guest.invited_at is None):
        raise NotWanted()
    return Invited(event, guest, guest.reply)


def _changes(to: Invited, data: dict[str, Any]) -> set[str]:
    """A video link that came, changed or went is nothing to whoever must not see it."""
    changed = {CHANGES[field] for field in data.get("what", ()) if field in CHANGES}
    return changed if replies.sees_link(to.event, to.reply) else changed - {"video"}


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
