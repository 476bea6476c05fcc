"""The video link of an imported event: found wherever it hides, and only where it is one."""

from __future__ import annotations

import pytest

from tests.calendar.calendars import draft

ZOOM = "https://us02web.zoom.us/j/1?pwd=a"


@pytest.mark.parametrize(
    "link",
    [
        ZOOM,
        "https://zoom.us/my/hana",
        "https://meet.google.com/abc-defg-hij",
        "https://teams.live.com/meet/9312345?p=abc",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d",
        "https://meet.jit.si/BookClub#config.startWithAudioMuted=true",
        "https://jitsi.example.org/room",
        "https://example.webex.com/meet/hana",
        "https://whereby.com/hana",
        "https://bbb.example.edu/b/han-abc-def",
        "https://learn.example.edu/bigbluebutton/api/join?meeting=1",
        "https://global.gotomeeting.com/join/123456789",
        "https://facetime.apple.com/join#v=1&p=abc&k=secret",
        "https://cloud.example.org/index.php/call/abc123xy",
        "https://8x8.vc/vpaas/room",
    ],
)
def test_known_services_are_found_in_every_place(link: str) -> None:
    for line in (f"LOCATION:{link}", f"URL:{link}", f"DESCRIPTION:Join us: {link}.\\nSee you!"):
        assert draft(line).video_url == link


@pytest.mark.parametrize(
    "link",
    [
        "http://zoom.us/j/1",
        "https://zoom.us.evil.example/j/1",
        "https://evilzoom.us/j/1",
        "https://zoom.us@evil.example/j/1",
        "https://hana:secret@zoom.us/j/1",
        "https://evil.example/?next=https://zoom.us/j/1",
        "https://us02web.zoom.us/u/kxyz",
        "https://support.zoom.us/hc",
        "https://zoom.us/",
        "https://teams.microsoft.com/meetingOptions/?organizerId=1",
        "https://meet.google.com/tel/abc",
        "javascript:alert('https://')",
        "javascript://zoom.us/j/1",
        "https://zoom.us:99999/j/1",
        "https://[zoom.us/j/1",
        "https://example.org/meet",
    ],
)
def test_what_only_looks_like_one_is_left_alone(link: str) -> None:
    assert draft(f"LOCATION:{link}", f"DESCRIPTION:{link}", f"URL:{link}").video_url is None
    assert draft(f"X-GOOGLE-CONFERENCE:{link}").video_url is None


def test_what_is_declared_goes_before_what_is_said() -> None:
    said = (
        "URL:https://whereby.com/url",
        "LOCATION:https://whereby.com/place",
        "DESCRIPTION:https://whereby.com/words",
    )
    declared = (
        "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/1",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://calls.example/1",
    )
    lines = [*reversed(said), *reversed(declared)]
    for expected in (*declared, *said):
        assert draft(*lines).video_url == expected.rpartition("https")[1] + expected.rpartition("https")[2]
        lines.remove(expected)


@pytest.mark.parametrize("feature", ['FEATURE="AUDIO,VIDEO"', "FEATURE=AUDIO,VIDEO", "FEATURE=video"])
def test_a_conference_with_video_is_taken_from_any_host(feature: str) -> None:
    assert draft(f"CONFERENCE;VALUE=URI;{feature}:https://calls.example/1").video_url == "https://calls.example/1"
    assert draft("CONFERENCE;VALUE=URI;FEATURE=PHONE:https://calls.example/1").video_url is None


def test_links_are_read_out_of_markup_and_redirections() -> None:
    assert draft(f"DESCRIPTION:Click<{ZOOM}>").video_url == ZOOM
    assert (
        draft('DESCRIPTION:<a href="https://zoom.us/j/1?a=1&amp;b=2">Join</a>').video_url
        == "https://zoom.us/j/1?a=1&b=2"
    )
    wrapped = "https://www.google.com/url?q=https%3A%2F%2Fzoom.us%2Fj%2F1&sa=D"
    assert draft(f"DESCRIPTION:{wrapped}").video_url == "https://zoom.us/j/1"
