"""Turns: reading aloud, a go-around, show and tell."""

from .turns import Turns

__all__ = ["Turns"]
