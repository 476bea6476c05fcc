"""What happened: the host's whole recap, and what guests were shown."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, render_template, session

from ...domain.activities import themes
from ...domain.afterwards import keepsakes
from ...domain.afterwards.recap import as_table, for_guests
from ...domain.afterwards.recap import recap as recap_of
from ...domain.records import occurrences
from ...edge import guest_viewer, is_host
from ...signed_in import caller
from ..context import edge, hosting_view, viewing
from ..dates import Dated
from ..downloads import csv_response

blueprint = Dated("recap", __name__)


@blueprint.get("/recap")
def page(code: str) -> str:
    with viewing(code) as (database, room):
        if not is_host(database, room, caller()):
            guest_viewer(database, room, caller())
            return render_template(
                "events/recap_for_guests.html",
                event=occurrences.of(room),
                theme=themes.get(room.event.theme),
                recap=for_guests(database, room, edge().links),
            )
        return render_template(
            "events/recap.html",
            event=occurrences.of(room),
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
