"""Every theme is whole. A new file is found by itself and needs no line here."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventkit.config import ROOT
from eventkit.domain.activities import themes
from eventkit.domain.activities.themes import ThemeError
from eventkit.domain.basics.theme import Theme

every_theme = pytest.mark.parametrize("theme", themes.all_themes().values(), ids=lambda theme: theme.slug)
GOOD = (themes.FOLDER / "book-club.toml").read_text(encoding="utf-8")


@every_theme
def test_it_has_a_run_of_show_that_makes_an_evening(theme: Theme) -> None:
    assert len(theme.run) >= 4 or theme.slug == "open"
    assert sum(planned.minutes for planned in theme.run) <= theme.duration_minutes


@every_theme
def test_it_is_known_by_words_in_small_letters(theme: Theme) -> None:
    assert theme.keywords or theme.slug == "open"
    assert theme.keywords == [word.casefold() for word in dict.fromkeys(theme.keywords)]


@every_theme
def test_its_decks_hold_different_cards(theme: Theme) -> None:
    for name, cards in theme.decks.items():
        assert len(cards) == len(set(cards)), name


@every_theme
def test_its_drawing_is_there_and_small(theme: Theme) -> None:
    assert (ROOT / "static" / "img" / "themes" / f"{theme.slug}.svg").stat().st_size <= 4096


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (GOOD.replace("duration_minutes = 60", "duration_minutes = 0"), "duration_minutes"),
        (GOOD.replace('details = ["reading_list"]', 'details = ["reading"]'), "details"),
        (GOOD.replace("hue = 155", "hue = 400"), "palette.hue"),
        (GOOD.replace('kind = "words"', 'kind = "wrods"'), "wrods"),
        (GOOD.replace('deck = "questions"', 'deck = "qustions"'), "deck"),
        (GOOD + "\nsurprise = 1\n", "surprise"),
        ("name = ", "broken.toml"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_name_and_the_key(tmp_path: Path, wrong: str, named: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(ThemeError, match=r"broken\.toml") as refusal:
        themes.load(file)
    assert named in str(refusal.value)
