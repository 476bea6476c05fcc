"""The pages people see: one blueprint a noun."""

from __future__ import annotations

from flask import Flask

from . import calendar, event, health, home, host, keepsakes, pictures, plan, previews, room, styleguide, styles


def init(app: Flask) -> None:
    for module in (home, plan, event, host, room, pictures, previews, keepsakes, calendar, health, styles, styleguide):
        app.register_blueprint(module.blueprint)
