"""Every text for people is in every language, with the same placeholders."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from eventkit.config import ROOT
from eventkit.domain.activities.themes import TRANSLATIONS

LANGUAGES = sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
COLLECTED = {"messages": ["-F", "babel.cfg", "-k", "N_"], "scripts": ["-F", "babel-scripts.cfg", "-k", "t"]}


PLACES = {
    "messages": (
        "Plan an event",
        "Only the host may do this. If that is you, open your secret host link first.",
        "Read together, talk freely, choose the next one.",
        "Which spice do you reach for first?",
    ),
    "scripts": ("Reconnecting…",),
}


@pytest.fixture(scope="module", params=COLLECTED)
def domain(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def collected(domain: str, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make messages` finds."""
    file = tmp_path_factory.mktemp("texts") / f"{domain}.pot"
    babel = [sys.executable, "-m", "babel.messages.frontend", "--quiet"]
    subprocess.run([*babel, "extract", *COLLECTED[domain], "-o", str(file), "."], cwd=ROOT, check=True)
    return _read(file)


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def _texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_texts_are_found_in_every_place(collected: Catalog, domain: str) -> None:
    for text in PLACES[domain]:
        assert text in collected, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_in_english(collected: Catalog, domain: str, language: str) -> None:
    catalogue = _read(TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po")
    missing = [
        message.id
        for message in collected
        if message.id and not ((found := catalogue.get(message.id)) and all(_texts(found)) and not found.fuzzy)
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(domain: str, language: str) -> None:
    for message in _read(TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"):
        if not message.id or not all(_texts(message)):
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = [set(PLACEHOLDER.findall(id)) for id in ids]
        for text in _texts(message):
            assert set(PLACEHOLDER.findall(text)) in wanted, message.id
