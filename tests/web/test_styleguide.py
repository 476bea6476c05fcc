"""The style guide is for those who build, and shows what there is."""

from __future__ import annotations

from dataclasses import replace

from flask.testing import FlaskClient

from eventkit.app import create_app
from eventkit.config import ROOT, Config
from eventkit.web.pages.styleguide import tokens


def test_guests_do_not_find_it(client: FlaskClient, config: Config) -> None:
    assert client.get("/styleguide").status_code == 200
    public = replace(config, base_url="https://events.example.org", secret_key="0123456789abcdefghijklmnopqrstuv")
    assert create_app(public).test_client().get("/styleguide").status_code == 404


def test_it_shows_every_component_and_every_token(client: FlaskClient) -> None:
    page = client.get("/styleguide?theme=celebration").text
    for sheet in (ROOT / "static" / "css" / "components").glob("*.css"):
        assert f"css/components/{sheet.name}" in page
        assert f'class="{sheet.stem}' in page or f'class="{sheet.stem}' in page.replace("input", "field")
    for name in (name for names in tokens().values() for name in names):
        assert f"<code>{name}</code>" in page
    assert 'data-theme="celebration"' in page
    assert 'dir="rtl"' in client.get("/styleguide?dir=rtl").text
