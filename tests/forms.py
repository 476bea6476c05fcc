"""Forms as a browser without scripts would send them."""

from __future__ import annotations

from html.parser import HTMLParser


def fields_in(page: str) -> dict[str, str]:
    """What the form of a page holds, without its buttons."""
    reader = FormReader()
    reader.feed(page)
    return reader.fields


class FormReader(HTMLParser):
    """Reads fields and their values; `focused` is the id of what has the keyboard first, `buttons` are the actions."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.focused = ""
        self._templates = 0
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name = attributes.get("name", "")
        if tag == "template":
            self._templates += 1
        elif self._templates:
            return
        if "autofocus" in attributes:
            self.focused = attributes["id"]
        if tag == "button" and name == "action" and "disabled" not in attributes:
            self.buttons[attributes["value"]] = attributes.get("aria-label", "")
        elif tag == "input" and name:
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                self.fields[name] = attributes.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in attributes or self._select not in self.fields:
                self.fields[self._select] = attributes.get("value", "")
                self._area = "" if "value" in attributes else self._select
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data.removeprefix("\n") if not self.fields[self._area] else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag in ("textarea", "option"):
            self._area = ""
        elif tag == "select":
            self._select = ""
