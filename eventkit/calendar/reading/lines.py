"""Bytes as the content lines of a calendar (RFC 5545 section 3.1), each with its place in the file.

Lines are put together before they are decoded, because folding may cut a character in two, and each is decoded on its
own, because files are glued together from several. Everything is bounded first.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ...domain.basics.errors import N_, invalid
from .troubles import Troubles

LARGEST_FILE = 1024 * 1024
LONGEST_LINE = 64 * 1024
MOST_LINES = 20_000
MOST_PARAMETERS = 30

UTF_8_BOM = codecs.BOM_UTF8
WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
LINE_ENDS = (b"\r\r\n", b"\r\n", b"\r")
"""As files have them that went through several hands; put right one after the other."""
NAME = re.compile(r"\s*([A-Za-z0-9_.-]{1,80})\s*([;:])")
PARAMETER = re.compile(r'\s*([A-Za-z0-9_-]+)(?:=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?\s*([;:])|\s*([;:])')
PARAMETER_VALUE = re.compile(r'"([^"]*)"|([^",]+)')
NO_PARAMETERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})

NOT_A_CALENDAR = N_("This is no calendar. A calendar file ends in .ics and begins with BEGIN:VCALENDAR.")
ELSE = (
    (b"PK\x03\x04", N_("This is a zip archive. Unzip it first, then choose the .ics file inside.")),
    (b"\x1f\x8b", N_("This is a compressed file. Unpack it first, then choose the .ics file inside.")),
    (b"<", N_("This is a web page and no calendar. Look there for a link that ends in .ics, and save that.")),
    (b"{", NOT_A_CALENDAR),
    (b"[", NOT_A_CALENDAR),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A property as it is written: `value` is still escaped. Names are in capitals."""

    number: int
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str

    def parameter(self, name: str) -> str:
        return next(iter(self.parameters.get(name, ())), "")


def logical_lines(raw: bytes, troubles: Troubles) -> Iterator[tuple[int, str]]:
    """The unfolded lines of a file with their numbers. What is no text, or too large, is refused."""
    refuse_at_sight(raw)
    text_as_bytes = _narrow(raw)
    for line_end in LINE_ENDS:
        text_as_bytes = text_as_bytes.replace(line_end, b"\n")
    whole = text_as_bytes.split(b"\n", MOST_LINES)
    if len(whole) > MOST_LINES:
        troubles.add(MOST_LINES + 1, N_("Only the first %(most)s lines were read."), most=MOST_LINES)
        whole.pop()
    at = 0
    while at < len(whole):
        begin = at
        at += 1
        while at < len(whole) and whole[at][:1] in (b" ", b"\t"):
            at += 1
        text = b"".join([whole[begin], *(part[1:] for part in whole[begin + 1 : at])])
        if len(text) > LONGEST_LINE:
            troubles.add(begin + 1, N_("This line is too long and was left out."))
        elif not text.isspace() and text:
            yield begin + 1, _decoded(text)


def refuse_at_sight(raw: bytes) -> None:
    """Files of another sort are told apart by how they begin."""
    if len(raw) > LARGEST_FILE:
        raise invalid("calendar", N_("This calendar is too large: at most one megabyte. Export a shorter time."))
    begin = raw[:512].removeprefix(UTF_8_BOM).lstrip()
    if not begin:
        raise invalid("calendar", N_("There is nothing in it. Choose a calendar file, or paste one."))
    for mark, message in ELSE:
        if begin.startswith(mark):
            raise invalid("calendar", message)


def content_line(number: int, text: str) -> Line | None:
    """A line as a property; None where it is none."""
    found = NAME.match(text)
    if found is None:
        return None
    name = found[1].upper().rpartition(".")[2]  # vCard's groups, which some exporters write
    if found[2] == ":":
        return Line(number, name, NO_PARAMETERS, text[found.end() :].strip(" \t"))
    parameters: dict[str, tuple[str, ...]] = {}
    at = found.end()
    for _ in range(MOST_PARAMETERS):
        part = PARAMETER.match(text, at)
        if part is None:
            return _with_a_stray_quote(number, name, text[found.end() :])
        at = part.end()
        if part[1]:
            values = tuple(quoted or plain for quoted, plain in PARAMETER_VALUE.findall(part[2] or ""))
            parameters.setdefault(part[1].upper(), values)
        if ":" in (part[3], part[4]):
            return Line(number, name, parameters, text[at:].strip(" \t"))
    return None


def _with_a_stray_quote(number: int, name: str, rest: str) -> Line | None:
    """A quote that is never closed hides the colon; without quotes it is the first one."""
    head, colon, value = rest.replace('"', "").partition(":")
    if not colon:
        return None
    pairs = (each.partition("=") for each in head.split(";")[:MOST_PARAMETERS])
    parameters = {key.strip().upper(): (value_of,) for key, _, value_of in pairs}
    return Line(number, name, parameters, value.strip(" \t"))


def _narrow(raw: bytes) -> bytes:
    """The same in bytes whose line ends can be found: UTF-8, or whatever has ASCII in it."""
    for bom, encoding in WIDE_BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, "replace").encode("utf-8", "replace")
    begin = raw[:64]
    if begin[1::2].count(0) > len(begin) // 4:
        return raw.decode("utf-16-le", "replace").encode("utf-8", "replace")
    if begin[::2].count(0) > len(begin) // 4:
        return raw.decode("utf-16-be", "replace").encode("utf-8", "replace")
    return raw.removeprefix(UTF_8_BOM)


def _decoded(line: bytes) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return CONTROLS.sub("", text.replace("\ufeff", ""))
