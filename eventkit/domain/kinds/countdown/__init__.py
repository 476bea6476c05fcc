"""The countdown: watch or listen together, everyone at the same second."""

from .countdown import Countdown

__all__ = ["Countdown"]
