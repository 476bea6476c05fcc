"""Static files, under an address that holds their present state.

Browsers may keep them for a year and still never run yesterday's script against today's server; relative imports
between scripts inherit the address.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request

SERVED = {".css", ".js", ".mjs", ".svg", ".woff2"}


@cache
def version_of(folder: Path) -> str:
    """Of what is served from here; icons are drawn into pages and do not count."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*.*") if path.suffix in SERVED and "icons" not in path.parts):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def init(app: Flask) -> None:
    @app.get("/static/<version>/<path:filename>")
    def earlier_static(version: str, filename: str) -> Response:
        """A room that was open over an update goes on asking under the earlier address; it gets what is here now."""
        response = app.send_static_file(filename)
        response.headers["Cache-Control"] = "no-cache"
        return response

    @app.after_request
    def for_good(response: Response) -> Response:
        """What has its state in its address never changes: browsers need not ask again, not even at a reload."""
        if request.endpoint == "static" and response.status_code < 400:
            response.cache_control.immutable = True
        return response
