"""A calendar file on the command line: what was understood of it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from .calendar import reader
from .calendar.drafts import Draft
from .calendar.reader import Reading
from .domain.basics.errors import invalid
from .domain.basics.times import is_zone
from .domain.basics.validation import read_model
from .domain.planning import hosts
from .domain.planning.event_fields import HostFields
from .edge import Caller, Edge
from .web.importing.events import Wishes, bring_in
from .web.importing.fields import NEEDS_A_ZONE, title_of
from .web.importing.problems import refusals_told, told


def understood(raw: bytes) -> tuple[Reading, list[str]]:
    """The file, and a few lines about each event and each thing that could not be read."""
    reading = reader.read(raw)
    return reading, [*(line for draft in reading.drafts for line in _described(draft)), *_problems(reading)]


def create(edge: Edge, reading: Reading, *, host: str, zone: str | None, token: str | None) -> Iterator[str]:
    """Make an event of each, or bring the one up to date that the token hosts; gives the host links."""
    if zone is not None and not is_zone(zone):
        raise invalid("timezone", NEEDS_A_ZONE)
    drafts, caller = dict(enumerate(reading.drafts)), Caller(token=token)
    with edge.store.transaction() as session:
        known = hosts.link_by_token(session, token) if token else None
        fields = read_model(HostFields, {"name": known.host.name if known else host})
        made, refused = bring_in(edge, session, drafts, Wishes(fields.model_dump(), zone), caller)
        became = [_became(edge, each.event.title, each.event.code, each.token, each.notes) for each in made]
    for lines in became:
        yield from lines
    for each in refusals_told(drafts, refused):
        yield f"Line {each['line']}: {each['message']}"


def _described(draft: Draft) -> Iterator[str]:
    time = f"{draft.starts_at:%Y-%m-%d}" if draft.all_day else f"{draft.starts_at:%Y-%m-%d %H:%M}"
    yield f"{title_of(draft)}  ({draft.suggested_theme})"
    yield f"  {time} {draft.timezone or 'in a time zone that is not said'}, {draft.duration_minutes} minutes"
    for name, value in (("repeats", draft.repeat), ("call", draft.video_url), ("place", draft.location)):
        if value:
            yield f"  {name}: {value}"
    if draft.status == "cancelled":
        yield "  cancelled"


def _problems(reading: Reading) -> Iterator[str]:
    for each in told(reading.problems):
        yield f"Line {each['line']}: {each['message']}" if "line" in each else each["message"]


def _became(edge: Edge, title: str, code: str, token: str | None, notes: tuple[str, ...]) -> list[str]:
    what = f"  host link: {edge.links.host(token)}" if token else f"  brought up to date: {edge.links.manage(code)}"
    return [title, what, *(f"  {note}" for note in notes)]
