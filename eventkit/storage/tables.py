"""Every table, imported so that the metadata is whole."""

from ..domain import (  # noqa: F401
    answers,
    attendance,
    chat,
    events,
    feeds,
    guests,
    hosts,
    keepsakes,
    opt_outs,
    outbox,
    pictures,
    plans,
    presence,
    replies,
    room_timers,
    rooms,
    signals,
)
from ..domain.activities import runs  # noqa: F401
from ..domain.base import Base

metadata = Base.metadata
