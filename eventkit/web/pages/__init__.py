"""The pages people see: one blueprint a noun."""

from __future__ import annotations

from flask import Flask

from . import calendar, event, health, home, host, keepsakes, pictures, plan, previews, recap, room, run, styles

ALL = (home, plan, event, host, run, recap, room, pictures, previews, keepsakes, calendar, health, styles)


def init(app: Flask) -> None:
    for module in ALL:
        app.register_blueprint(module.blueprint)
