"""Invitations by mail."""

from __future__ import annotations

from pydantic import Field

from .shape import Shape


class InvitationRefused(Shape):
    email: str = Field(description="As it was written.")
    message: str


class InvitationsQueued(Shape):
    queued: int = Field(description="How many are on their way.")
    refused: list[InvitationRefused]
