"""The base of what is answered."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Has every key that is sent, and a default for those that are not always sent: tests/web/test_shapes.py compares
    it with what the API answers."""

    model_config = ConfigDict(extra="forbid")
