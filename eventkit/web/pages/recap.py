"""What happened, for the host afterwards."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, session

from ...domain import keepsakes, themes
from ...domain.recap import as_table
from ...domain.recap import recap as recap_of
from ..context import edge, hosting_view
from ..downloads import csv_response

blueprint = Blueprint("recap", __name__, url_prefix="/e/<code>")


@blueprint.get("/recap")
def page(code: str) -> str:
    with hosting_view(code) as (database, room):
        return render_template(
            "events/recap.html",
            event=room.event,
            theme=themes.get(room.event.theme),
            recap=recap_of(database, room, edge().links),
            thanked=keepsakes.of_room(database, room),
            new_keepsake=_new_keepsake(room.event.code),
        )


@blueprint.get("/recap.json")
def as_json(code: str) -> Response:
    return jsonify(_recap(code))


@blueprint.get("/recap.csv")
def as_csv(code: str) -> Response:
    found = _recap(code)
    return csv_response(f"recap-{found['event']['code']}", as_table(found))


def _recap(code: str) -> dict[str, Any]:
    with hosting_view(code) as (database, room):
        return recap_of(database, room, edge().links)


def _new_keepsake(code: str) -> dict[str, Any] | None:
    """The link that was just made, this one time."""
    if session.get("new_keepsake", {}).get("code") != code:
        return None
    made: dict[str, Any] = session.pop("new_keepsake")
    return {**made, "url": edge().links.keepsake(made["token"])}
