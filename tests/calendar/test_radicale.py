"""A calendar server takes what we write, and finds in it what the event has: Radicale, by CalDAV (RFC 4791)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from radicale import Application, config
from sqlalchemy.orm import Session
from werkzeug.test import Client

from eventkit.calendar.event_file import calendar_file, date_file, meeting, spoken
from eventkit.calendar.feed import feed
from eventkit.domain.records import occurrences
from tests.domain.conftest import Evening, session  # noqa: F401 - a fixture

from .readers import Dates
from .test_series import ANN, BEFORE, HANA, LINKS, UNTIL, eventful, room, told

ANNS = {"Authorization": "Basic YW5uOg=="}
QUERY = """<?xml version="1.0"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><C:calendar-data><C:expand start="{since}" end="{until}"/></C:calendar-data></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{since}" end="{until}"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""


@pytest.fixture
def keep(tmp_path: Path) -> Callable[..., Dates]:
    """Put files into a calendar of Ann's, and ask when something in it takes place."""
    configuration = config.load()
    wanted: dict[str, Any] = {"storage": {"filesystem_folder": str(tmp_path)}, "auth": {"type": "none"}}
    configuration.update(wanted, "this test", privileged=True)
    server = Client(Application(configuration))

    def keep(*files: bytes) -> Dates:
        assert server.open("/ann/dates/", method="MKCALENDAR", headers=ANNS).status_code == 201
        for file in files:
            for uid, of_one in _by_uid(file).items():
                headers = {**ANNS, "Content-Type": "text/calendar"}
                put = server.put(f"/ann/dates/{uid}.ics", data=of_one, headers=headers)
                assert put.status_code == 201, put.text
        times = {"since": f"{BEFORE:%Y%m%dT%H%M%SZ}", "until": f"{UNTIL:%Y%m%dT%H%M%SZ}"}
        headers = {**ANNS, "Depth": "1", "Content-Type": "application/xml"}
        told = server.open("/ann/dates/", method="REPORT", data=QUERY.format(**times), headers=headers)
        assert told.status_code == 207, told.text
        tree = ElementTree.fromstring(told.text)
        found = [each.text or "" for each in tree.iter("{urn:ietf:params:xml:ns:caldav}calendar-data")]
        events = [event for text in found for event in Calendar.from_ical(text).events]
        return sorted((each.start, each.end) for each in events if each["STATUS"] != "CANCELLED")

    return keep


def _by_uid(file: bytes) -> dict[str, bytes]:
    """Each event with its dates by itself, as calendar programs put them, and without the METHOD (RFC 4791 4.1)."""
    text = file.decode().replace("\r\n ", "")
    head, zones = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//Program//EN\r\n", _parts(text, "VTIMEZONE")
    found: dict[str, str] = {}
    for event in _parts(text, "VEVENT"):
        uid = re.findall(r"\r\nUID:(\S+)", event)[0]
        found[uid] = found.get(uid, "") + event
    return {uid: f"{head}{''.join(zones)}{events}END:VCALENDAR\r\n".encode() for uid, events in found.items()}


def _parts(text: str, name: str) -> list[str]:
    return re.findall(rf"BEGIN:{name}\r\n.*?END:{name}\r\n", text, re.DOTALL)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Havana"])
@pytest.mark.parametrize("what", ["file", "feed", "meetings"])
def test_a_server_finds_the_dates_of_a_series(
    session: Session,  # noqa: F811
    keep: Callable[..., Dates],
    zone: str,
    what: str,
) -> None:
    evening = Evening(
        session, starts_at="2026-10-01T19:00", timezone=zone, repeat="FREQ=WEEKLY", skipped=["2026-10-15"]
    )
    it = told("", eventful(evening))
    event, how = it.evening.event, {"organizer": HANA, "attendee": ANN, "has_video": True}
    plans = occurrences.plans_of(event)
    files = {
        "file": [calendar_file(event, event.rooms, LINKS)],
        "feed": [it.feed],
        "meetings": [meeting(event, event.rooms, LINKS, uid=each.uid, **how)[1] for each in plans],  # type: ignore[arg-type]
    }
    assert keep(*files[what]) == it.dates


def test_a_server_takes_single_dates(session: Session, keep: Callable[..., Dates]) -> None:  # noqa: F811
    evening = eventful(Evening(session, starts_at="2026-10-01T19:00", repeat="FREQ=WEEKLY"))
    dates = [occurrences.of(room(evening, day)) for day in ("2026-10-22", "2026-11-19")]
    entries, words = spoken(evening.event, evening.event.rooms, LINKS, has_video=True, only=[date(2027, 3, 18)])
    found = keep(*(date_file(each, LINKS) for each in dates), feed("Ann's", [(each, words) for each in entries]))
    assert found[:2] == [(each.starts_at_utc, each.ends_at_utc) for each in dates]
    assert len(found) == 3
