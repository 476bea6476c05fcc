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

    def read(files: Iterable[bytes]) -> list[dict[str, Any]]:
        lines = "".join(json.dumps(file.decode()) + "\n" for file in files)
        process = subprocess.run(
            [node, str(HERE / "read_with_icaljs.mjs")],
            input=lines,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert process.returncode == 0, process.stderr
        events = [json.loads(line) for line in process.stdout.splitlines()]
        for event in events:
            event["starts"] = datetime.fromisoformat(event["starts"])
            event["ends"] = datetime.fromisoformat(event["ends"])
        return events

    return read
