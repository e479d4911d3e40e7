"""What can be done to copies, and by which rules one is kept, as people read it: the window's words for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import TextTable, Words, tr
from photohash.library.actions import RULE_WORDS, Action, Entry, EntryState, KeepRule, Target, rules_in


@dataclass(frozen=True, slots=True)
class ActionLabels:
    """The words for one action.

    Attributes:
        choice: in the list to choose from.
        tip: what it means, in a sentence or two.
        button: what a button says that does it, around the number of photos.
        done: what a heading says when it is done, around the number of photos.
        one: what happens or happened to one file.
        freed: when the space is free.
    """

    choice: Words
    tip: Words
    button: Words
    done: Words
    one: Words
    freed: Words


BY_ACTION: Mapping[Action, ActionLabels] = TextTable(
    {
        Action.TRASH: ActionLabels(
            "Go to the trash",
            "The system's trash, from where photos can be put back. A drive without one gets a quarantine folder.",
            "Move {} to the trash",
            "{} moved to the trash",
            "To the trash",
            "freed when you empty the trash",
        ),
        Action.QUARANTINE: ActionLabels(
            "Go to a quarantine folder",
            "A hidden folder, .photohash-quarantine, inside your own folder. photohash never empties it.",
            "Move {} to the quarantine",
            "{} moved to the quarantine",
            "To the quarantine",
            "freed when you empty the quarantine folder",
        ),
        Action.MOVE: ActionLabels(
            "Go to another folder…",
            "A folder of your choice. Nothing in it is overwritten.",
            "Move {}",
            "{} moved",
            "To another folder",
            "moved out of the way",
        ),
        Action.HARDLINK: ActionLabels(
            "Become hard links",
            "The photo stays where it is, but shares its bytes with the one kept. Only byte-identical ones can.",
            "Replace {} by hard links",
            "{} replaced by hard links",
            "Becomes a hard link",
            "freed at once",
        ),
        Action.SYMLINK: ActionLabels(
            "Become symbolic links",
            "A small file that leads to the photo that is kept stands in its place. Only for byte-identical ones.",
            "Replace {} by symbolic links",
            "{} replaced by symbolic links",
            "Becomes a symbolic link",
            "freed at once",
        ),
        Action.REFLINK: ActionLabels(
            "Become clones",
            "The photo stays a file of its own, but shares its space on disk. Only on some disks: Btrfs, XFS, APFS.",
            "Replace {} by clones",
            "{} replaced by clones",
            "Becomes a clone",
            "freed at once",
        ),
    }
)

BEST: tuple[Words, Words] = (
    "Best picture",
    "Unaltered before altered, then the most pixels, the least compression, the oldest file.",
)
"""What is kept where no rule is named: a title and what it means."""

_OFTEN = "oldest", "newest", "most-pixels", "most-bytes", "capture-time", "protected", "shortest-path"

BY_RULE: Mapping[str, tuple[Words, Words]] = TextTable(
    {
        "": BEST,
        **{name: (RULE_WORDS[name].title, RULE_WORDS[name].meaning) for name in _OFTEN},
    }
)
"""The rules that are often wanted, by the words of the command line: a title and what it means.

What a rule leaves open is decided as for the best picture.
"""


def folder_rule() -> tuple[str, str]:
    """The rule that a folder's photos are kept: a title and what it means."""
    words = RULE_WORDS["in:FOLDER"]
    return tr(words.title), tr(words.meaning)


def rule_title(rule: KeepRule) -> str:
    """A rule as people read it."""
    if rule.folder is not None:
        return tr("In {folder}").format(folder=shown(rule.folder.name or rule.folder))
    return tr(RULE_WORDS[rule.name].title)


def rules_title(words: str) -> str:
    """Rules, by the words of the command line, in one line: "Most pixels, then oldest file"."""
    first, *others = map(rule_title, rules_in(words))
    return ", ".join([first, *(tr("then {rule}").format(rule=other[:1].lower() + other[1:]) for other in others)])


BY_STATE: Mapping[EntryState, Words] = TextTable(
    {
        EntryState.INTENDED: "cut short",
        EntryState.DONE: "done",
        EntryState.FAILED: "not done",
        EntryState.UNDOING: "being undone",
        EntryState.UNDONE: "undone",
        EntryState.DIFFERS: "needs a look",
    }
)
"""How an entry of the journal stands."""


def photo_count(number: int) -> str:
    """A number of photos: "1 photo", "12 photos"."""
    return count(number, "photo")


def file_label(action: Action) -> str:
    """What happens to one file."""
    return tr("Notes") if action is Action.RESCUE else BY_ACTION[action].one


def button_label(target: Target, number: int) -> str:
    """What the button says that does it: "Move 7 photos to the trash"."""
    words = BY_ACTION[target.action].button.format(photo_count(number))
    return words if target.folder is None else _to(words, target.folder)


def done_label(target: Target, number: int) -> str:
    """What a heading says when it is done: "7 photos moved to the trash"."""
    words = BY_ACTION[target.action].done.format(photo_count(number))
    return words if target.folder is None else _to(words, target.folder)


def state_label(entry: Entry) -> str:
    """How an entry of the journal stands."""
    return BY_STATE[entry.state]


def _to(words: str, folder: Path) -> str:
    return tr("{what} to {folder}").format(what=words, folder=shown(folder.name or folder))
