"""The kinds of activity, one module or package each, and what they share in `common`. Imports `basics`.

This is their register: whatever here holds a `Kind` is one, and nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from ..basics.errors import N_, invalid
from .common.kind import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its slug."""
    found: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(__path__):
        contents = vars(importlib.import_module(f"{__name__}.{module.name}")).values()
        for kind in contents:
            if isinstance(kind, type) and issubclass(kind, Kind) and "slug" in vars(kind):
                if kind.slug in found:
                    raise ValueError(f"two kinds are called {kind.slug}")
                found[kind.slug] = kind()
    return found


def get(slug: str) -> Kind:
    kind = all_kinds().get(slug)
    if kind is None:
        raise invalid(
            "kind",
            N_("There is no activity of that kind. There are: %(kinds)s."),
            kinds=", ".join(all_kinds()),
        )
    return kind
