"""Which keys do what: those of the table of commands, and those that the person chose instead.

What was changed is kept as one line of JSON in the library's setting ``keys``. What cannot be understood there, or is
for a command that is no longer known, is as if it had never been changed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtGui import QKeySequence

logger = logging.getLogger(__name__)

SETTING = "keys"
_MOST = 4
"""Keys of one command; the table of commands has three at most."""


class KeyBindings:
    """The keys of every command.

    Args:
        defaults: the keys of each command, by its id.
        kept: what was changed, as ``save`` was given it.
        save: keeps what was changed.
    """

    def __init__(self, defaults: Mapping[str, tuple[str, ...]], kept: str, save: Callable[[str], object]) -> None:
        self._defaults, self._save = defaults, save
        self._changed = _read(kept, defaults)

    def of(self, command: str) -> tuple[str, ...]:
        """The keys of a command, in Qt's portable writing; the first is the one that is shown."""
        return self._changed.get(command, self._defaults[command])

    def is_changed(self, command: str) -> bool:
        """Whether a command has other keys than those it came with."""
        return command in self._changed

    def holder(self, keys: str, but: str = "") -> str | None:
        """The command that has these keys, or keys that begin with them or that they begin with; None if free."""
        wanted = QKeySequence(keys)
        none = QKeySequence.SequenceMatch.NoMatch
        for command in self._defaults:
            for held in map(QKeySequence, self.of(command)):
                if command != but and (held.matches(wanted) is not none or wanted.matches(held) is not none):
                    return command
        return None

    def change(self, command: str, keys: Iterable[str]) -> None:
        """Gives a command other keys, perhaps none; whoever had them loses them."""
        chosen = tuple(QKeySequence(one).toString() for one in keys)
        for one in chosen:
            holder = self.holder(one, but=command)
            while holder is not None:
                self._put(holder, tuple(held for held in self.of(holder) if not _clash(held, one)))
                holder = self.holder(one, but=command)
        self._put(command, chosen)
        self._keep()

    def reset(self, command: str) -> None:
        """Gives a command the keys it came with; whoever had them loses them."""
        self.change(command, self._defaults[command])

    def reset_all(self) -> None:
        """Gives every command the keys it came with."""
        self._changed.clear()
        self._keep()

    def _put(self, command: str, keys: tuple[str, ...]) -> None:
        if keys == tuple(QKeySequence(one).toString() for one in self._defaults[command]):
            self._changed.pop(command, None)
        else:
            self._changed[command] = keys

    def _keep(self) -> None:
        self._save(json.dumps(self._changed, sort_keys=True) if self._changed else "")


def _clash(one: str, other: str) -> bool:
    none = QKeySequence.SequenceMatch.NoMatch
    first, second = QKeySequence(one), QKeySequence(other)
    return first.matches(second) is not none or second.matches(first) is not none


def _read(kept: str, defaults: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    try:
        stored = json.loads(kept) if kept else {}
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict):
        logger.info("the changed keys cannot be understood; the usual ones are in force")
        return {}
    changed: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for command, keys in stored.items():
        if command in defaults and _is_keys(keys) and not taken.intersection(keys):
            changed[command] = tuple(keys)
            taken.update(keys)
    return changed


def _is_keys(keys: object) -> bool:
    if not isinstance(keys, list) or len(keys) > _MOST:
        return False
    return all(isinstance(one, str) and one and QKeySequence(one).toString() == one for one in keys)
