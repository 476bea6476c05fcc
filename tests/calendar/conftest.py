"""Hana's evening as a calendar gets it, and other people's calendars to read it with."""

import json
import subprocess
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from eventkit.calendar.publication import Entry

HERE = Path(__file__).parent

EVENING: dict[str, Any] = {
    "uid": "0190c1a2@events.example",
    "title": "The Left Hand of Darkness",
    "starts_at": datetime(2026, 12, 3, 19, 0),  # noqa: DTZ001 - a wall clock
    "timezone": "Europe/Berlin",
    "duration_minutes": 90,
    "page_url": "https://events.example/e/K7PQ2M",
    "video_url": "https://meet.example/left-hand",
    "description": "Dress code: something warm\nReading list: chapters 1 to 5",
    "host_name": "Hana",
    "cancelled": False,
    "sequence": 0,
    "created_at": datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
    "updated_at": datetime(2026, 11, 21, 9, 45, tzinfo=UTC),
    "category": "Book club",
}


@pytest.fixture(scope="session")
def evening() -> Callable[..., Entry]:
    """Hana's book club, with anything about it changed."""
    return lambda **changed: Entry(**(EVENING | changed))


@pytest.fixture(scope="session")
def read_with_icaljs(node: str) -> Callable[[Iterable[bytes]], list[dict[str, Any]]]:
    """Reads many files in one process; `starts` and `ends` come back as aware datetimes."""
    return lambda files: [_with_times(json.loads(line)) for line in _icaljs(node, files)]


@pytest.fixture(scope="session")
def dates_by_icaljs(node: str) -> Callable[[Iterable[bytes], datetime], list[list[dict[str, Any]]]]:
    """Of each file all that takes place before a moment, the dates of a series one by one."""

    def read(files: Iterable[bytes], until: datetime) -> list[list[dict[str, Any]]]:
        return [[_with_times(each) for each in json.loads(line)] for line in _icaljs(node, files, until.isoformat())]

    return read


def _icaljs(node: str, files: Iterable[bytes], *arguments: str) -> list[str]:
    process = subprocess.run(
        [node, str(HERE / "read_with_icaljs.mjs"), *arguments],
        input="".join(json.dumps(file.decode()) + "\n" for file in files),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout.splitlines()


def _with_times(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, **{name: datetime.fromisoformat(event[name]) for name in ("starts", "ends")}}
