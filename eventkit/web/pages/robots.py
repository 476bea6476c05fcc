"""What search engines leave alone: what only its owner was given the address of.

Feeds are not named: Google's calendar heeds this file before it follows one. Each says itself that it is not to be
listed."""

from __future__ import annotations

from flask import Blueprint, Response

blueprint = Blueprint("robots", __name__)

LEFT_ALONE = ("/h/", "/g/", "/j/", "/keepsake/", "/unsubscribe/", "/pictures/", "/api/v1/")


@blueprint.get("/robots.txt")
def robots() -> Response:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in LEFT_ALONE)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain", headers={"Cache-Control": "max-age=86400"})
