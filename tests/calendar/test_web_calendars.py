"""Links into web calendars: the right moment, nothing lost that leads somewhere, and never too long."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventkit.calendar.publication import Entry, Words
from eventkit.calendar.web_calendars import LONGEST, links

CALL, PAGE = "https://call.test/a?b=c&d=ü", "https://events.test/e/K7QM4XWD"
NAMES = ["Google", "Outlook.com", "Office 365", "Yahoo"]


def entry(**changes: Any) -> Entry:
    made = datetime(2026, 11, 1, tzinfo=UTC)
    fields: dict[str, Any] = {
        "uid": "1@events.test", "title": "Book club", "starts_at": datetime.fromisoformat("2027-03-28T19:00"),
        "timezone": "Europe/Berlin", "duration_minutes": 90, "page_url": PAGE, "video_url": CALL,
        "description": "Read *Emma* + 100 %", "host_name": "Hana", "cancelled": False, "sequence": 0,
        "created_at": made, "updated_at": made,
    }  # fmt: skip
    return Entry(**{**fields, **changes})


def asked(entry: Entry) -> dict[str, dict[str, str]]:
    return {
        name: {key: values[0] for key, values in parse_qs(urlsplit(link).query, strict_parsing=True).items()}
        for name, link in links(entry, Words())
    }


def test_each_calendar_is_told_the_same_moment_on_the_day_the_clocks_change() -> None:
    found = asked(entry())
    assert list(found) == NAMES
    assert found["Google"]["dates"] == "20270328T170000Z/20270328T183000Z"
    assert found["Google"]["ctz"] == "Europe/Berlin"
    for name in ("Outlook.com", "Office 365"):
        assert (found[name]["startdt"], found[name]["enddt"]) == ("2027-03-28T17:00:00Z", "2027-03-28T18:30:00Z")
    assert (found["Yahoo"]["st"], found["Yahoo"]["et"]) == ("20270328T170000Z", "20270328T183000Z")


def test_texts_arrive_as_they_are_with_the_call_as_the_place() -> None:
    found = asked(entry(title="Tea & toast + jam"))
    for name, title, details, place in (
        ("Google", "text", "details", "location"), ("Outlook.com", "subject", "body", "location"),
        ("Office 365", "subject", "body", "location"), ("Yahoo", "title", "desc", "in_loc"),
    ):  # fmt: skip
        assert found[name][title] == "Tea & toast + jam"
        assert found[name][place] == CALL
        assert "Read *Emma* + 100 %" in found[name][details]
        assert PAGE in found[name][details]
    for _, link in links(entry(title="Tea & toast"), Words()):
        assert "+" not in link


def test_without_a_call_the_page_is_the_place() -> None:
    assert asked(entry(video_url=None))["Google"]["location"] == PAGE


@pytest.mark.parametrize("description", ["long " * 1000, "\n".join(["a line"] * 500), "👩‍👩‍👧" * 500])
def test_a_long_description_is_cut_and_its_links_stay(description: str) -> None:
    for name, link in links(entry(description=description), Words()):
        assert len(link) <= LONGEST, name
    for name, told in asked(entry(description=description)).items():
        assert PAGE in told.get("details", told.get("body", told.get("desc", ""))), name


@given(title=st.text(min_size=1, max_size=200), description=st.text(max_size=3000))
def test_any_text_makes_a_link_that_can_be_read_back(title: str, description: str) -> None:
    for _, link in links(entry(title=title, description=description), Words()):
        assert len(link) <= LONGEST
        assert link.isascii()
        assert parse_qs(urlsplit(link).query, strict_parsing=True)
