"""A quiz: several questions, points for being right, a podium."""

from .quiz import Quiz

__all__ = ["Quiz"]
