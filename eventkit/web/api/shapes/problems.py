"""Refusals."""

from __future__ import annotations

from .shape import Shape


class FieldError(Shape):
    field: str
    message: str


class Problem(Shape):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] | None = None
