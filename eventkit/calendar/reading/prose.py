"""Descriptions as plain text: without markup, and without what the calendar's own service wrote below."""

from __future__ import annotations

import re
from html import unescape

from ...domain.basics.text import clean

LONGEST = 5000
LONGEST_LOOKED_AT = 64 * 1024
MARKUP = re.compile(r"</?(?:br|p|a|div|span|html|body|ul|ol|li|b|i|u|strong|em|table|tr|td|h[1-6]|font)\b[^<>]*>", re.I)
TAG = re.compile(r"(<(?:!--[^<>]*-->|/?(?!https?:|mailto:)[a-zA-Z!][^<>]*)>)", re.IGNORECASE)
TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
NEW_LINE = ("br", "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6")
UNSEEN = ("style", "script", "head", "title")
GOOGLES_BLOCK = re.compile(r"-::~:~[:~]*:-(?:.*?-::~:~[:~]*:-|.*)", re.DOTALL)
MANY_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")


def plain(text: str) -> str:
    """What a description says, in at most as many letters as an event may have."""
    text = text[:LONGEST_LOOKED_AT]
    text = GOOGLES_BLOCK.sub("", text, count=4)
    if MARKUP.search(text):
        text = _without_markup(text)
    text = MANY_EMPTY_LINES.sub("\n\n", clean(text)).strip()
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def one_line(text: str, longest: int) -> str:
    text = " ".join(clean(text[:LONGEST_LOOKED_AT]).split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _without_markup(html: str) -> str:
    """Tags become line ends or nothing; a link keeps its address behind its words."""
    said: list[str] = []
    hidden = ""
    href, words_from = "", 0
    for number, part in enumerate(TAG.split(html)):
        if number % 2 == 0:
            if not hidden:
                said.append(unescape(part if "\n" in part and "<br" not in html else part.replace("\n", " ")))
            continue
        name_found = TAG_NAME.match(part)
        name = name_found[1].lower() if name_found else ""
        is_end = part.startswith("</")
        if name in UNSEEN:
            hidden = "" if is_end else name
        elif name == "a" and not is_end:
            found = HREF.search(part)
            href, words_from = (unescape(found[1] or found[2] or found[3] or "") if found else ""), len(said)
        elif name == "a":
            words = "".join(said[words_from:]).strip()
            if href.startswith(("https://", "http://")) and href not in words:
                said.append(f" ({href})" if words else href)
            href = ""
        elif name == "li" and not is_end:
            said.append("\n- ")
        elif name in NEW_LINE and (name == "br" or is_end):
            said.append("\n")
    return re.sub(r"[ \t\u00a0]+", " ", "".join(said))
