"""Which drafts of a calendar are new here, and which were imported before and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from ...calendar.drafts import Draft
from ...domain.planning import events, hosts
from ...domain.records.event import Event
from ...domain.records.host import HostLink
from ...edge import Caller

Standing = Literal["new", "mine", "taken"]


@dataclass(frozen=True)
class Known:
    """How a draft stands to what is here: new, made into an event of the caller's before, or into one that is not
    theirs to change (`taken`)."""

    standing: Standing
    event: Event | None = None


def links_of(session: Session, caller: Caller) -> list[HostLink]:
    by_token = hosts.link_by_token(session, caller.token) if caller.token else None
    return [*([by_token] if by_token else []), *hosts.links_of(session, caller.host_links)]


def standings(session: Session, drafts: Sequence[Draft], links: Sequence[HostLink]) -> list[Known]:
    """How each draft stands to the caller's own events. What others made of the same entry stays theirs, and is told to
    nobody. An entry that this site wrote itself leads back to its event and changes nothing: it says less than is known
    here."""
    there = events.of_calendar_entries(session, [uid for draft in drafts for uid in (draft.kept_as, draft.uid)])
    hosted = {link.event_id for link in links}
    own_hosts = {link.host_id for link in links if link.name is None}
    found = []
    for draft in drafts:
        ours = next((event for event in there if event.uid == draft.uid), None)
        same = [event for event in there if event.imported_uid == draft.kept_as]
        mine = next((event for event in same if event.id in hosted), None)
        taken = ours or next((event for event in same if event.host_id in own_hosts), None)
        is_mine = mine and not ours
        found.append(Known("mine", mine) if is_mine else Known("taken", taken) if taken else Known("new"))
    return found
