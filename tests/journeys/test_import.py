"""Bringing a calendar with a mouse: drop a file, look at what was understood, create."""

from __future__ import annotations

import base64
from collections.abc import Callable

from playwright.sync_api import Page, expect

from eventkit.config import ROOT
from tests.browsers import LAPTOP, PHONE, Person
from tests.calendar.calendars import calendar, event
from tests.journeys.audits import PAGE_SIZES, Audit

Arrive = Callable[..., Person]
WEEKLY = ROOT / "tests" / "ics" / "google-weekly.ics"
DROP = """({ name, content }) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type: "text/calendar" }));
  const form = document.querySelector("[data-drop]");
  for (const kind of ["dragover", "drop"]) {
    form.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


def drop(page: Page, name: str, content: bytes) -> None:
    page.evaluate(DROP, {"name": name, "content": base64.b64encode(content).decode()})


def test_a_dropped_calendar_becomes_an_event(arrive: Arrive, audit: Audit) -> None:
    hana = arrive(LAPTOP).page
    hana.goto("/import")
    audit.look(hana, "import")
    drop(hana, "hana.ics", WEEKLY.read_bytes())
    hana.get_by_role("button", name="Look at it").click()
    expect(hana.get_by_role("heading", level=1)).to_have_text("One event was understood")
    audit.look(hana, "import, what was understood")
    hana.get_by_role("button", name="Create what is chosen").click()
    expect(hana.get_by_role("link", name="Your name: This is needed.")).to_be_visible()
    audit.look(hana, "import, a name is needed", PAGE_SIZES[:1])
    hana.get_by_label("Your name").fill("Hana")
    hana.get_by_role("button", name="Create what is chosen").click()
    expect(hana.get_by_role("heading", name="Keep this link: it is shown only once")).to_be_visible()
    hana.goto("/import")
    drop(hana, "hana.ics", WEEKLY.read_bytes())
    hana.get_by_role("button", name="Look at it").click()
    expect(hana.get_by_text("You have this event already")).to_be_visible()
    audit.look(hana, "import, an update", PAGE_SIZES[:1])


def test_several_events_in_the_zone_of_the_browser(arrive: Arrive, audit: Audit) -> None:
    ivy = arrive(PHONE).page
    ivy.goto("/import")
    raw = calendar(
        event(
            "no line", "DESCRIPTION:Bring tea.", "URL:https://zoom.us/j/1", uid="a", starts="DTSTART:20361203T190000"
        ),
        event("STATUS:CANCELLED", "DESCRIPTION:Bring tea.", uid="b"),
        event(uid="c", starts="DTSTART;VALUE=DATE:20361204"),
    )
    ivy.get_by_label("Or paste it").fill(raw.decode())
    ivy.get_by_role("button", name="Look at it").click()
    expect(ivy.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    audit.look(ivy, "import, several")
    ivy.get_by_label("Your name").fill("Ivy")
    ivy.get_by_role("button", name="Create what is chosen").click()
    expect(ivy.get_by_role("heading", level=1)).to_have_text("2 events are here")
    expect(ivy.get_by_role("button", name="Copy host link")).to_have_count(2)
    audit.look(ivy, "import, made")
