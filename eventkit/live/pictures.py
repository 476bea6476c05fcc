"""What a room looks like, drawn once for all who ask in the same moment."""

from __future__ import annotations

import gevent

from ..domain.basics.errors import NotFound
from ..domain.records.event import Room
from ..domain.views.room_pictures import RoomPicture
from ..edge import Edge


class Pictures:
    """When a class comes in at once, each needs the room as it is now, and it is the same room."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._begun: dict[int, gevent.Greenlet] = {}

    def of(self, room_id: int) -> RoomPicture:
        """The room as it is at this call or later. Whoever asks before the drawing starts shares it."""
        if room_id not in self._begun:
            self._begun[room_id] = gevent.spawn(self._draw, room_id)
        return self._begun[room_id].get()

    def _draw(self, room_id: int) -> RoomPicture:
        del self._begun[room_id]
        with self._edge.store.reading() as session:
            room = session.get(Room, room_id)
            if room is None:
                raise NotFound()
            return RoomPicture(session, room, self._edge.links)
