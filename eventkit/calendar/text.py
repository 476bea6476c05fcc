"""Text as a calendar file may carry it."""

from icalendar import vText

from ..domain.basics.text import clean


class Text(vText):
    r"""A TEXT value (RFC 5545 section 3.3.11) that keeps its backslashes.

    The library takes a backslash before a capital N for a line break, so that `C:\New` would lose letters;
    here each backslash is escaped on its own and the rest is left to the library.
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        return rb"\\".join(vText(part).to_ical() for part in self.split("\\"))


def written(text: str) -> Text:
    """`text` ready for a property.

    A calendar file has no way to write control characters (RFC 5545 section 3.1), and UTF-8 none for lone
    surrogates: they are dropped here too, whatever the caller lets through.
    """
    return Text(clean(text))
