"""Activities as planned for an event, and their run in each of its rooms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .. import kinds
from ..basics.base import Base
from ..basics.timers import Timed
from ..kinds.common.kind import Kind


class Activity(Base):
    """What is planned; it belongs to the event. With `on_page` it stands on the event's page, too."""

    __tablename__ = "activity"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    stored_config: Mapped[dict[str, Any]] = mapped_column("config", JSON)
    position: Mapped[int]
    minutes: Mapped[int | None]
    on_page: Mapped[bool] = mapped_column(default=False, server_default="0")

    @property
    def minutes_planned(self) -> int:
        return self.minutes or 0

    @property
    def kind_of(self) -> Kind:
        return kinds.get(self.kind)

    @property
    def config(self) -> Any:
        return self.kind_of.config_of(self.stored_config)


class Run(Timed, Base):
    """An activity in one room.

    `version` rises with every change that anybody can see and never falls. `steered` is the version of the host's last
    step, so that a step taken on an older picture is noticed although votes came in since. `shows_at_end` is whether
    the results are shown when its time is up.
    """

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("room_id", "activity_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    is_shown: Mapped[bool] = mapped_column(default=False)
    memory: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    steered: Mapped[int] = mapped_column(default=1)
    shows_at_end: Mapped[bool] = mapped_column(default=False, server_default="0")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    activity: Mapped[Activity] = relationship(innerjoin=True)

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_open(self) -> bool:
        return self.state == "open"
