"""Random histories of acting, undoing, being killed, being refused and meddling: no content is ever lost."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from photohash.core.errors import UsageError
from photohash.library.actions import EntryState
from photohash.library.store import Catalogue
from tests.library.actions.faults import (
    CloningFileSystem,
    FaultyFileSystem,
    in_a_process,
    kill_half_way,
    out_of_space,
    refuse,
)
from tests.library.actions.laws import entries
from tests.library.actions.worlds import COPIES, HARBOUR, OLD, TOWER, World, add_file, build, bytes_below, contents
from tests.library.photos import scene
from tests.library.raws import dng

TARGETS = st.sampled_from(["trash", "quarantine", "hardlink", "reflink", "symlink", "move"])
RAW, RAW_COPY = "album/harbour.DNG", "inbox/harbour copy.DNG"
NAMES = st.sampled_from(sorted(contents()))
STEPS = st.integers(1, 30)
FAULTS = st.sampled_from(
    [out_of_space, *map(refuse, (errno.EACCES, errno.EROFS, errno.EIO, errno.EXDEV, errno.EEXIST))]
)


class History(RuleBasedStateMachine):
    """A library whose user acts, undoes and meddles, on a machine that fails.

    Attributes:
        precious: contents that nobody but photohash has touched since they were last somewhere on the disk.
        standing: keepers that nobody has meddled with.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="photohash-"))
        self.home_before = os.environ.get("XDG_DATA_HOME")
        os.environ["XDG_DATA_HOME"] = str(self.folder / "home")
        self.written = 0

    def teardown(self) -> None:
        if self.home_before is None:
            del os.environ["XDG_DATA_HOME"]
        else:
            os.environ["XDG_DATA_HOME"] = self.home_before
        shutil.rmtree(self.folder)

    @initialize()
    def build(self) -> None:
        self.world: World = build(self.folder / "world")
        self.precious = set(contents().values())
        self.standing = {HARBOUR, TOWER}

    def target(self, to: str) -> str:
        return f"move:{self.folder / 'elsewhere'}" if to == "move" else to

    def filesystem(self) -> set[bytes]:
        return bytes_below(self.folder)

    def last_done(self) -> bool:
        return any(entry.state is EntryState.DONE for entry in entries(self.world))

    @rule(to=TARGETS)
    def act(self, to: str) -> None:
        self.world.apply(self.target(to), CloningFileSystem())

    @rule(to=TARGETS, step=STEPS, fault=FAULTS)
    def act_and_be_refused(self, to: str, step: int, fault) -> None:
        self.world.apply(self.target(to), FaultyFileSystem(step, fault))

    @rule(to=TARGETS, step=STEPS)
    def act_and_be_killed(self, to: str, step: int) -> None:
        in_a_process(self.world.apply, self.target(to), FaultyFileSystem(step, kill_half_way))

    @precondition(lambda self: self.last_done())
    @rule(choice=st.integers(0, 10_000), whole=st.booleans())
    def undo(self, choice: int, whole: bool) -> None:
        done = [entry.id for entry in entries(self.world) if entry.state is EntryState.DONE]
        self.take_back(None if whole else done[choice % len(done)], CloningFileSystem())

    @precondition(lambda self: self.last_done())
    @rule(step=STEPS, fault=FAULTS)
    def undo_and_be_refused(self, step: int, fault) -> None:
        self.take_back(None, FaultyFileSystem(step, fault))

    @precondition(lambda self: self.last_done())
    @rule(step=STEPS)
    def undo_and_be_killed(self, step: int) -> None:
        in_a_process(self.take_back, None, FaultyFileSystem(step, kill_half_way))

    def take_back(self, number: int | None, filesystem: CloningFileSystem) -> None:
        """What recovery has settled on the way may be just what was to be taken back."""
        try:
            self.world.undo(number, filesystem)
        except UsageError:
            assert not self.last_done() or number is not None

    @rule(name=NAMES)
    def save_something_else(self, name: str) -> None:
        """The user writes another file under a name, be it free, a photo's or a link's."""
        path = self.world / name
        before = self.filesystem()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            path.unlink()
        self.written += 1
        ours = b"saved by the user, number %d" % self.written
        fresh = self.folder / "fresh"
        fresh.write_bytes(ours)
        fresh.replace(path)
        self.forget(before)
        self.precious.add(ours)
        self.standing.discard(name)

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        """The user removes a file."""
        before = self.filesystem()
        (self.world / name).unlink(missing_ok=True)
        self.forget(before)
        self.standing.discard(name)

    @rule(name=NAMES)
    def put_the_photo_there(self, name: str) -> None:
        """The user copies the photo there again, and it is scanned."""
        path = self.world / name
        if not os.path.lexists(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents()[name])
            self.precious.add(contents()[name])
            if name in {HARBOUR, TOWER, *COPIES}:
                with Catalogue.open(self.world.library, write=True) as catalogue, catalogue.transaction():
                    add_file(catalogue, path, catalogue.roots().all()[0].id)

    @rule(name=NAMES)
    def give_another_name(self, name: str) -> None:
        """The user makes a hard link to a file."""
        other = (self.world / name).with_suffix(".other")
        if (self.world / name).is_file() and not os.path.lexists(other):
            os.link((self.world / name).resolve(), other)

    @rule(name=NAMES)
    def touch(self, name: str) -> None:
        """The user's programs change a file's time."""
        if (self.world / name).is_file():
            os.utime(self.world / name)

    @rule()
    def start_again(self) -> None:
        self.world.recover(CloningFileSystem())
        unfinished = [
            entry for entry in entries(self.world) if entry.state in {EntryState.INTENDED, EntryState.UNDOING}
        ]
        assert not unfinished
        assert not [
            path for path in self.world.photos.rglob(".photohash-*-*") if path.is_file() and "run-" not in str(path)
        ]

    def forget(self, before: set[bytes]) -> None:
        """What the user removed the last copy of is nobody's to keep."""
        self.precious -= before - self.filesystem()

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "world"):
            lost = self.precious - self.filesystem()
            assert not lost, [content[:40] for content in lost]

    @invariant()
    def keepers_stand(self) -> None:
        if hasattr(self, "world"):
            for name in self.standing:
                assert (self.world / name).read_bytes() == contents()[name]


