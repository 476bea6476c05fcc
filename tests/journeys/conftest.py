"""A Chromium for all journeys, and a browser of their own for everybody in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browsers import ARGUMENTS, LAPTOP, PHONE, STAGE, Person, Shelf, executable
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


@pytest.fixture(scope="package")
def shelf(chromium: Browser, server: Server) -> Shelf:
    return Shelf(chromium, server.url)


@pytest.fixture
def arrive(chromium: Browser, shelf: Shelf, server: Server) -> Iterator[Callable[..., Person]]:
    """Somebody comes, with a phone unless said otherwise. In the end nothing may have happened that must not.

    Their browser may have fetched our files before; one that is to be tampered with, or has to fetch them itself, is
    `brand_new`.
    """
    lent: list[Person] = []
    own: list[Person] = []

    def come(device: dict[str, Any] = PHONE, *, at: Server = server, brand_new: bool = False, **options: Any) -> Person:
        if brand_new or at is not server:
            person = Person(chromium, at.url, **device, **options)
            own.append(person)
        else:
            person = shelf.lend(**device, **options)
            lent.append(person)
        person.context.set_default_timeout(PATIENCE_MS)
        return person

    yield come
    for person in own:
        person.context.close()
    problems = [problem for person in own for problem in person.diary.problems]
    for person in lent:
        problems += person.go()
        shelf.take_back(person)
    assert problems == []


@pytest.fixture(scope="module")
def browsers(shelf: Shelf) -> Iterator[dict[str, Person]]:
    """One browser each for all tests of a file."""
    devices = {"Hana": LAPTOP, "stage": STAGE, "Gus": PHONE, "Ivy": PHONE}
    people = {name: shelf.lend(**device) for name, device in devices.items()}
    yield people
    for person in people.values():
        person.go()
        shelf.take_back(person)


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
