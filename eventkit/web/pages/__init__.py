"""The pages people see: one blueprint a noun."""

from __future__ import annotations

from flask import Flask

from .. import dates
from . import (
    calendar,
    edit,
    event,
    feeds,
    health,
    home,
    host,
    imports,
    invitations,
    keepsakes,
    pictures,
    plan,
    previews,
    recap,
    robots,
    room,
    run,
    styleguide,
    styles,
    unsubscribe,
)

OF_AN_EVENT = (event, room, recap, pictures, previews, keepsakes, calendar, feeds)
OF_ITS_HOST = (plan, imports, host, edit, run, invitations)
BESIDE = (home, health, styles, styleguide, robots, unsubscribe)


def init(app: Flask) -> None:
    dates.init(app)
    app.register_blueprint(keepsakes.of_recap)
    for module in (*OF_AN_EVENT, *OF_ITS_HOST, *BESIDE):
        app.register_blueprint(module.blueprint)
