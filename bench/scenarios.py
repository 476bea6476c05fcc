"""What is measured: how many guests are there, and how they vote."""

from __future__ import annotations

from dataclasses import dataclass

STORM_SIZES = (50, 200, 1000)


@dataclass(frozen=True)
class Scenario:
    """`votes` are sent evenly over `seconds`; 0 means all of them in the same instant. `limit_s` is how long after the
    last vote acknowledgements and snapshots are waited for."""

    name: str
    guests: int
    votes: int
    seconds: float
    servers: tuple[str, ...]
    limit_s: int = 40

    @property
    def title(self) -> str:
        way = f"over {self.seconds:g} s" if self.seconds else "in the same instant"
        return f"{self.name}: {self.guests:,} guests, {self.votes:,} votes {way}"


def scenarios(names: list[str], sizes: list[int]) -> list[Scenario]:
    """The named scenarios; `sizes` are those of the storm."""
    storms = [Scenario("storm", size, size, 0, ("eventkit", "naive", "coalesce")) for size in sizes]
    # The naive server is not asked for the steady stream: it needs several times as long as the stream lasts.
    others = [
        Scenario("spread", 1000, 1000, 3, ("eventkit", "naive", "coalesce")),
        Scenario("steady", 2000, 2250, 15, ("eventkit", "coalesce")),
    ]
    return [scenario for scenario in (*storms, *others) if scenario.name in names]
