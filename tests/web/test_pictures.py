"""Pictures: checked, made small, stripped, and handed out by an address nobody can guess."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from tests.people import plan


@pytest.fixture
def hana(client: FlaskClient) -> tuple[str, dict[str, str]]:
    """The code of Hana's event, and what she shows to be known."""
    made = client.post("/api/v1/events", json=plan()).json
    return made["code"], {"Authorization": f"Bearer {made['host_token']}"}


def picture(media_type: str = "PNG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, media_type, **options)
    return out.getvalue()


def bomb() -> bytes:
    """A small PNG that says it is 60,000 pixels wide and high."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("media_type", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_can_be_seen_by_its_address(
    client: FlaskClient, hana: tuple[str, dict[str, str]], media_type: str
) -> None:
    code, key = hana
    kept = client.post(f"/api/v1/events/{code}/pictures", data=picture(media_type), headers=key)
    assert kept.status_code == 201
    seen = client.get(kept.json["url"])
    assert (seen.status_code, seen.mimetype) == (200, "image/webp")
    assert "immutable" in seen.headers["Cache-Control"]
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(seen.data)).size == (40, 30)


def test_a_large_picture_is_made_smaller_and_says_nothing_of_where_it_was_taken(
    client: FlaskClient, hana: tuple[str, dict[str, str]]
) -> None:
    code, key = hana
    exif = Image.Exif()
    exif[0x010E] = "Hana's kitchen"
    data = picture("JPEG", (3000, 1000), exif=exif)
    assert b"Hana's kitchen" in data
    url = client.post(f"/api/v1/events/{code}/pictures", data=data, headers=key).json["url"]
    seen = client.get(url).data
    assert Image.open(io.BytesIO(seen)).size == (1600, 533)
    assert b"kitchen" not in seen


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"<svg onload='alert(1)'/>", picture()[:60], bomb(), b"%PDF-1.7"], ids=repr
)
def test_what_is_no_picture_is_refused(client: FlaskClient, hana: tuple[str, dict[str, str]], data: bytes) -> None:
    code, key = hana
    refused = client.post(f"/api/v1/events/{code}/pictures", data=data, headers=key)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["field"] == "picture"


def test_a_picture_of_more_than_a_megabyte_is_refused(client: FlaskClient, hana: tuple[str, dict[str, str]]) -> None:
    code, key = hana
    assert client.post(f"/api/v1/events/{code}/pictures", data=b"x" * 1_100_000, headers=key).status_code == 413


def test_strangers_do_not_upload(app: Flask, hana: tuple[str, dict[str, str]]) -> None:
    code, _ = hana
    stranger = app.test_client()
    assert stranger.post(f"/api/v1/events/{code}/pictures", data=picture()).status_code == 401
    refused = stranger.post(f"/e/{code}/pictures", data=picture(), headers={"Accept": "application/json"})
    assert refused.status_code in (401, 403)
    assert refused.json["detail"]
    assert stranger.get("/pictures/nobody-has-this-address").status_code == 404


def guest_of(client: FlaskClient, code: str, name: str = "Gus") -> dict[str, str]:
    joined = client.post(f"/api/v1/events/{code}/replies", json={"name": name, "answer": "yes"}).json
    return {"Authorization": f"Bearer {joined['guest_token']}"}


def test_a_guest_uploads_and_keeps_the_newest_ten(client: FlaskClient, hana: tuple[str, dict[str, str]]) -> None:
    code, host = hana
    gus = guest_of(client, code)
    upload = lambda key: client.post(f"/api/v1/events/{code}/pictures", data=picture(), headers=key).json["url"]
    of_hana, of_gus = upload(host), [upload(gus) for _ in range(11)]
    assert [client.get(url).status_code for url in (of_hana, *of_gus)] == [200, 404, *[200] * 10]


def test_a_guest_of_another_event_does_not_upload(client: FlaskClient, hana: tuple[str, dict[str, str]]) -> None:
    elsewhere = client.post("/api/v1/events", json=plan()).json["code"]
    refused = client.post(f"/api/v1/events/{hana[0]}/pictures", data=picture(), headers=guest_of(client, elsewhere))
    assert refused.status_code in (401, 403)


def test_a_quiz_takes_pictures_of_this_instance_alone(client: FlaskClient, hana: tuple[str, dict[str, str]]) -> None:
    code, key = hana
    url = client.post(f"/api/v1/events/{code}/pictures", data=picture(), headers=key).json["url"]

    def quiz(address: str) -> dict[str, object]:
        question = {"text": "What is this?", "options": ["Teal", "Plum"], "correct": "Teal", "picture": address}
        return {"kind": "quiz", "title": "Colours", "config": {"questions": [question]}}

    made = client.post(f"/api/v1/events/{code}/activities", json=quiz(f"http://127.0.0.1:5000{url}"), headers=key)
    assert made.status_code == 201
    assert made.json["config"]["questions"][0]["picture"] == url
    for address in ("https://evil.example/track.png", "javascript:alert(1)", "/static/x.png", "/pictures/../e"):
        assert client.post(f"/api/v1/events/{code}/activities", json=quiz(address), headers=key).status_code == 422
