"""The settings of every kind can be changed in the console, and saving them as they are changes nothing."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browsers import Person
from tests.journeys.test_every_kind import KINDS
from tests.people import Host
from tests.servers import Server


def test_settings_that_are_saved_as_they_are_stay_as_they_are(screens: dict[str, Person], server: Server) -> None:
    hana = Host(server.url, activities=[])
    for kind in KINDS:
        hana.add({"kind": kind.slug, "title": f"A {kind.slug} before", "config": kind.config}, opened=False)

    def settings() -> dict[str, Any]:
        return {each["kind"]: each["config"] for each in hana.call("GET").json()["activities"]}

    before = settings()
    console = screens["Hana"].host(hana.code, hana.token).page
    form = console.get_by_role("form", name="Edit")
    for kind in KINDS:
        console.get_by_role("radio", name=f"A {kind.slug} before").check()
        expect(console.get_by_role("heading", name=f"A {kind.slug} before")).to_be_visible()
        console.get_by_role("button", name="Edit").click()
        form.get_by_role("textbox", name="Title").fill(f"A {kind.slug} afterwards")
        form.get_by_role("button", name="Save").click()
        expect(console.get_by_role("heading", name=f"A {kind.slug} afterwards")).to_be_visible()
    assert settings() == before
