"""A catalogue is all a language needs: pages, refusals, dates and scripts take it up."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

from eventkit.app import create_app
from eventkit.config import Config
from eventkit.domain.errors import NotAllowed
from eventkit.words import explain
from tests.people import plan

GERMAN = {
    "Plan an event": "Einen Abend planen",
    "Book club": "Buchclub",
    "Only the host may do this. If that is you, open your secret host link first.": "Das darf nur, wer einlädt.",
    "This is too long: at most %(max_length)s characters.": "Das ist zu lang: höchstens %(max_length)s Zeichen.",
    "Your word": "Dein Wort",
}


@pytest.fixture
def german(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    catalogue = Catalog(locale="de")
    for message, translated in GERMAN.items():
        catalogue.add(message, translated)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    folder = tmp_path / "translations" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.mo").write_bytes(compiled.getvalue())
    monkeypatch.setattr("eventkit.words.TRANSLATIONS", tmp_path / "translations")
    return create_app(config)


def test_a_browser_that_asks_for_german_gets_german(german: Flask) -> None:
    client = german.test_client()
    code = client.post("/api/v1/events", json=plan()).json["code"]  # type: ignore[index]
    in_german, in_english = (
        client.get(f"/e/{code}", headers={"Accept-Language": language}).text for language in ("de", "fr")
    )
    assert 'lang="de"' in in_german
    assert "Buchclub" in in_german
    assert "Donnerstag, 3. Dezember 2026" in in_german
    assert 'lang="en"' in in_english
    assert "Book club" in in_english


def test_english_dates_are_written_as_the_reader_writes_them(german: Flask) -> None:
    client = german.test_client()
    code = client.post("/api/v1/events", json=plan()).json["code"]  # type: ignore[index]
    for language, date in (("en-US,en;q=0.9", "December 3, 2026"), ("en-GB,en;q=0.9", "3 December 2026")):
        assert date in client.get(f"/e/{code}", headers={"Accept-Language": language}).text


def test_refusals_speak_it_with_their_figures(german: Flask) -> None:
    client = german.test_client()
    refused = client.post("/api/v1/events", json=plan(title="x" * 201), headers={"Accept-Language": "de-AT,de;q=0.9"})
    assert refused.json["errors"] == [{"field": "title", "message": "Das ist zu lang: höchstens 200 Zeichen."}]  # type: ignore[index]


def test_refusals_on_a_socket_speak_it_too(german: Flask) -> None:
    assert explain(NotAllowed(), app=german, locale="de") == "Das darf nur, wer einlädt."
    assert explain(NotAllowed(), app=german, locale="en").startswith("Only the host may do this.")


def test_the_scripts_of_the_room_are_given_it(german: Flask) -> None:
    client = german.test_client()
    code = client.post("/api/v1/events", json=plan()).json["code"]  # type: ignore[index]
    assert "Dein Wort" in client.get(f"/e/{code}/room", headers={"Accept-Language": "de"}).text
