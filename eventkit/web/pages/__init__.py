"""The pages people see: one blueprint a noun."""

from __future__ import annotations

from flask import Flask

from . import (
    calendar,
    event,
    health,
    home,
    host,
    keepsakes,
    pictures,
    plan,
    previews,
    recap,
    room,
    run,
    styleguide,
    styles,
)

FOR_GUESTS = (event, room, pictures, previews, keepsakes, calendar)
FOR_HOSTS = (plan, host, run, recap)
BESIDE = (home, health, styles, styleguide)


def init(app: Flask) -> None:
    for module in (*FOR_GUESTS, *FOR_HOSTS, *BESIDE):
        app.register_blueprint(module.blueprint)
