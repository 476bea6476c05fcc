"""A name for the present state of the static files.

It stands in their address, so that browsers may keep them for a year and still never run yesterday's script against
today's server; relative imports between scripts inherit it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

FILES = ("*.css", "*.js", "*.mjs", "*.svg", "*.woff2")


def version_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in FILES for path in folder.rglob(pattern) if "icons" not in path.parts):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
