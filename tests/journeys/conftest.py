"""A Chromium for all journeys, and a browser of their own for everybody in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browsers import ARGUMENTS, LAPTOP, PHONE, STAGE, Person, executable
from tests.conftest import unavailable
from tests.journeys.audits import Audit
from tests.servers import Server

HERE = Path(__file__).parent
PATIENCE_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = executable()
    if path is None:
        unavailable("Chromium", FileNotFoundError("no chromium or google-chrome on the PATH"))
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def arrive(chromium: Browser, server: Server) -> Iterator[Callable[..., Person]]:
    """Somebody comes, with a phone unless said otherwise. In the end nothing may have happened that must not."""
    people: list[Person] = []

    def come(device: dict[str, Any] = PHONE, *, at: Server = server, **options: Any) -> Person:
        person = Person(chromium, at.url, **device, **options)
        person.context.set_default_timeout(PATIENCE_MS)
        people.append(person)
        return person

    yield come
    for person in people:
        person.context.close()
    assert [problem for person in people for problem in person.diary.problems] == []


@pytest.fixture(scope="module")
def browsers(chromium: Browser, server: Server) -> Iterator[dict[str, Person]]:
    """One browser each for all tests of a file: scripts that are there already need not be fetched again."""
    devices = {"Hana": LAPTOP, "stage": STAGE, "Gus": PHONE, "Ivy": PHONE}
    people = {name: Person(chromium, server.url, **device) for name, device in devices.items()}
    yield people
    for person in people.values():
        person.context.close()


@pytest.fixture
def screens(browsers: dict[str, Person]) -> Iterator[dict[str, Person]]:
    """Their browsers. In the end nothing may have happened that must not."""
    yield browsers
    problems = [problem for person in browsers.values() for problem in person.diary.problems]
    for person in browsers.values():
        person.diary.problems.clear()
    assert problems == []


@pytest.fixture
def audit() -> Iterator[Audit]:
    audit = Audit()
    yield audit
    if audit.problems:
        pytest.fail("\n".join(audit.problems), pytrace=False)