class HistoryOfPairs(History):
    """The same where a raw file lies beside ``harbour`` and beside its copy, and the library knows and ticks both."""

    @initialize()
    def build(self) -> None:
        super().build()
        dng(self.world / RAW, scene(96, 64))
        shutil.copy(self.world / RAW, self.world / RAW_COPY)
        os.utime(self.world / RAW, ns=(OLD, OLD))
        self.raw, self.raw_stands = (self.world / RAW).read_bytes(), True
        self.precious.add(self.raw)
        with Catalogue.open(self.world.library, write=True) as catalogue, catalogue.transaction():
            for name in (RAW, RAW_COPY):
                add_file(catalogue, self.world / name, catalogue.roots().all()[0].id)

    @rule(name=st.sampled_from([RAW, RAW_COPY]))
    def remove_a_half(self, name: str) -> None:
        """The user removes a raw file."""
        before = self.filesystem()
        (self.world / name).unlink(missing_ok=True)
        self.forget(before)
        self.raw_stands &= name != RAW

    @rule(name=st.sampled_from([RAW, RAW_COPY]))
    def save_something_else_as_a_half(self, name: str) -> None:
        """The user's program writes a raw file anew."""
        before = self.filesystem()
        self.written += 1
        ours = b"developed by the user, number %d" % self.written
        (self.folder / "fresh").write_bytes(ours)
        (self.world / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / "fresh").replace(self.world / name)
        self.forget(before)
        self.precious.add(ours)
        self.raw_stands &= name != RAW

    @invariant()
    def the_kept_half_stands(self) -> None:
        if hasattr(self, "world") and self.raw_stands:
            assert (self.world / RAW).read_bytes() == self.raw


def run(examples: int, history: type[History] = History) -> None:
    run_state_machine_as_test(
        history,
        settings=settings(
            max_examples=examples, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )  # fmt: skip


def test_a_few_random_histories_lose_nothing():
    run(12)


def test_a_few_random_histories_of_pairs_lose_nothing():
    run(8, HistoryOfPairs)


@pytest.mark.slow
def test_five_hundred_random_histories_lose_nothing():
    run(500)


@pytest.mark.slow
def test_two_hundred_random_histories_of_pairs_lose_nothing():
    run(200, HistoryOfPairs)
