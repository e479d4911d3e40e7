"""A disk on which something goes wrong at a chosen step, one that clones by copying, and one with a folder twice."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from photohash.library.actions.filesystem import FileSystem

STEPS = (
    "make_folder", "rename", "hard_link", "soft_link", "clone", "copy", "write", "restore", "remove", "remove_folder",
    "sync", "send_to_trash",
)  # fmt: skip
"""Everything that a disk can be asked to do."""


class CloningFileSystem(FileSystem):
    """A disk whose clones are copies, where the file system of the test has no reflinks."""

    def clone(self, source: Path, name: Path) -> None:
        self.copy(source, name)


class TwofoldFileSystem(CloningFileSystem):
    """A disk on which two folders are one, as one folder is that is reached over two file systems.

    What is renamed out of either goes from the other too, and comes back to both. Devices, inodes and times of change
    say nothing of that.

    Args:
        one: a folder.
        other: one with the same files.
        shadow: an empty folder, in which lies meanwhile what is gone from the second one.
    """

    def __init__(self, one: Path, other: Path, shadow: Path) -> None:
        self.twins = {one: other, other: one}
        self.shadow = shadow

    def rename(self, source: Path, destination: Path) -> None:
        super().rename(source, destination)
        for path, comes in ((source, False), (destination, True)):
            for folder, twin in self.twins.items():
                if path.parent.is_relative_to(folder):
                    there = twin / path.relative_to(folder)
                    hidden = self.shadow / there.relative_to(there.anchor)
                    hidden.parent.mkdir(parents=True, exist_ok=True)
                    if comes and hidden.exists():
                        hidden.rename(there)
                    elif not comes and there.exists():
                        there.rename(hidden)


class FaultyFileSystem(CloningFileSystem):
    """A disk that does something else before one of its steps.

    Args:
        at: which step, counted from 1; 0 for none.
        fault: what happens: gets the step's name and its paths, and may raise, kill or disturb.

    Attributes:
        done: the steps asked for so far, by name.
    """

    def __init__(self, at: int, fault: Callable[[str, tuple[Any, ...]], None]) -> None:
        self.at = at
        self.fault = fault
        self.done: list[str] = []


def _disturbed(name: str) -> Callable[..., Any]:
    def step(self: FaultyFileSystem, *arguments: Any) -> Any:
        self.done.append(name)
        if len(self.done) == self.at:
            self.fault(name, arguments)
        return getattr(super(FaultyFileSystem, self), name)(*arguments)

    return step


for _name in STEPS:
    setattr(FaultyFileSystem, _name, _disturbed(_name))


def kill(_name: str, _arguments: tuple[Any, ...]) -> None:
    """Ends the process as a power cut does, as far as a test can."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_half_way(name: str, arguments: tuple[Any, ...]) -> None:
    """Ends the process while a file is being written, or before any other step."""
    if name in {"copy", "write"}:
        target = arguments[1] if name == "copy" else arguments[0]
        content = arguments[0].read_bytes() if name == "copy" else arguments[1]
        target.write_bytes(content[: len(content) // 2])
    kill(name, arguments)


def refuse(number: int) -> Callable[[str, tuple[Any, ...]], None]:
    """The system refuses with an error number."""

    def fault(name: str, arguments: tuple[Any, ...]) -> None:
        raise OSError(number, os.strerror(number), os.fspath(arguments[0]))

    return fault


def out_of_space(name: str, arguments: tuple[Any, ...]) -> None:
    """The disk fills up while a file is being written."""
    if name in {"copy", "write"}:
        target = arguments[1] if name == "copy" else arguments[0]
        target.write_bytes(b"half of it")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.fspath(arguments[0]))


def in_a_process(work: Callable[..., object], *arguments: object) -> bool:
    """Does something in a process of its own; whether that was killed."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work(*arguments)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the process failed by itself"
    return False
