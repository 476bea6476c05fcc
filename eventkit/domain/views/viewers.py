"""Who looks at a room, and which audience that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ..kinds.common.played import Audience

Role = Literal["guest", "host", "stage", "waiting", "outside"]


AUDIENCE_OF: dict[Role, Audience] = {"guest": "guests", "host": "hosts", "stage": "stage"}


AUDIENCES: tuple[Audience, ...] = ("guests", "hosts", "stage")


@dataclass(frozen=True)
class Viewer:
    """Who looks at a room: with a guest's id and token their own answers can be found. Guests who wait at the door, or
    have been shown out of it, see nothing of the inside."""

    role: Role
    id: int | None = None
    name: str = ""
    token: str = ""
    is_muted: bool = False

    @property
    def audience(self) -> Audience | None:
        return AUDIENCE_OF.get(self.role)

    def as_you(self) -> dict[str, Any]:
        you = {"id": self.id, "name": self.name, "role": self.role}
        return {**you, "muted": True} if self.is_muted else you
