"""The picture that goes with a link: what it tells, in which language, and that no title can spoil it."""

from __future__ import annotations

import io
import re

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from eventkit.domain.activities import themes
from eventkit.domain.basics.colours import as_hex
from eventkit.domain.planning import entrances
from eventkit.domain.records import occurrences
from eventkit.edge import Edge
from eventkit.web.lettering import FONTS, Case, Type
from eventkit.web.previews import Preview, preview_of
from tests.people import Host, plan
from tests.servers import Server

HOSTILE = {
    "right to left": "מועדון קריאה \u202eבערב 2026",
    "control characters": "a\u0007b\u009f\u2028c",
    "a tower of accents": "Z" + "\u0300\u0316\u0488" * 60,
    "one long word": "w" * 200,
    "many words": "and so on " * 20,
    "emoji": "🎉👩‍👩‍👧🏳️‍🌈",
    "ideographs": "今日の本",
    "nothing but dots": "… . …",
}


def code_of(client: FlaskClient, **changes: object) -> str:
    return str(client.post("/api/v1/events", json=plan(**changes)).json["code"])  # type: ignore[index]


def picture(client: FlaskClient, code: str) -> Image.Image:
    answer = client.get(f"/e/{code}/preview.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    return Image.open(io.BytesIO(answer.data)).convert("RGB")


def preview(app: Flask, edge: Edge, code: str) -> Preview:
    with app.test_request_context(), edge.store.reading() as session:
        return preview_of(occurrences.of(entrances.find(session, code)))


def test_it_is_as_large_as_it_is_asked_for_and_of_the_themes_colour(client: FlaskClient) -> None:
    drawn = picture(client, code_of(client))
    assert drawn.size == (1200, 630)
    ground = as_hex(themes.get("book-club").palette.ground)
    assert "#{:02x}{:02x}{:02x}".format(*drawn.getpixel((5, 5))) == ground  # type: ignore[misc]


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_no_title_spoils_it(client: FlaskClient, title: str) -> None:
    drawn = picture(client, code_of(client, title=title))
    ground = drawn.getpixel((5, 5))
    edges = [(0, 0, 60, 630), (0, 0, 1200, 60), (0, 600, 1200, 630)]
    assert all(drawn.crop(edge).getcolors() == [(edge_size(edge), ground)] for edge in edges)


def edge_size(box: tuple[int, int, int, int]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize("title", ["今日の本", "🎉", "… . …"])
def test_a_title_that_cannot_be_drawn_gives_way_to_the_name_of_the_theme(client: FlaskClient, title: str) -> None:
    assert picture(client, code_of(client, title=title)) == picture(client, code_of(client, title="Book club"))


def test_it_speaks_the_language_and_keeps_the_clock_of_the_event(client: FlaskClient, app: Flask, edge: Edge) -> None:
    told = preview(app, edge, code_of(client, language="de"))
    assert (told.kind, told.day, told.hour) == ("Buchclub", "Donnerstag, 3. Dezember 2026", "19:00 in Berlin")
    assert "Hana" in told.host
    assert preview(app, edge, code_of(client, language="xx")).kind == "Book club"


def test_a_cancelled_event_says_so(client: FlaskClient, app: Flask, edge: Edge) -> None:
    made = client.post("/api/v1/events", json=plan()).json
    before = picture(client, made["code"])  # type: ignore[index]
    client.delete(
        f"/api/v1/events/{made['code']}",  # type: ignore[index]
        headers={"Authorization": f"Bearer {made['host_token']}"},  # type: ignore[index]
    )
    assert picture(client, made["code"]) != before  # type: ignore[index]
    assert preview(app, edge, made["code"]).description.startswith("Cancelled · ")  # type: ignore[index]


def test_it_is_sent_once_and_then_only_when_it_changed(client: FlaskClient) -> None:
    code = code_of(client)
    first = client.get(f"/e/{code}/preview.png")
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    again = client.get(f"/e/{code}/preview.png", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/e/ZZZZZZZZ/preview.png").status_code == 404


def test_a_server_draws_it_beside_what_else_it_does(server: Server) -> None:
    hana = Host(server.url)
    drawn = requests.get(f"{server.url}/e/{hana.code}/preview.png", timeout=10)
    assert Image.open(io.BytesIO(drawn.content)).size == (1200, 630)


def test_the_page_names_it_by_its_public_address(client: FlaskClient) -> None:
    code = code_of(client, title='Tea & "cake"')
    page = client.get(f"/e/{code}", headers={"Host": "evil.example"}).text
    told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))
    assert told["og:url"] == f"http://127.0.0.1:5000/e/{code}"
    assert told["og:image"].startswith(f"http://127.0.0.1:5000/e/{code}/preview.png?")
    assert told["og:title"] == "Tea &amp; &#34;cake&#34;"
    assert told["twitter:card"] == "summary_large_image"
    assert told["og:description"] == told["description"]
    assert "Hana invites you." in told["description"]


@pytest.mark.parametrize("words", ["Thursday", "Łódź", "Tiếng Việt", "Библиотека", "Ђорђе", "βιβλίο"])
def test_letters_of_many_alphabets_are_there(words: str) -> None:
    assert "".join(letter.text for letter in Case().spelt(words)) == words
    assert len(FONTS) == len(set(FONTS))


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_line_is_never_too_wide(title: str) -> None:
    line, type = Case().spelt(title), Type(46)
    assert all(type.width(each) <= 300 for each in type.broken(line, 300))
    assert type.width(type.cut(line, 300)) <= 300
