"""How an event repeats, said as people say it."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from eventkit.calendar.in_words import repeats
from eventkit.domain.records.planned import Planned
from eventkit.words import speaking

THURSDAY = datetime(2026, 12, 3, 19, 0)  # noqa: DTZ001 - a wall clock


def said(app: Flask, rule: str, language: str = "en", skipped: tuple[str, ...] = ()) -> str:
    plan = Planned.of_a_rule(THURSDAY, "Europe/Berlin", rule)
    plan.stored_skipped = list(skipped)
    with speaking(app, language):
        return repeats(plan).replace("\u202f", " ")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "every Thursday at 7:00 PM, Berlin time"),
        ("FREQ=WEEKLY;BYDAY=TH;INTERVAL=2", "every other Thursday at 7:00 PM, Berlin time"),
        ("FREQ=WEEKLY;INTERVAL=3;COUNT=4", "every 3 weeks on Thursday at 7:00 PM, Berlin time, 4 times"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "every Tuesday and Thursday at 7:00 PM, Berlin time"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day at 7:00 PM, Berlin time"),
        ("FREQ=DAILY", "every day at 7:00 PM, Berlin time"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days at 7:00 PM, Berlin time"),
        ("FREQ=MONTHLY", "on day 3 of every month at 7:00 PM, Berlin time"),
        ("FREQ=MONTHLY;BYDAY=1TH", "on the first Thursday of every month at 7:00 PM, Berlin time"),
        ("FREQ=MONTHLY;BYDAY=-1TH;INTERVAL=2", "on the last Thursday of every 2 months at 7:00 PM, Berlin time"),
        ("FREQ=MONTHLY;BYMONTHDAY=3,-1", "on day 3 and the last day of every month at 7:00 PM, Berlin time"),
        ("FREQ=YEARLY", "every year on December 3 at 7:00 PM, Berlin time"),
        ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1", "on some days of the month at 7:00 PM, Berlin time"),
        (
            "FREQ=WEEKLY;UNTIL=20270304T180000Z",
            "every Thursday at 7:00 PM, Berlin time, until March 4, 2027",
        ),
        ("FREQ=DAILY;COUNT=1", ""),
    ],
)
def test_a_rule_is_told_in_words(app: Flask, rule: str, words: str) -> None:
    assert said(app, rule) == words


def test_what_takes_place_once_has_no_words(app: Flask) -> None:
    with speaking(app, "en"):
        assert repeats(Planned.of_a_rule(THURSDAY, "Europe/Berlin", None)) == ""


def test_dates_that_are_left_out_are_named_and_not_counted(app: Flask) -> None:
    few = said(app, "FREQ=WEEKLY;COUNT=6", skipped=("2026-12-24", "2026-12-31"))
    assert few == "every Thursday at 7:00 PM, Berlin time, 4 times, but not on Dec 24, 2026 and Dec 31, 2026"
    many = said(app, "FREQ=DAILY", skipped=tuple(f"2026-12-{day}" for day in range(10, 17)))
    assert many == "every day at 7:00 PM, Berlin time, but for 7 dates"


@pytest.mark.parametrize(
    ("language", "rule", "words"),
    [
        ("de", "FREQ=WEEKLY;INTERVAL=2;COUNT=6", "jeden zweiten Donnerstag um 19:00 Uhr, Zeit in Berlin, 6 Mal"),
        ("de", "FREQ=MONTHLY;BYDAY=1TH", "am ersten Donnerstag jedes Monats um 19:00 Uhr, Zeit in Berlin"),
        ("de", "FREQ=MONTHLY;BYMONTHDAY=3", "am 3. jedes Monats um 19:00 Uhr, Zeit in Berlin"),
        ("es", "FREQ=WEEKLY;INTERVAL=2", "cada dos semanas, el jueves a las 19:00, hora de Berlin"),
        ("es", "FREQ=MONTHLY;BYDAY=-1TH", "el último jueves de cada mes a las 19:00, hora de Berlin"),
        ("es", "FREQ=YEARLY", "cada año el 3 de diciembre a las 19:00, hora de Berlin"),
    ],
)
def test_it_is_said_in_the_language_of_the_event(app: Flask, language: str, rule: str, words: str) -> None:
    assert said(app, rule, language) == words
