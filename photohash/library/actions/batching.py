"""What is acted on together: the files of a group in one batch, and the two halves of a pair as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from photohash.core.paths import shown
from photohash.library.actions.outcomes import ActionResult, Outcome
from photohash.library.actions.preflight import CheckedTick
from photohash.library.store import Entry, Tick

_FILES_A_BATCH = 200
_BYTES_A_BATCH = 1 << 30


def group_of(tick: Tick) -> tuple[Path, bytes]:
    """What ticks of one group have in common: the keeper; a file chosen by hand is by itself."""
    return tick.keeper or tick.path, tick.keeper_digest or tick.digest


def batches(ticks: Sequence[Tick]) -> Iterator[list[Tick]]:
    """The ticks in batches, each group whole in one of them."""
    batch: list[Tick] = []
    for _, group in groupby(ticks, key=group_of):
        batch += group
        if len(batch) >= _FILES_A_BATCH or sum(tick.size for tick in batch) >= _BYTES_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class PairedFiles:
    """Ticked files that go with another ticked file, as a raw file does with the JPEG beside it: one entry is both."""

    def __init__(self) -> None:
        self._along: set[Path] = set()
        self._told: dict[Path, Outcome] = {}
        self._waiting: list[Tick] = []

    def take(self, prepared: Iterable[CheckedTick]) -> None:
        """Remembers what goes with files that are about to be acted on."""
        for one in prepared:
            self._along.update(piece.source for piece in one.entry.pieces[1:])

    def goes_along(self, tick: Tick) -> bool:
        """Whether a file goes with one that came before; then what becomes of it is told later."""
        if tick.path not in self._along:
            return False
        self._waiting.append(tick)
        return True

    def tell(self, outcome: Outcome, entry: Entry) -> None:
        """Hears what became of a file and of those that went with it."""
        for piece in entry.pieces[1:]:
            self._told[piece.source] = replace(outcome, destination=piece.destination if outcome.destination else None)

    def outcomes(self) -> list[Outcome]:
        """What became of the files that went along, as far as it is known."""
        waiting, self._waiting = self._waiting, []
        return [_along(tick, self._told[tick.path]) for tick in waiting]


def _along(tick: Tick, leader: Outcome) -> Outcome:
    """What became of a file that went with another, which has told already what both free."""
    goes, other = leader.result in (ActionResult.PLANNED, ActionResult.DONE), shown(leader.tick.path.name)
    note = f"goes with {other}" if goes else f"is a pair with {other}, which {leader.note}"
    return Outcome(tick, leader.result, leader.action, leader.entry, leader.destination, note=note)
