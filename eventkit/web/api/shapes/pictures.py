"""Pictures of an event."""

from __future__ import annotations

from pydantic import Field

from .shape import Shape


class PictureKept(Shape):
    url: str = Field(description="Its path on this instance; nobody can guess it.")
