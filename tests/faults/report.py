"""What a campaign has tried, and what was lost: the table that each of them prints."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Filled in while the campaign runs.  `seed` makes its dice; `measured` has figures worth knowing."""

    title: str
    seed: int
    tried: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)
    measured: dict[str, str] = field(default_factory=dict)

    def lose(self, what: str, details: str) -> None:
        """Writes a loss down; the campaign goes on, to see what else there is."""
        self.lost[what] += 1
        self.losses.append(f"{what}: {details}")

    def table(self) -> str:
        rows = [(what, str(self.tried[what]), str(self.lost[what])) for what in {**self.tried, **self.lost}]
        width = max(len(what) for what, _, _ in [("what", "", ""), *rows])
        lines = [f"{self.title} (seed {self.seed})", f"  {'what':{width}}  {'tried':>8}  {'lost':>6}"]
        lines += [f"  {what:{width}}  {tried:>8}  {lost:>6}" for what, tried, lost in rows]
        lines += [f"  {name}: {figure}" for name, figure in self.measured.items()]
        lines += [f"  LOST  {loss}" for loss in self.losses]
        return "\n".join(lines)
