"""The meeting request that a letter bears for the calendar of its guest."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..calendar.event_file import dates_gone, meeting, meeting_on
from ..calendar.invitation import Attendee, Party
from ..domain.basics.addresses import Person
from ..domain.basics.links import Links
from .invited import Invited
from .messages import Meeting, address_of
from .sorts import Sort


def meeting_for(to: Invited, sort: Sort, data: dict[str, Any], *, sender: str, links: Links) -> Meeting | None:
    """Of a series all of it, or the dates to which the guest comes, or the one that the letter is about."""
    address, event = address_of(Person(to.guest.name, to.guest.email or "")), to.event
    uid, is_all = data.get("uid") or event.planned.uid, to.is_whole and to.comes_to_all
    attendee = Attendee(
        to.guest.name, address.addr_spec, to.partstat_of_all if is_all else to.partstat, is_asked=sort.asks
    )
    parties: dict[str, Any] = {"organizer": Party(event.host.name, sender), "attendee": attendee}
    if "gone" in data:
        walls = [datetime.fromisoformat(wall) for wall in data["gone"]]
        return Meeting(*dates_gone(event, walls, links, uid=uid, timezone=data["timezone"], **parties))
    how = {**parties, "answers": to.partstats, "has_video": to.sees_video and not event.is_cancelled}
    if event.event.repeat is None or is_all:
        return Meeting(*meeting(event.event, to.made, links, uid=uid, **how))
    dates = to.dates_apart if to.is_whole else [event]
    dates = [each for each in dates if each.planned.uid == uid]
    return Meeting(*meeting_on(dates, links, **how)) if dates else None
