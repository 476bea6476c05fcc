"""The JSON API, and its description."""

from __future__ import annotations

from flask import Flask

from ..security import csrf
from . import activities, catalogue, docs, events, imports, invitations, pictures, replies
from .operations import blueprint


def init(app: Flask) -> None:
    """Only a bearer token acts here and never a cookie, so forms elsewhere have nothing to forge."""
    csrf.exempt(blueprint)
    app.register_blueprint(blueprint)
    app.register_blueprint(docs.blueprint)


__all__ = ["activities", "catalogue", "events", "imports", "init", "invitations", "pictures", "replies"]
