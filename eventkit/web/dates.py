"""The pages of one date: `/e/<code>/on/2026-12-03/room` is the room of that date, `/e/<code>/room` that of the present
or the next one. Links from a page lead to others of the same date."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import date
from typing import Any

from flask import Blueprint, Flask, g
from werkzeug.routing import BaseConverter, ValidationError


class DateConverter(BaseConverter):
    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError() from None

    def to_url(self, value: date) -> str:
        return value.isoformat()


class Dated(Blueprint):
    """Pages of an event, each of which is there for each of its dates, too. The handlers ask `context.asked_date`."""

    def __init__(self, name: str, import_name: str) -> None:
        super().__init__(name, import_name)
        self.url_value_preprocessor(_note_date)
        self.url_defaults(_keep_date)

    def add_url_rule(self, rule: str, *args: Any, **options: Any) -> None:
        super().add_url_rule(f"/e/<code>{rule}", *args, **options)
        super().add_url_rule(f"/e/<code>/on/<date:on>{rule}", *args, **options)


def _note_date(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.on = values.pop("on", None) if values else None


def _keep_date(_endpoint: str, values: MutableMapping[str, Any]) -> None:
    values.setdefault("on", g.get("on"))


def init(app: Flask) -> None:
    app.url_map.converters["date"] = DateConverter
