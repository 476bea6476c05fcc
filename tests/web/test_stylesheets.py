"""Style sheets that stand in the page say what the files say, and only that block may."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventkit.config import ROOT
from eventkit.web.stylesheets import SHARED, inlined, stripped
from tests.people import plan

SHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_is_lost_but_comments_and_blanks(sheet: object) -> None:
    css = sheet.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert without_blanks(stripped(css)) == without_blanks(css)
    assert len(stripped(css)) < len(css)


def without_blanks(css: str) -> str:
    return re.sub(r";(?=\s*})|\s", "", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ('.a::before { content: "· { ; } " / ""; }', '.a::before{content: "· { ; } " / ""}'),
        (".a :hover > .b { margin: calc(1px + 2px) 0; }", ".a :hover > .b{margin:calc(1px + 2px) 0}"),
        ("@media (min-width: 4rem) { a:hover { color: red; } }", "@media (min-width: 4rem){a:hover{color:red}}"),
        (".a { /* why */ --b: 1; }", ".a{--b:1}"),
    ],
)
def test_what_means_something_stays(written: str, left: str) -> None:
    assert stripped(written).strip() == left


def test_addresses_lead_to_the_same_files(app: Flask) -> None:
    with app.test_request_context():
        css = inlined("book-club", "components/hero")
    assert f'url("{app.static_url_path}/lib/fraunces-latin-600-normal.woff2")' in css
    assert '[data-theme="book-club"]{--hue:155' in css
    assert len(SHARED) == len(set(SHARED))


def test_the_policy_lets_in_the_one_block_and_no_other(client: FlaskClient) -> None:
    code = client.post("/api/v1/events", json=plan()).json["code"]  # type: ignore[index]
    pages = [client.get(f"/e/{code}") for _ in "ab"]
    nonces = [re.findall(r'<style nonce="([\w-]+)">', page.text) for page in pages]
    for page, (nonce,) in zip(pages, nonces, strict=True):
        assert f"style-src 'self' 'nonce-{nonce}';" in page.headers["Content-Security-Policy"]
        assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert nonces[0] != nonces[1]
    for path in ("/", "/new", f"/e/{code}/room"):
        assert "style-src 'self';" in client.get(path).headers["Content-Security-Policy"]
