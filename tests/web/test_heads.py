"""What pages tell those who do not read them: search engines, messengers, browsers that fetch ahead."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.people import plan


@pytest.fixture
def code(client: FlaskClient) -> str:
    made = client.post("/api/v1/events", json=plan()).json
    client.get(f"/h/{made['host_token']}")  # type: ignore[index]
    return str(made["code"])  # type: ignore[index]


@pytest.mark.parametrize("path", ["/", "/new", "/import", "/e/{code}", "/api/docs"])
def test_a_page_for_all_says_what_it_is(client: FlaskClient, code: str, path: str) -> None:
    page = client.get(path.format(code=code)).text
    (description,) = re.findall(r'<meta name="description" content="([^"]*)">', page)
    assert 20 <= len(description) <= 200
    assert "noindex" not in page


@pytest.mark.parametrize("path", ["manage", "edit", "invite", "mails", "recap", "room", "stage"])
def test_a_page_for_a_few_is_not_to_be_found(client: FlaskClient, code: str, path: str) -> None:
    assert '<meta name="robots" content="noindex">' in client.get(f"/e/{code}/{path}").text


@pytest.mark.parametrize("path", ["/", "/new", "/e/{code}", "/e/{code}/manage", "/e/{code}/room", "/e/{code}/stage"])
def test_what_is_fetched_ahead_is_used(client: FlaskClient, code: str, path: str) -> None:
    page = client.get(path.format(code=code)).text
    assert re.findall(r'rel="preload" href="([^"]+)"', page) == [
        f"{client.application.static_url_path}/lib/fraunces-latin-600-normal.woff2"
    ]
    assert "<h1" in page  # is set in it


def test_search_engines_leave_secret_addresses_alone(client: FlaskClient) -> None:
    rules = client.get("/robots.txt")
    assert rules.mimetype == "text/plain"
    assert {"Disallow: /h/", "Disallow: /g/", "Disallow: /keepsake/"} <= set(rules.text.splitlines())
