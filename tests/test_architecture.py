"""The arrows between the parts, read from the imports."""

from __future__ import annotations

import ast
from functools import cache
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
FLOORS = (
    "basics", "repeats", "kinds", "records", "letters", "coming", "room", "activities", "planning", "views",
    "afterwards",
)  # fmt: skip
"""The packages of the domain from the bottom up: each may import those before it. `docs/architecture.md` draws them."""
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
DOMAIN_MAY_USE = {"sqlalchemy", "pydantic", "pydantic_core", "networkx", "confusable_homoglyphs"}


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(module: Path) -> str:
    parts = ["eventkit", *module.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def imports(module: Path) -> frozenset[str]:
    """The absolute names of what a module imports: at the top, inside functions, and for typing alone."""
    package = ["eventkit", *module.relative_to(PACKAGE).parent.parts]
    found: set[str] = set()
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return frozenset(found)


def imported_modules(module: Path) -> set[str]:
    """The same of the domain alone, without the names inside the modules."""
    found = {name if name in DOMAIN else name.rpartition(".")[0] for name in imports(module)}
    return (found & DOMAIN) - {name_of(module)}


DOMAIN = {name_of(module) for module in MODULES if part_of(module) == "domain"}


def floor_of(name: str) -> str:
    return [*name.split("."), ""][2]


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


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_of_the_domain_imports_only_what_is_below_it(floor: str) -> None:
    below = {*FLOORS[: FLOORS.index(floor) + 1]}
    for module in (PACKAGE / "domain" / floor).rglob("*.py"):
        assert {floor_of(name) for name in imported_modules(module)} <= below, module


def test_every_package_of_the_domain_is_a_floor_that_says_what_lives_there() -> None:
    packages = {file.parent for file in (PACKAGE / "domain").glob("*/__init__.py")}
    assert {package.name for package in packages} == set(FLOORS)
    for package in packages:
        assert ast.get_docstring(parsed(package / "__init__.py")), package
    assert {file.name for file in (PACKAGE / "domain").glob("*.py")} == {"__init__.py"}


def test_no_module_of_the_domain_imports_itself_by_a_circle() -> None:
    arrows = {name_of(module): imported_modules(module) for module in MODULES if part_of(module) == "domain"}
    while arrows:
        ends = {name for name, imported in arrows.items() if not imported & arrows.keys()}
        assert ends, f"a circle is among {sorted(arrows)}"
        arrows = {name: imported for name, imported in arrows.items() if name not in ends}


def test_the_picture_of_the_floors_is_true() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = text.split("## The floors of the domain")[1].split("```")[1]
    floors = dict(line.split(maxsplit=1) for line in picture.splitlines() if line[:1].isalpha())
    assert [*floors] == [*reversed(FLOORS)]
    for floor, rooms in floors.items():
        here = {module.stem for module in (PACKAGE / "domain" / floor).iterdir()}
        drawn = {room.split()[0] for room in rooms.split(" · ")} - {"…"}
        assert drawn <= here, floor


def test_kinds_know_nothing_of_the_database() -> None:
    for module in (PACKAGE / "domain" / "kinds").rglob("*.py"):
        assert not any(name.startswith("sqlalchemy") for name in imports(module)), module


def test_every_table_is_on_the_floor_of_records() -> None:
    for module in MODULES:
        if "__tablename__" in module.read_text(encoding="utf-8"):
            assert module.parent == PACKAGE / "domain" / "records", module


def test_files_and_functions_fit_in_the_head() -> None:
    for module in MODULES:
        if "migrations" in module.parts:
            continue
        text = module.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_FILE, module
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{module}: {node.name}"


def test_only_the_broadcaster_emits() -> None:
    emitting = [module.name for module in MODULES if ".emit(" in module.read_text(encoding="utf-8")]
    assert emitting == ["broadcast.py"]


def test_what_few_starts_need_is_imported_where_it_is_used() -> None:
    for module in MODULES:
        if "migrations" not in module.parts:
            at_the_start = parsed(module).body
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
