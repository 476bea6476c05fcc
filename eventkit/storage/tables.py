"""Every table, imported so that the metadata is whole."""

from ..domain.activities import answers, pictures, runs  # noqa: F401
from ..domain.afterwards import keepsakes  # noqa: F401
from ..domain.basics.base import Base
from ..domain.coming import guests, replies  # noqa: F401
from ..domain.letters import feeds, opt_outs, outbox  # noqa: F401
from ..domain.planning import events, hosts  # noqa: F401
from ..domain.records import planned  # noqa: F401
from ..domain.room import attendance, chat, presence, room_timers, rooms, signals  # noqa: F401

metadata = Base.metadata
