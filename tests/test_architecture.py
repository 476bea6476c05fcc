"""The arrows between the parts, read from the imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from eventkit.config import ROOT

PACKAGE = ROOT / "eventkit"
MODULES = sorted(PACKAGE.rglob("*.py"))
ARROWS = {
    "domain": {"domain"},
    "calendar": {"calendar", "domain"},
    "storage": {"storage", "domain"},
    "edge": {"config", "domain", "storage"},
    "mail": {"mail", "edge", "domain", "calendar", "config", "words"},
    "web": {"web", "edge", "domain", "calendar", "config", "rates", "signed_in", "words"},
    "live": {"live", "edge", "domain", "rates", "signed_in", "words"},
}
"""Which parts of eventkit each part may import; what is not named here is the composition around them."""
DOMAIN_MAY_USE = {"sqlalchemy", "pydantic", "pydantic_core", "networkx", "confusable_homoglyphs"}


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    """The absolute names of what a module imports."""
    package = ["eventkit", *module.relative_to(PACKAGE).parent.parts]
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_part_imports_only_what_its_arrows_allow(module: Path) -> None:
    part = part_of(module)
    if part not in ARROWS:
        return
    inner = {name.split(".")[1] for name in imports(module) if name.startswith("eventkit.")}
    assert inner <= ARROWS[part], f"{part} must not import {inner - ARROWS[part]}"


@pytest.mark.parametrize(
    "module", [m for m in MODULES if part_of(m) == "domain"], ids=lambda module: str(module.relative_to(PACKAGE))
)
def test_the_domain_knows_no_framework(module: Path) -> None:
    import sys

    outer = {name.split(".")[0] for name in imports(module)} - {"eventkit"} - sys.stdlib_module_names
    assert outer <= DOMAIN_MAY_USE


def test_only_the_broadcaster_emits() -> None:
    emitting = [module.name for module in MODULES if ".emit(" in module.read_text(encoding="utf-8")]
    assert emitting == ["broadcast.py"]


def test_what_few_starts_need_is_imported_where_it_is_used() -> None:
    for module in MODULES:
        if "migrations" not in module.parts:
            at_the_start = ast.parse(module.read_text(encoding="utf-8")).body
            names = {node.module for node in at_the_start if isinstance(node, ast.ImportFrom) and node.module}
            names |= {alias.name for node in at_the_start if isinstance(node, ast.Import) for alias in node.names}
            assert not {name.partition(".")[0] for name in names} & {"alembic", "openapi_pydantic"}, module


def test_only_the_calendar_knows_icalendar() -> None:
    knowing = {part_of(module) for module in MODULES if any(n.startswith("icalendar") for n in imports(module))}
    assert knowing == {"calendar"}


def test_no_page_holds_an_inline_script_or_style() -> None:
    pages = [file for file in (ROOT / "templates").rglob("*.html") if file.parent.name != "mail"]
    for template in pages:
        text = template.read_text(encoding="utf-8")
        assert "style=" not in text.replace("stylesheet", ""), template
        assert "onclick=" not in text, template
        for tag in text.split("<script")[1:]:
            head = tag.split(">")[0]
            assert "src=" in head or "nonce=" in head or 'type="application/json"' in head, template
        styles = [tag.split(">")[0] for tag in text.split("<style")[1:]]
        is_painted_at_once = template == ROOT / "templates" / "events" / "page.html"
        assert styles == ([""" nonce="{{ csp_nonce('style') }}\""""] if is_painted_at_once else []), template
