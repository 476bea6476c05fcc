"""The browser's code that needs no browser, run by node's own test runner; and that the pages list their modules."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "static" / "js"
HERE = Path(__file__).parent
IMPORTED = re.compile(r'^(?:import|export)\b[^"]*?\bfrom "(\.[^"]+)"', re.MULTILINE)


def test_state_and_outbox(node: str) -> None:
    tests = [str(path) for path in sorted(HERE.glob("*.test.mjs"))]
    result = subprocess.run([node, "--test", *tests], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout + result.stderr


PARSE = """
const { readFileSync } = require("node:fs");
const { SourceTextModule } = require("node:vm");
for (const script of process.argv.slice(1)) {
  try {
    new SourceTextModule(readFileSync(script, "utf-8"), { identifier: script });
  } catch (error) {
    console.log(`${script}: ${error.message}`);
  }
}
"""
"""What cannot be parsed; one process for all, because starting one takes longer than the parsing."""


def test_every_script_is_valid(node: str) -> None:
    command = [node, "--no-warnings", "--experimental-vm-modules", "-e", PARSE, *map(str, SCRIPTS.rglob("*.js"))]
    assert subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout == ""


@pytest.mark.parametrize("page", ["room", "stage"])
def test_a_live_page_lists_the_modules_it_starts_with(page: str) -> None:
    template = (ROOT / "templates" / "room" / f"{page}.html").read_text(encoding="utf-8")
    entry, listed = re.search(r'live\.modules\("([^"]+)", \[(.*?)\]\)', template, re.DOTALL).groups()  # type: ignore[union-attr]
    graph = imported_from(SCRIPTS / f"{entry}.js") - {entry}
    assert set(re.findall(r'"([^"]+)"', listed)) == graph


@pytest.mark.parametrize("script", sorted(SCRIPTS.rglob("*.js")), ids=lambda path: str(path.relative_to(SCRIPTS)))
def test_every_text_is_found_by_the_collector(script: Path) -> None:
    """It reads `${…}` in a template only up to the next brace, also when that brace stands in a text."""
    options = {"parse_template_string": True}
    found = {each[1] for each in extract_from_file("javascript", str(script), keywords={"t": None}, options=options)}
    assert set(re.findall(r'\bt\("([^"]*)"', script.read_text(encoding="utf-8"))) <= found


def imported_from(script: Path) -> set[str]:
    """The modules that a script imports at its start, and theirs."""
    found: set[Path] = set()
    waiting = [script.resolve()]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [(path.parent / name).resolve() for name in IMPORTED.findall(path.read_text(encoding="utf-8"))]
    return {path.relative_to(SCRIPTS).with_suffix("").as_posix() for path in found}
