"""Times and things to bring as a letter says them, in the language that is spoken just now."""

from __future__ import annotations

from flask_babel import format_date, format_time, ngettext
from flask_babel import gettext as _

from ..domain.basics import times
from ..domain.coming import questions
from ..domain.records.occurrence import Occurrence
from .invited import Invited


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


def brings(to: Invited) -> list[str]:
    """What the guest said they bring along."""
    given = to.reply.answers if to.reply and to.reply.answer != "no" else {}
    return [
        questions.in_words(question, given[question.id])
        for question in to.event.questions
        if question.kind == "bring" and given.get(question.id)
    ]
