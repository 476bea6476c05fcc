"""Addresses are read as people paste them."""

from __future__ import annotations

import time

import pytest

from eventkit.domain.basics import addresses
from eventkit.domain.basics.errors import Invalid

ANN, BOB = ("Ann", "ann@x.org"), ("Bob", "bob@x.org")


def read(text: str) -> list[tuple[str, str]]:
    return [(each.name, each.email) for each in addresses.read(text)]


@pytest.mark.parametrize(
    ("pasted", "understood"),
    [
        ("ann@x.org", [("", "ann@x.org")]),
        ("Ann <ann@x.org>, bob@x.org", [ANN, ("", "bob@x.org")]),
        ("Ann <ann@x.org>\nBob <bob@x.org>\r\n\n", [ANN, BOB]),
        ("Ann <ann@x.org>; Bob <bob@x.org>;", [ANN, BOB]),
        ("Ann <ann@x.org> Bob <bob@x.org>", [ANN, BOB]),
        ("ann@x.org bob@x.org", [("", "ann@x.org"), ("", "bob@x.org")]),
        ("Ann ann@x.org", [ANN]),
        ("Ann, ann@x.org", [ANN]),
        ("ann@x.org\tAnn", [ANN]),
        ('"Doe, Ann" <ann@x.org>, bob@x.org', [("Doe, Ann", "ann@x.org"), ("", "bob@x.org")]),
        ("Doe, Ann <ann@x.org>", [("Ann Doe", "ann@x.org")]),
        ("mailto:ann@x.org", [("", "ann@x.org")]),
        ("<ann@x.org>.", [("", "ann@x.org")]),
        ("name,email\nAnn,ann@x.org\nBob,bob@x.org", [ANN, BOB]),
        ("E-Mail;Name\nann@x.org;Ann\n", [ANN]),
        ("First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value\nAnn,Doe,Home,ann@x.org", [("Ann Doe", "ann@x.org")]),
        ('Name\tMail\n"Doe, Ann"\tann@x.org', [("Doe, Ann", "ann@x.org")]),
        ("", []),
        ("Ann", [("", "Ann")]),
    ],
)
def test_a_list_is_read_however_it_is_written(pasted: str, understood: list[tuple[str, str]]) -> None:
    assert read(pasted) == understood


@pytest.mark.parametrize("text", ["ann", "ann@", "@x.org", "a b@x.org", "ann@x", "ann@x.org\nBcc: b@x.org", "a" * 300])
def test_what_is_no_address_is_told_from_one(text: str) -> None:
    assert addresses.checked(text) is None


def test_two_ways_to_write_an_address_are_the_same() -> None:
    assert addresses.key("Ann@X.org") == addresses.key("ann@x.ORG")


def test_too_many_are_refused_whole_and_soon() -> None:
    began = time.monotonic()
    for text in ("ann@x.org\n" * 2_500, "ann@x.org," * 2_500, "x" * 1_000_000, '"<,' * 300_000, "@" * 500_000):
        try:
            assert len(read(text)) <= addresses.MOST
        except Invalid as refusal:
            assert refusal.problems[0].field == "emails"
    assert time.monotonic() - began < 5
