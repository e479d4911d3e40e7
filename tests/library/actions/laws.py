"""What must be true after anything went wrong and photohash was started again."""

from __future__ import annotations

from pathlib import Path

from photohash.library.actions import Action, Entry, EntryState
from photohash.library.store import LINKS, Catalogue
from tests.library.actions.worlds import HARBOUR, TOWER, World, bytes_below, contents

OVER = {EntryState.DONE, EntryState.FAILED, EntryState.UNDONE, EntryState.DIFFERS}


def entries(world: World) -> list[Entry]:
    """The whole journal, newest first."""
    with Catalogue.open(world.library, write=False) as catalogue:
        return catalogue.journal().newest(10_000)


def check_nothing_is_lost(world: World, *elsewhere: Path, also: set[bytes] = frozenset()) -> None:  # type: ignore[assignment]
    """Every content that there ever was is still on the disk, whole, and of every group a copy is in its place."""
    there = bytes_below(world.photos, *elsewhere)
    lost = [name for name, content in contents().items() if content not in there]
    assert not lost, f"lost: {lost}"
    assert also <= there, "what another program wrote was lost"


def check_keepers_stand(world: World) -> None:
    """The keepers are where they were, as they were."""
    for name in (HARBOUR, TOWER):
        assert (world / name).read_bytes() == contents()[name]


def check_journal_and_disk_agree(world: World) -> None:
    """Every entry is over, and what it says of its files is so; nothing half-way is left."""
    later: set[Path] = set()
    for entry in entries(world):
        assert entry.state in OVER, f"{entry.path} is still {entry.state}: {entry.note}"
        if entry.state is EntryState.DIFFERS:
            assert entry.note
            continue
        if entry.path in later:  # what became of it since is in a later entry
            continue
        later.add(entry.path)
        if entry.state is EntryState.DONE:
            _check_done(entry)
        else:
            _check_back(entry)
    left = [path for path in world.photos.rglob(".photohash-*") if path.is_file()]
    assert not left, f"left half-way: {left}"


def _check_done(entry: Entry) -> None:
    for piece in entry.pieces:
        assert piece.destination is not None
        if piece.kept:
            assert piece.destination.stat().st_size == piece.size, f"{piece.destination} is not whole"
        if entry.action in LINKS:
            assert entry.keeper is not None
            assert piece.source.resolve().read_bytes() == entry.keeper.read_bytes()
        elif entry.action is not Action.RESCUE:
            assert not piece.source.exists(), f"{piece.source} is at both places"


def _check_back(entry: Entry) -> None:
    for piece in entry.pieces:
        place = piece.restored or piece.source
        assert place.exists() or entry.note, f"{place} is not back, and the journal says nothing"
        if piece.kept and piece.destination is not None and entry.action is not Action.RESCUE:
            assert not piece.destination.exists(), f"{piece.destination} is at both places"
