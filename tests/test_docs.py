"""The documents are true: what they link to and name is there, and their examples work."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

from eventkit.config import ROOT
from eventkit.domain import kinds
from eventkit.domain.activities import themes
from eventkit.domain.kinds.common.played import Material, Played
from eventkit.web.config_form.settings import settings_of

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "bench" / "README.md"]
every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
EXAMPLES = {"temperature", "open-mic"}
MADE_LATER = ("eventkit/translations/", "static/lib/", "instance/")


@every_document
def test_what_it_links_to_is_there(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


@every_document
def test_the_files_it_names_are_there(document: Path) -> None:
    named = re.findall(
        r"`((?:eventkit|static|templates|tests|bench|docs)/[\w./-]+)", document.read_text(encoding="utf-8")
    )
    for path in named:
        if not path.startswith(MADE_LATER) and not any(example in path for example in EXAMPLES):
            assert (ROOT / path).exists(), path


@every_document
def test_the_make_targets_it_names_are_there(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert (
        set(re.findall(r"(?:^|`)(?:\w+=\S+ )*make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
        <= targets
    )


def example(document: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (ROOT / "docs" / document).read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_kind_of_the_example_keeps_the_rules(tmp_path: Path) -> None:
    file = tmp_path / "temperature.py"
    file.write_text(example("adding-a-kind.md", "python"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"{kinds.__name__}.temperature", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    kind = module.Temperature()
    (warmest,) = (setting for setting in settings_of(kind.Config) if setting.name == "warmest")
    assert (warmest.label, warmest.control, warmest.unit) == ("Warmest answer", "number", "degrees")
    assert warmest == settings_of(kind.Config)[0]
    config = kind.config_of(kind.prepare({"warmest": 40}, Material(themes.get("book-club"))))
    assert kind.tally(Played(config)) == {"total": 0, "mean": None}
    answers = {"1": kind.read(config, 20.0), "2": kind.read(config, 21)}
    assert kind.tally(Played(config, answers=answers))["mean"] == 20.5
    for junk in (41, "warm", True, None):
        with pytest.raises(Exception, match=r"number|warm|text|read"):
            kind.read(config, junk)


def test_the_view_of_the_example_parses_and_uses_what_is_there(node: str, tmp_path: Path) -> None:
    script = example("adding-a-kind.md", "js")
    for target in re.findall(r'from "(\.\.[^"]+)"', script):
        assert (ROOT / "static" / "js" / "kinds" / target).resolve().exists(), target
    file = tmp_path / "temperature.mjs"
    file.write_text(script, encoding="utf-8")
    subprocess.run([node, "--check", str(file)], capture_output=True, check=True)


def test_the_theme_of_the_example_loads(tmp_path: Path) -> None:
    file = tmp_path / "open-mic.toml"
    file.write_text(example("adding-a-theme.md", "toml"), encoding="utf-8")
    assert len(themes.load(file).run) >= 4


def test_every_theme_is_shown_in_a_small_picture() -> None:
    shown = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    for theme in themes.all_themes().values():
        assert f"## {theme.name}\n{theme.promise}\n" in shown
        assert f"(themes/{theme.slug}.webp)" in shown
        assert (ROOT / "docs" / "themes" / f"{theme.slug}.webp").stat().st_size <= 60 * 1024
