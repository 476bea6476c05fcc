"""Texts go compressed, pictures as they are, and static files are kept for a year."""

from __future__ import annotations

import gzip
import re

import brotli
import pytest
import requests
from flask.testing import FlaskClient

from tests.people import Host, plan
from tests.servers import Server

UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress}
TOKEN = re.compile(rb'name="csrf_token" value="[^"]*"')
"""Another one in each page."""
every_encoding = pytest.mark.parametrize("encoding", UNPACKED)


@every_encoding
@pytest.mark.parametrize("path", ["/api/docs", "/openapi.json", "/themes.css", "/new"])
def test_a_text_comes_compressed_and_is_the_same(client: FlaskClient, path: str, encoding: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert len(packed.data) < len(plain.data) / 2
    unpacked = UNPACKED[encoding](packed.data)
    assert len(unpacked) == len(plain.data)
    assert TOKEN.sub(b"", unpacked) == TOKEN.sub(b"", plain.data)


def static(client: FlaskClient, name: str) -> str:
    return f"{client.application.static_url_path}/{name}"


@every_encoding
def test_a_static_file_is_kept_for_a_year_and_asked_for_no_more(client: FlaskClient, encoding: str) -> None:
    path = static(client, "css/tokens.css")
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": encoding})
    assert UNPACKED[encoding](packed.data) == plain.data
    for answer in (plain, packed):
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for answer in (plain, packed):
        asked = {"Accept-Encoding": encoding, "If-None-Match": answer.headers["ETag"]}
        again = client.get(path, headers=asked)
        assert (again.status_code, again.data, "Accept-Encoding" in again.headers["Vary"]) == (304, b"", True)


def test_a_file_under_an_earlier_address_is_not_kept(client: FlaskClient) -> None:
    earlier = client.get("/static/0123456789ab/css/tokens.css", headers={"Accept-Encoding": "br"})
    assert earlier.headers["Cache-Control"] == "no-cache"
    assert earlier.headers["Content-Encoding"] == "br"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.2, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("zstd", None),
    ],
)
def test_the_browser_says_what_it_can_read(client: FlaskClient, asked: str, given: str | None) -> None:
    assert client.get("/", headers={"Accept-Encoding": asked}).headers.get("Content-Encoding") == given


@pytest.mark.parametrize("name", ["lib/fraunces-latin-600-normal.woff2"])
def test_what_is_packed_already_is_left_alone(client: FlaskClient, name: str) -> None:
    code = client.post("/api/v1/events", json=plan()).json["code"]  # type: ignore[index]
    for path in (static(client, name), f"/e/{code}/preview.png"):
        answer = client.get(path, headers={"Accept-Encoding": "br, gzip"})
        assert "Content-Encoding" not in answer.headers


def test_what_fits_into_a_packet_and_parts_of_a_file_are_left_alone(client: FlaskClient) -> None:
    asked = {"Accept-Encoding": "br"}
    assert "Content-Encoding" not in client.get("/healthz", headers=asked).headers
    part = client.get(static(client, "css/tokens.css"), headers={**asked, "Range": "bytes=0-999"})
    assert (part.status_code, len(part.data)) == (206, 1000)
    assert "Content-Encoding" not in part.headers
    assert client.head("/", headers=asked).data == b""


@every_encoding
def test_the_server_itself_sends_it_so(server: Server, encoding: str) -> None:
    hana = Host(server.url)
    for path in (f"/e/{hana.code}", f"/api/v1/events/{hana.code}", "/openapi.json"):
        answer = requests.get(server.url + path, headers={"Accept-Encoding": encoding}, stream=True, timeout=10)
        assert answer.headers["Content-Encoding"] == encoding
        packed = answer.raw.read(decode_content=False)
        assert len(packed) == int(answer.headers["Content-Length"])
        assert UNPACKED[encoding](packed).startswith((b"<!doctype html>", b"{"))
    polled = requests.get(f"{server.url}/socket.io/?EIO=4&transport=polling", timeout=10)
    assert "Accept-Encoding" not in polled.headers.get("Vary", "")
