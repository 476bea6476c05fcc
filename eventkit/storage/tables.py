"""Every table, imported so that the metadata is whole."""

from ..domain import answers, events, guests, hosts, presence, replies, rooms  # noqa: F401
from ..domain.activities import engine  # noqa: F401
from ..domain.base import Base

metadata = Base.metadata
