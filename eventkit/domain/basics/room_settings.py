"""What a host decides about a room."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from .text import ShortLine


class RoomSettings(BaseModel):
    """What the host decides about a room. A locked one lets nobody new in; with `approve` whoever is new waits at the
    door. In a quiet one guests listen: they react and answer, and neither write nor give signs nor raise hands.
    `slow_s` is the pause between two chat lines of one guest; `refused_names` are words no name may hold."""

    model_config = ConfigDict(extra="forbid")

    locked: Annotated[bool, Field(strict=True)] = False
    approve: Annotated[bool, Field(strict=True)] = False
    chat: Annotated[bool, Field(strict=True)] = True
    quiet: Annotated[bool, Field(strict=True)] = False
    slow_s: Annotated[int, Field(strict=True, ge=0, le=600)] = 0
    refused_names: Annotated[list[ShortLine], Field(max_length=100)] = []
