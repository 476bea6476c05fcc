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

from ..calendar.event_file import calendar_file
from ..calendar.plain_text import paragraphs
from ..domain import guests, hosts, questions, replies, themes
from ..domain.events import Event
from ..domain.guests import Guest
from ..domain.links import Links
from ..domain.outbox import Mail
from ..domain.replies import Reply
from ..words import speaking
from .colours import colours
from .messages import Letter, Person

WITHOUT_A_THEME = "open"
CHANGES = {"starts_at": "time", "timezone": "time", "duration_minutes": "length", "video_url": "video"}
"""What the letter calls the fields that were changed."""


class NotWanted(Exception):
    """What the mail tells is not so any more, or there is nobody to tell it to."""


@dataclass(frozen=True)
class Invited:
    """Somebody with a reply, as things are."""

    event: Event
    guest: Guest
    reply: Reply

    @property
    def has_a_place(self) -> bool:
        return self.reply.answer != "no" and not self.reply.is_waiting

    @property
    def sees_video(self) -> bool:
        return bool(self.event.video_url) and replies.sees_link(self.event, self.reply)


@dataclass(frozen=True)
class Sort:
    """A kind of letter to guests. With `bears_link` it bears the guest's own link."""

    subject: Callable[[Invited], str]
    is_wanted: Callable[[Invited, dict[str, Any]], bool]
    bears_link: bool = True


def _of_reply(to: Invited) -> str:
    if to.reply.is_waiting:
        return _("On the waiting list: %(title)s", title=to.event.title)
    if to.reply.answer == "yes":
        return _("You are coming: %(title)s", title=to.event.title)
    if to.reply.answer == "maybe":
        return _("You may be coming: %(title)s", title=to.event.title)
    return _("Your reply is kept: %(title)s", title=to.event.title)


def _is_still_news(to: Invited, data: dict[str, Any]) -> bool:
    return not to.event.is_cancelled and to.reply.answer != "no" and bool(_changes(to, data))


SORTS = {
    "reply": Sort(_of_reply, lambda to, _data: not to.event.is_cancelled),
    "moved-up": Sort(
        lambda to: _("There is a place for you: %(title)s", title=to.event.title),
        lambda to, _data: not to.event.is_cancelled and to.reply.is_coming,
    ),
    "changed": Sort(lambda to: _("Changed: %(title)s", title=to.event.title), _is_still_news),
    "cancelled": Sort(
        lambda to: _("Cancelled: %(title)s", title=to.event.title),
        lambda to, _data: to.event.is_cancelled and to.reply.answer != "no",
        bears_link=False,
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
    sort, to = SORTS[present.kind], _invited(session, present)
    if to.guest.email is None or not sort.is_wanted(to, present.data):
        raise NotWanted()
    present.to_email, present.to_name = to.guest.email, to.guest.name
    return present, guests.give_link(session, to.guest, now=now) if sort.bears_link else None


def write(session: Session, mail: Mail, token: str | None, *, app: Flask, links: Links) -> Letter:
    with speaking(app, mail.language) as locale:
        if mail.kind == "sign-in":
            return _sign_in(app, locale, links.sign_in(token or ""))
        return _to_guest(app, locale, mail, _invited(session, mail), links.guest(token) if token else None, links)


def _sign_in(app: Flask, locale: Locale, link: str) -> Letter:
    subject, theme = _("Your link to sign in"), themes.get(WITHOUT_A_THEME, str(locale))
    text, html = _render(app, "sign-in", locale, theme, subject=subject, link=link)
    return Letter(subject, text, html)


def _to_guest(app: Flask, locale: Locale, mail: Mail, to: Invited, link: str | None, links: Links) -> Letter:
    event, subject, theme = to.event, SORTS[mail.kind].subject(to), themes.get(to.event.theme, str(locale))
    is_for_calendar = mail.kind != "cancelled" and to.has_a_place
    text, html = _render(
        app,
        mail.kind,
        locale,
        theme,
        subject=subject,
        event=event,
        guest=to.guest,
        reply=to.reply,
        changed=_changes(to, mail.data),
        when=when(event),
        length=duration(event.duration_minutes),
        brings=_brings(to),
        paragraphs=paragraphs(event) if to.reply.answer != "no" else [],
        video_url=event.video_url if to.sees_video else None,
        has_file=is_for_calendar,
        link=link,
        page=links.page(event.code),
    )
    return Letter(
        subject,
        text,
        html,
        calendar_file=calendar_file(event, links, has_video=to.sees_video) if is_for_calendar else None,
        reply_to=Person(event.host.name, event.host.email) if event.host.email else None,
    )


def when(event: Event) -> str:
    """The start as a clock at the event's own place shows it: "Thursday, December 3, 2026, 7:00 PM in Berlin"."""
    place = event.timezone.rpartition("/")[2].replace("_", " ")
    start = (
        f"{format_date(event.starts_at, 'full', rebase=False)}, {format_time(event.starts_at, 'short', rebase=False)}"
    )
    return f"{start} {_('in %(place)s', place=place)}"


def duration(minutes: int) -> str:
    """ "one hour", "45 minutes", "2 hours 30 minutes" """
    hours, rest = divmod(minutes, 60)
    return " ".join(
        ([ngettext("one hour", "%(num)d hours", hours)] if hours else [])
        + ([ngettext("one minute", "%(num)d minutes", rest)] if rest or not hours else [])
    )


def _invited(session: Session, mail: Mail) -> Invited:
    event = session.get(Event, mail.event_id) if mail.event_id else None
    guest = session.get(Guest, mail.guest_id) if mail.guest_id else None
    if event is None or guest is None or guest.reply is None:
        raise NotWanted()
    return Invited(event, guest, guest.reply)


def _changes(to: Invited, data: dict[str, Any]) -> set[str]:
    """A video link that came, changed or went is nothing to whoever must not see it."""
    changed = {CHANGES[field] for field in data.get("what", ()) if field in CHANGES}
    return changed if replies.sees_link(to.event, to.reply) else changed - {"video"}


def _brings(to: Invited) -> list[str]:
    """What the guest said they bring along."""
    given = to.reply.answers
    return [
        questions.in_words(question, given[question.id])
        for question in to.event.questions
        if question.kind == "bring" and given.get(question.id) and to.reply.answer != "no"
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
