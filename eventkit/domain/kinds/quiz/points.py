"""The points of a quiz: for being right, less the share for speed that time has eaten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import mean
from typing import Any

from ...basics.options import Option
from ..common.places import places
from .questions import Question

RIGHT = 100
"""Points for a right answer, of which a share may depend on how quickly it came."""
STREAK, LONGEST_STREAK = 10, 5
"""Points more for each right answer in a row before this one, and for how many at most."""


def points_of(config: Any, over: Iterable[Question], answers: Mapping[str, Any]) -> int:
    """What one guest has for the questions that are over, in their order."""
    points, in_a_row = 0.0, 0
    for question in over:
        given = answers.get(question.id)
        if given is None or given["choice"] != question.correct:
            in_a_row = 0
            continue
        points += RIGHT - _lost_to_time(config, question, given["after_s"])
        if config.streak_bonus:
            points += STREAK * min(in_a_row, LONGEST_STREAK)
        in_a_row += 1
    return round(points)


def team_places(teams: Sequence[Option], members: Mapping[str, str], points: Mapping[str, int]) -> list[dict[str, Any]]:
    """By the average of their members, so that a small team is no worse off. `members` says who is in which team."""
    averages = {
        team.id: round(mean(of_team), 1)
        for team in teams
        if (of_team := [points.get(voter, 0) for voter, its in members.items() if its == team.id])
    }
    return places(averages, {team.id: team.text for team in teams}, as_id=str)


def _lost_to_time(config: Any, question: Question, after_s: float | None) -> float:
    limit = question.seconds or config.seconds
    if not limit or after_s is None:
        return 0.0
    return RIGHT * float(config.speed_share) / 100 * min(1.0, max(0.0, after_s / limit))
