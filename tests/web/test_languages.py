"""Pages, refusals, dates, decks and scripts speak the reader's language; what an event keeps speaks its own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventkit.domain.activities import themes
from eventkit.domain.basics.errors import NotAllowed
from eventkit.words import explain
from tests.people import plan


def code_of(client: FlaskClient, **changes: object) -> str:
    return str(client.post("/api/v1/events", json=plan(**changes)).json["code"])  # type: ignore[index]


@pytest.mark.parametrize(
    ("asked", "language", "kind", "date"),
    [
        ("de-AT,de;q=0.9", "de", "Buchclub", "Donnerstag, 3. Dezember 2026"),
        ("es-MX,es;q=0.9", "es", "Club de lectura", "jueves, 3 de diciembre de 2026"),
        ("fr", "en", "Book club", "December 3, 2026"),
        ("en-US,en;q=0.9", "en", "Book club", "December 3, 2026"),
        ("en-GB,en;q=0.9", "en-GB", "Book club", "3 December 2026"),
    ],
)
def test_a_page_speaks_what_the_browser_asks_for(
    client: FlaskClient, asked: str, language: str, kind: str, date: str
) -> None:
    page = client.get(f"/e/{code_of(client)}", headers={"Accept-Language": asked}).text
    assert f'lang="{language}"' in page
    assert kind in page
    assert date in page


def test_a_language_that_was_chosen_stays_and_leads_back_to_the_page(client: FlaskClient) -> None:
    page = f"/e/{code_of(client)}"
    chosen = client.post("/language", data={"language": "de", "back": page})
    assert chosen.headers["Location"] == page
    assert 'lang="de"' in client.get(page, headers={"Accept-Language": "es"}).text


@pytest.mark.parametrize("back", ["https://elsewhere.test/x", "//elsewhere.test/x", "javascript:alert(1)"])
def test_choosing_a_language_leads_nowhere_else(client: FlaskClient, back: str) -> None:
    location = client.post("/language", data={"language": "de", "back": back}).headers["Location"]
    assert location.startswith("/")
    assert not location.startswith("//")


def test_a_language_that_is_not_there_changes_nothing(client: FlaskClient) -> None:
    client.post("/language", data={"language": "xx", "back": "/"})
    assert 'lang="en"' in client.get("/").text


def test_refusals_speak_it_with_their_figures(client: FlaskClient) -> None:
    refused = client.post("/api/v1/events", json=plan(title="x" * 201), headers={"Accept-Language": "de"})
    (error,) = refused.json["errors"]  # type: ignore[index]
    assert error["field"] == "title"
    assert "200 Zeichen" in error["message"]


def test_refusals_on_a_socket_speak_it_too(app: Flask) -> None:
    assert "Gastgeber" in explain(NotAllowed(), app=app, locale="de")
    assert explain(NotAllowed(), app=app, locale="en").startswith("Only the host may do this.")


def test_the_scripts_of_the_room_are_given_their_texts_and_no_others(client: FlaskClient) -> None:
    code = code_of(client)
    room = client.get(f"/e/{code}/room", headers={"Accept-Language": "de"}).text
    assert '"Your word": "Dein Wort"' in room
    assert "Which spice" not in room


def test_the_calendar_file_speaks_the_language_of_its_event(client: FlaskClient) -> None:
    code = code_of(client, language="de")
    for path in (f"/e/{code}.ics", f"/e/{code}/on/2026-12-03.ics"):
        assert "Es lädt ein" in client.get(path, headers={"Accept-Language": "es"}).text


def test_the_decks_of_an_event_speak_its_language(client: FlaskClient) -> None:
    made = client.post("/api/v1/events", json=plan(language="de")).json
    cards = next(each["config"]["cards"] for each in made["activities"] if each["kind"] == "prompt")  # type: ignore[index]
    assert set(cards) <= {card for deck in themes.get("book-club", "de").decks.values() for card in deck}
    assert not set(cards) & {card for deck in themes.get("book-club").decks.values() for card in deck}
