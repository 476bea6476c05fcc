"""A quiz: several questions, points for being right, a podium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ...basics.errors import N_, Closed, invalid
from ...basics.options import Options, counted, ids_of, with_different_ids
from ...basics.timers import Timer
from ..common.form import in_form, of_kind
from ..common.kind import Kind
from ..common.moves import move
from ..common.places import places
from ..common.played import Audience, Memory, Played, Scene
from .points import points_of, team_places
from .questions import Question, QuestionAnswer, QuestionSeconds, Team, questions_with_ids


class Quiz(Kind):
    """What counts of a guest is `{"answers": {question: {"choice", "after_s"}}, "team"}`. The memory says which
    question is on and which are over; only those give points."""

    slug, label = "quiz", N_("Quiz")
    help = N_(
        "Several questions with a right answer each. Points are for being right; how much speed adds is up to you."
    )
    answer = str | QuestionAnswer | Team

    class Config(Kind.Config):
        model_config = of_kind(without=("may_change",))

        questions: Annotated[
            list[Question],
            Field(min_length=1, max_length=100),
            BeforeValidator(questions_with_ids),
            AfterValidator(with_different_ids),
        ] = Field(title=N_("Questions"), json_schema_extra=in_form(view="quiz/settings"))
        seconds: QuestionSeconds | None = Field(
            None,
            title=N_("Time for each question"),
            description=N_("Questions that have a time limit of their own keep it."),
            json_schema_extra=in_form(unit=N_("seconds")),
        )
        speed_share: int = Field(
            0,
            ge=0,
            le=50,
            strict=True,
            title=N_("Points for speed"),
            description=N_("The share of the points that speed adds, where time is limited."),
            json_schema_extra=in_form(unit=N_("per cent")),
        )
        streak_bonus: bool = Field(False, strict=True, title=N_("More points for several right answers in a row"))
        shuffle_options: bool = Field(False, strict=True, title=N_("Each guest sees the options in a different order"))
        teams: Options | None = Field(
            None, title=N_("Teams"), description=N_("Guests choose theirs before the first question.")
        )
        anonymous: Literal[False] = Field(False, description="Points belong to people.")

    def shown_config(self, config: Config) -> dict[str, Any]:
        """Without the questions, which hold the right answers."""
        shown = config.model_dump(mode="json", exclude={"questions"}, exclude_none=True)
        return {**shown, "count": len(config.questions)}

    def read(self, config: Config, raw: Any) -> dict[str, Any]:
        given: str | QuestionAnswer | Team = super().read(config, raw)
        if isinstance(given, str):
            return {"choice": given}
        if isinstance(given, Team) and given.team not in ids_of(config.teams or []):
            raise invalid("answer", N_("Choose one of the teams."))
        return given.model_dump()

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        phase = run.memory.get("phase")
        if "team" in value:
            if phase != "lobby" or voter in run.memory.get("teams", {}):
                raise Closed(N_("The teams are made."))
            return
        if phase != "asking":
            raise Closed(N_("This question is over."))
        question = self._question(run)
        if question and value.get("question", question.id) != question.id:
            raise Closed(N_("This question is over."))
        if question is None or value["choice"] not in ids_of(question.options):
            raise invalid("answer", N_("Choose one of the options."))
        if voter in run.answers and question.id in run.answers[voter]["answers"]:
            raise Closed(N_("Your answer stands: in a quiz the first one counts."))

    def stamp(self, run: Played, value: Mapping[str, Any], id: str, now: datetime) -> dict[str, Any]:
        if "team" in value:
            return dict(value)
        question, timer = self._question(run), run.timer
        after_s = None if timer is None else round(timer.seconds - timer.left_s(now), 3)
        return {"question": question and question.id, "choice": value["choice"], "after_s": after_s}

    def fold(self, before: dict[str, Any] | None, value: Mapping[str, Any]) -> dict[str, Any]:
        own = before or {"answers": {}}
        if "team" in value:
            return {**own, "team": value["team"]}
        given = {"choice": value["choice"], "after_s": value["after_s"]}
        return {**own, "answers": {**own["answers"], value["question"]: given}}

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> dict[str, Any]:
        own = named or {"answers": {}}
        chosen = {question: given["choice"] for question, given in own["answers"].items()}
        return {"answers": chosen, **({"team": own["team"]} if "team" in own else {})}

    def opened(self, run: Played, scene: Scene) -> Memory:
        """With teams these are formed first; else the first question starts. A quiz that is reopened goes on."""
        if "phase" in run.memory:
            scene.timer = None
            return run.memory
        if run.config.teams:
            scene.timer, scene.is_shown = None, False
            return {"phase": "lobby", "at": -1, "over": []}
        return self._ask(run, scene, {"at": -1, "over": []})

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        """The following question; the one that runs is over."""
        if run.memory["at"] + 1 >= len(run.config.questions):
            raise Closed(N_("That was the last question."))
        return self._ask(run, scene, self._over(run))

    @move("stop")
    def stop(self, run: Played, scene: Scene) -> Memory:
        """End the question that runs, without showing the answer yet."""
        scene.timer = None
        return self._over(run)

    @move("shuffle")
    def shuffle(self, run: Played, scene: Scene) -> Memory:
        """Put everybody who is here into teams of the same size."""
        if run.memory["phase"] != "lobby":
            raise Closed(N_("The teams are made."))
        people, teams = sorted(scene.people), ids_of(run.config.teams)
        scene.rng.shuffle(people)
        return {**run.memory, "teams": {id: teams[n % len(teams)] for n, id in enumerate(people)}}

    def revealed(self, run: Played, scene: Scene) -> Memory:
        """Showing the answer ends the question."""
        scene.timer = None
        return self._over(run)

    def closed(self, run: Played, scene: Scene) -> Memory:
        return self._over(run)

    def time_is_up(self, run: Played, scene: Scene) -> Memory:
        scene.is_shown = run.is_shown or scene.shows_at_end
        return self._over(run)

    def answered_by(self, run: Played) -> Collection[str]:
        if run.memory.get("phase") == "lobby":
            return self._teams(run).keys()
        question = self._question(run)
        return [voter for voter, own in run.answers.items() if question and question.id in own["answers"]]

    def tally(self, run: Played) -> dict[str, Any]:
        tally: dict[str, Any] = {"total": len(self.answered_by(run)), "counts": {}, "leaderboard": []}
        question = self._question(run)
        if question:
            given = [own["answers"].get(question.id) for own in run.answers.values()]
            tally["counts"] = counted(question.options, (each["choice"] for each in given if each))
            if self._is_over(run, question):
                tally["correct"] = question.correct
        over = [question for question in run.config.questions if self._is_over(run, question)]
        points = {voter: points_of(run.config, over, own["answers"]) for voter, own in run.answers.items()}
        tally["leaderboard"] = places(points, run.names)
        if run.config.teams:
            tally["teams"] = team_places(run.config.teams, self._teams(run), points)
        return tally

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        question = self._question(run)
        shown: dict[str, Any] = {"phase": run.memory.get("phase"), "question": None}
        if question:
            shown["question"] = {
                "number": run.memory["at"] + 1,
                "of": len(run.config.questions),
                "seconds": question.seconds or run.config.seconds,
                **question.model_dump(mode="json", include={"id", "text", "options", "picture"}),
            }
        if run.config.teams:
            sizes = Counter(self._teams(run).values())
            shown["team_sizes"] = {team.id: sizes[team.id] for team in run.config.teams}
        return shown

    def is_personal(self, config: Config) -> bool:
        return bool(config.teams)

    def personal(self, run: Played, guest: str) -> dict[str, Any]:
        """Their team, into which the host may have put them."""
        return {"team": self._teams(run).get(guest)}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        lines: list[tuple[str, Any]] = []
        for question in run.config.questions:
            if self._is_over(run, question):
                given = [own["answers"].get(question.id, {}).get("choice") for own in run.answers.values()]
                lines.append((f"{question.text} ({question.right_text})", given.count(question.correct)))
        lines += [(each["name"], each["points"]) for each in tally.get("teams", ())]
        return lines + [(each["name"], each["points"]) for each in tally["leaderboard"]]

    def _ask(self, run: Played, scene: Scene, memory: Memory) -> Memory:
        at = memory["at"] + 1
        seconds = run.config.questions[at].seconds or run.config.seconds
        scene.timer = Timer(seconds, scene.now) if seconds else None
        scene.is_shown = run.config.results == "live"
        return {**memory, "phase": "asking", "at": at}

    def _over(self, run: Played) -> Memory:
        question = self._question(run)
        if question is None or run.memory["phase"] != "asking":
            return run.memory
        return {**run.memory, "phase": "over", "over": [*run.memory["over"], question.id]}

    def _question(self, run: Played) -> Question | None:
        """The question that is on; a quiz that was shortened since ends with its last."""
        questions: list[Question] = run.config.questions
        at = min(run.memory.get("at", -1), len(questions) - 1)
        return questions[at] if at >= 0 else None

    def _is_over(self, run: Played, question: Question) -> bool:
        return question.id in run.memory.get("over", ())

    def _teams(self, run: Played) -> dict[str, str]:
        """Who is in which team: as the host mixed them, or as they chose."""
        chosen = {voter: own["team"] for voter, own in run.answers.items() if "team" in own}
        there = set(ids_of(run.config.teams or []))
        return {voter: team for voter, team in {**chosen, **run.memory.get("teams", {})}.items() if team in there}
