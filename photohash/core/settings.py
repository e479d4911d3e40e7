"""Every setting, declared once: its name, type, default, the values it may take, and the words shown beside it.

A library keeps its settings in ``settings.json``. A value that does not fit its declaration is ignored in favour of the
default, and keys of other versions are kept when the file is written again, so that two versions can share a library.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photohash.core.errors import LibraryError
from photohash.core.paths import shown, write_atomically
from photohash.core.translation import Words

logger = logging.getLogger(__name__)

Value = str | float | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a user can choose.

    Attributes:
        key: its name in the file and in code.
        default: the value when nothing is chosen; fixes the type.
        title: the label shown beside it.
        explanation: one sentence on what it changes.
        choices: allowed values with their labels, or empty when any value of the type will do.
    """

    key: str
    default: Value
    title: Words
    explanation: Words
    choices: tuple[tuple[Value, Words], ...] = ()

    def accepts(self, value: object) -> bool:
        """Whether a value has the right type and is one of the choices."""
        if type(value) is not type(self.default):
            return False
        return not self.choices or any(value == choice for choice, _ in self.choices)


STRICTNESS: tuple[tuple[Value, Words], ...] = ((1e-6, "Strict"), (1e-5, "Normal"), (1e-4, "Loose"))
"""Share of unrelated pairs that a search radius lets through; each model's card translates it into bits."""

DEFAULT_MODEL = "dhida-lite0-256-copies"
"""The id of the model that finds copies where neither an argument nor the library's settings name one."""

DEFAULT_BROWSING_MODEL = "dahp-lite0-128-scenes"
"""The id of the model that tells look-alikes likewise: clusters are told best by its codes and those of the default."""

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "model",
        DEFAULT_MODEL,
        "Model",
        "The hash that copies are found with. Codes of the other models are kept.",
    ),
    Setting(
        "browsing-model",
        DEFAULT_BROWSING_MODEL,
        "Browsing model",
        "The model that look-alikes use, beside the one that finds copies; empty for none.",
    ),
    Setting(
        "coming-browsing-model",
        "",
        "Browsing model to come",
        "The hash that takes over from the browsing model as soon as every photo has a code of it; empty for none.",
    ),
    Setting(
        "browsing-model-before",
        "",
        "Browsing model before",
        "The hash that look-alikes were told by before; its codes are kept, so that it can be gone back to at once.",
    ),
    Setting(
        "models-put-down",
        "",
        "Models put down",
        "The hashes whose codes are dropped at the next search, set apart by commas.",
    ),
    Setting(
        "strictness",
        1e-5,
        "Search",
        "How far photohash looks for candidates. Every candidate is verified before it is called a copy.",
        STRICTNESS,
    ),
    Setting(
        "keep",
        "",
        "Keep",
        "Which photo of a group stays: rules of photohash apply, set apart by commas; empty for the best picture.",
    ),
    Setting(
        "put-away",
        "trash",
        "Put away",
        "What is done to ticked photos: a word that photohash apply takes after --to.",
    ),
    Setting(
        "look-alikes-level",
        "stack",
        "Look-alikes",
        "What the photos of a cluster have in common in the window.",
        (("stack", "Stacks"), ("subject", "Subjects")),
    ),
    Setting(
        "look-alikes-strictness",
        1e-5,
        "How alike",
        "How alike photos of one cluster are in the window, from 1e-6 (tight) to 1e-4 (loose).",
    ),
    Setting(
        "thumbnail-size",
        144,
        "Thumbnails",
        "How large pictures are shown, on every page.",
    ),
    Setting(
        "theme",
        "system",
        "Appearance",
        "Light or dark colours.",
        (("system", "Like the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    Setting(
        "language",
        "system",
        "Language",
        "The language of the window. A change shows when photohash is next opened.",
        (("system", "Like the system"), ("en", "English"), ("de", "Deutsch")),
    ),
    Setting(
        "keys",
        "",
        "Keyboard shortcuts",
        "Keys that were changed, as one JSON object: the name of a command and its keys.",
    ),
    Setting(
        "last-folder",
        "",
        "Last folder",
        "Where the window's folder dialogs open.",
    ),
    Setting(
        "last-albums",
        "",
        "Last albums",
        "The albums that photos were added to last, by number, set apart by commas.",
    ),
)

_writing = threading.Lock()
"""Two threads of one program may change settings of the same file."""

_DECLARED = {setting.key: setting for setting in SETTINGS}


class Settings(Mapping[str, Value]):
    """The settings of one library; read with ``settings["model"]``, changed with ``set``."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "settings.json"
        self._stored = self._read()

    def __getitem__(self, key: str) -> Value:
        setting = _DECLARED[key]
        value = self._stored.get(key, setting.default)
        return value if setting.accepts(value) else setting.default

    def __iter__(self) -> Any:
        return iter(_DECLARED)

    def __len__(self) -> int:
        return len(_DECLARED)

    @property
    def folder(self) -> Path:
        """The library whose settings these are."""
        return self._path.parent

    def set(self, key: str, value: Value) -> None:
        """Changes one setting and writes the file.

        Raises:
            KeyError: no such setting.
            ValueError: the value is not one it may take.
            LibraryError: the file cannot be written.
        """
        setting = _DECLARED[key]
        if not setting.accepts(value):
            raise ValueError(f"{value!r} is not a value of {key!r}")
        with _writing:
            # Another window, a search or the command line may have changed another one.
            self._stored = {**self._stored, **self._read(), key: value}
            self._write()

    def read_again(self) -> None:
        """Takes in what others have changed."""
        self._stored |= self._read()

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(self._stored, indent=2, sort_keys=True).encode())
        except OSError as error:
            raise LibraryError(f"The settings could not be saved in {shown(self._path)}: {error.strerror}.") from error

    def _read(self) -> dict[str, Any]:
        try:
            stored = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            logger.warning("the settings in %s cannot be read (%s); the defaults are used", shown(self._path), error)
            return {}
        return stored if isinstance(stored, dict) else {}
