"""A calendar to follow: many events in one METHOD:PUBLISH, which programs ask for again and again.

An event stands there as in its own file (`publication.py`), with the same UID, so that who has both has it once. There
is no reminder: who follows many events sets those they want themselves. Nothing in it depends on when it is asked for,
and each event is stamped with its last change, so that the same events are the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from icalendar import vDuration

from .publication import Entry, Words, described, file_of
from .text import written

LOOK_AGAIN = timedelta(hours=1)


def feed(name: str, entries: Iterable[tuple[Entry, Words]]) -> bytes:
    """Each event in its own words; a feed without any is a calendar, too. Name and the wish to be asked for every hour
    stand there as RFC 7986 has it (sections 5.1 and 5.7) and as calendars had it before."""
    about = {
        "name": written(name),
        "x-wr-calname": written(name),
        "refresh-interval": vDuration(LOOK_AGAIN, params={"VALUE": "DURATION"}),
        "x-published-ttl": vDuration(LOOK_AGAIN),
    }
    events = [described(entry, words, entry.updated_at, reminds=False) for entry, words in entries]
    return file_of("PUBLISH", events, about=about)
