"""Addresses of an event's pages, always built from the configured public address and never from a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Links:
    base_url: str

    def _of(self, code: str, on: date | None) -> str:
        """An event, or one of the dates of a series."""
        return f"{self.base_url}/e/{code}/on/{on}" if on else f"{self.base_url}/e/{code}"

    def page(self, code: str, on: date | None = None) -> str:
        return f"{self._of(code, on)}"

    def room(self, code: str, on: date | None = None) -> str:
        return f"{self._of(code, on)}/room"

    def stage(self, code: str, on: date | None = None) -> str:
        return f"{self._of(code, on)}/stage"

    def manage(self, code: str, on: date | None = None) -> str:
        return f"{self._of(code, on)}/manage"

    def ics(self, code: str) -> str:
        return f"{self.base_url}/e/{code}.ics"

    def preview(self, code: str) -> str:
        return f"{self.base_url}/e/{code}/preview.png"

    def join(self, code: str) -> str:
        return f"{self.base_url}/j/{code}"

    def guest(
        self,
        token: str,
        to: Literal["room", "recap"] | None = None,
        *,
        on: date | None = None,
        answer: str | None = None,
    ) -> str:
        """The guest's own link: to the event's page, or on to its room or recap, of a series on a date. An `answer` is
        chosen on the page, and kept once they send it."""
        asked = {name: str(value) for name, value in (("answer", answer), ("to", to), ("on", on)) if value}
        return f"{self.base_url}/g/{token}" + (f"?{urlencode(asked)}" if asked else "")

    def host(self, token: str) -> str:
        return f"{self.base_url}/h/{token}"

    def sign_in(self, token: str) -> str:
        return f"{self.base_url}/sign-in/{token}"

    def unsubscribe(self, token: str) -> str:
        return f"{self.base_url}/unsubscribe/{token}"

    def invitations(self, code: str) -> str:
        return f"{self.base_url}/e/{code}/invite"

    def feed(self, token: str) -> str:
        return f"{self.base_url}/feeds/{token}.ics"

    def keepsake(self, token: str) -> str:
        return f"{self.base_url}/keepsake/{token}"

    @property
    def domain(self) -> str:
        """The host name alone, for identifiers such as a calendar UID."""
        return urlsplit(self.base_url).hostname or "localhost"
