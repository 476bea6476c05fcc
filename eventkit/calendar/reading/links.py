"""The video link of an event, wherever its calendar hides it. Nothing is fetched: links are judged by how they read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic_core import PydanticCustomError

from ...domain.basics.text import check_link
from .components import Component
from .values import read_text

LONGEST_LINK = 2000
LONGEST_LOOKED_AT = 64 * 1024
MOST_LOOKED_AT = 60
"""How many links of one text are looked at."""
DECLARED = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK")
PLACES = ("URL", "LOCATION", "DESCRIPTION", "X-ALT-DESC")
HOSTS = (
    "zoom.us", "zoom.com", "zoomgov.com", "meet.google.com", "teams.microsoft.com", "teams.live.com",
    "teams.microsoft.us", "meet.jit.si", "8x8.vc", "webex.com", "whereby.com", "gotomeeting.com", "gotomeet.me",
    "meet.goto.com", "gotowebinar.com", "facetime.apple.com", "bluejeans.com", "join.skype.com", "meet.lync.com",
    "chime.aws", "discord.gg", "gather.town", "meet.proton.me", "kmeet.infomaniak.com", "framatalk.org",
    "senfcall.de", "opentalk.eu", "fairmeeting.net", "call.element.io", "daily.co", "livestorm.co", "streamyard.com",
    "riverside.fm", "v.ringcentral.com", "meetings.ringcentral.com", "meetings.dialpad.com", "talky.io", "butter.us",
    "meet.nextcloud.com", "bigbluebutton.org",
)  # fmt: skip
"""A link belongs to one of these where its host is it, or ends in a dot and it."""
OWN_SERVERS = ("jitsi", "bbb", "bigbluebutton")
"""What somebody's own server is called, as the first part of its name."""
OWN_PATHS = re.compile(r"/bigbluebutton/|^/(?:index\.php/)?call/[a-z0-9]{6,}$")
BESIDE = re.compile(
    r"^/(?:u|tel|test|help|support|install|download|meetingoptions|zoomconference|pub|docs|signup|pricing|features)(?:[/?]|$)"
    r"|globalcallin",
    re.IGNORECASE,
)
"""Pages of these hosts that nobody meets on: telephone numbers, settings, help."""
HELP_HOSTS = ("support", "help", "dialin", "blog", "explore", "marketplace", "tel", "learn", "status", "status-page")
LINK = re.compile(r"""https?://[^\s<>"\\^`{|}\u00a0]{3,}""", re.IGNORECASE)
TRAILING = ".,;:!?)]'*_"


def video_link(event: Component) -> str | None:
    """The first that is declared to be one, else the first to a known service."""
    for line in (line for name in DECLARED for line in event.all(name)):
        if link := _known([line.value]):
            return link
    declared = [
        line
        for line in event.all("CONFERENCE")
        if any("VIDEO" in feature.upper() for feature in line.parameters.get("FEATURE", ()))
    ]
    for line in declared:
        if link := _sound(line.value.strip()):
            return link
    if link := _known(line.value for line in event.all("CONFERENCE")):
        return link
    return _known(
        text
        for name in PLACES
        for line in event.all(name)[:10]
        for text in (line.value if name == "URL" else read_text(line.value),)
    )


def _known(texts: Iterable[str]) -> str | None:
    return next((link for text in texts for link in _links_in(text) if _is_a_call(urlsplit(link))), None)


def _links_in(text: str) -> Iterator[str]:
    text = text[:LONGEST_LOOKED_AT]
    if "&amp;" in text:
        text = unescape(text)
    for number, found in enumerate(LINK.finditer(text)):
        if number >= MOST_LOOKED_AT:
            return
        link = _unwrapped(found[0].rstrip(TRAILING))
        if sound := _sound(link):
            yield sound


def _unwrapped(link: str) -> str:
    """What a mail program's redirection leads to."""
    parts = _parts(link)
    if parts is None:
        return link
    host = (parts.hostname or "").removeprefix("www.")
    name = "url" if host.endswith(".safelinks.protection.outlook.com") else "q" if host == "google.com" else None
    if name is None or (name == "q" and parts.path != "/url"):
        return link
    try:
        return parse_qs(parts.query, max_num_fields=50).get(name, [link])[0]
    except ValueError:
        return link


def _sound(link: str) -> str | None:
    """The link where it is one that may be shown: https, and without a user name (`check_link`)."""
    parts = _parts(link)
    if parts is None or parts.scheme != "https" or len(link) > LONGEST_LINK:
        return None
    try:
        return check_link(link)
    except PydanticCustomError:
        return None


def _parts(link: str) -> SplitResult | None:
    try:
        parts = urlsplit(link)
        return parts if parts.hostname else None
    except ValueError:
        return None


def _is_a_call(parts: SplitResult) -> bool:
    host = (parts.hostname or "").rstrip(".")
    first = host.partition(".")[0]
    if OWN_PATHS.search(parts.path):
        return True
    if first in HELP_HOSTS or BESIDE.search(parts.path):
        return False
    if len(parts.path) < 2 and not parts.fragment and not parts.query:
        return False
    return first in OWN_SERVERS or any(host == known or host.endswith(f".{known}") for known in HOSTS)
