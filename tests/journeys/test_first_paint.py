"""An invitation is opened on a phone, on a train: what it costs until it stands there, and that it stands still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
from playwright.sync_api import Route

from tests.browsers import PHONE, Person
from tests.journeys.test_accessibility import DETAILS
from tests.people import Host, until
from tests.servers import Server

Arrive = Callable[..., Person]

MOST_BYTES = 60 * 1024
SHIFTS = """() => new Promise((resume) => {
  let sum = 0;
  const note = (list) => list.getEntries().forEach((entry) => (sum += entry.value));
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resume(sum), 300);
})"""
IS_PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
BLOCKING = """() => [...document.querySelectorAll(
  'link[rel~="stylesheet"], head script:not([type="module"], [type="importmap"], [async], [defer]), style:not([nonce])'
)].map((element) => element.outerHTML)"""


@pytest.fixture
def hana(server: Server) -> Host:
    details = DETAILS["book-club"]
    return Host(server.url, details=details, dress_code="Hats", description="Bring a cup.", video_url="auto")


def test_the_event_page_is_light(arrive: Arrive, server: Server, hana: Host) -> None:
    asked: list[str] = []
    page = arrive(PHONE, brand_new=True).page
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/e/{hana.code}", wait_until="networkidle")
    sizes = {url: transferred(url) for url in asked if not url.startswith("data:")}
    assert any(url.endswith(".woff2") for url in sizes)
    assert any(url.endswith(".svg") for url in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def transferred(url: str) -> int:
    """Head and body as they go over the wire, with brotli."""
    answer = requests.get(url, headers={"Accept-Encoding": "br"}, stream=True, timeout=10)
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    return head + len(answer.raw.read(decode_content=False))


def test_the_document_alone_is_painted(arrive: Arrive, hana: Host) -> None:
    gus = arrive(PHONE, brand_new=True)
    gus.context.route(lambda url: f"/e/{hana.code}" not in url, lambda _route: None)  # nothing else ever comes
    gus.page.goto(f"/e/{hana.code}", wait_until="commit")
    until(lambda: gus.page.evaluate(IS_PAINTED))
    assert gus.page.evaluate(BLOCKING) == []
    ground = gus.page.locator(".hero").evaluate("(hero) => getComputedStyle(hero).backgroundColor")
    assert ground == "oklch(0.35 0.062 160)"


@pytest.mark.parametrize("title", ["Thursday book club", "Midsummer night with cake and too many candles", "Tea"])
def test_nothing_moves_when_the_font_arrives(arrive: Arrive, server: Server, title: str) -> None:
    hana = Host(server.url, title=title)
    gus = arrive(PHONE, brand_new=True)
    waiting: list[Route] = []
    gus.context.route("**/*.woff2", lambda route: waiting.append(route))
    gus.page.goto(f"/e/{hana.code}", wait_until="commit")
    until(lambda: gus.page.evaluate(IS_PAINTED))
    gus.page.wait_for_timeout(200)
    for route in waiting:
        route.continue_()
    gus.page.evaluate("document.fonts.ready")
    assert gus.page.evaluate("document.fonts.check('600 16px Fraunces')")
    shift: Any = gus.page.evaluate(SHIFTS)
    assert shift < 0.01
