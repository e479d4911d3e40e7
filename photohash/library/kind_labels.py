"""What a copy is, in the one or two words that stand on it in the window and in a report."""

from __future__ import annotations

from collections.abc import Mapping

from photohash.core.translation import TextTable, Words
from photohash.library.photo import Kind

KIND_LABELS: Mapping[Kind, Words] = TextTable(
    {
        Kind.IDENTICAL: "Identical",
        Kind.SAME_PIXELS: "Same pixels",
        Kind.RE_ENCODED: "Re-encoded",
        Kind.RESIZED: "Resized",
        Kind.CROPPED: "Cropped",
        Kind.ROTATED: "Rotated",
        Kind.MIRRORED: "Mirrored",
        Kind.EDITED: "Edited",
        Kind.DAMAGED: "Damaged",
        Kind.RAW_JPEG: "Raw + JPEG",
        Kind.LIVE: "Live photo",
        Kind.BURST: "Burst",
        Kind.SIMILAR: "Similar",
    }
)
"""The word on a chip."""

BACKWARDS_LABELS: Mapping[Kind, Words] = TextTable(
    {
        Kind.RE_ENCODED: "Earlier save",
        Kind.RESIZED: "Larger",
        Kind.CROPPED: "Whole photo",
        Kind.EDITED: "Unedited",
        Kind.DAMAGED: "Undamaged",
    }
)
"""The word on a chip where the kind tells what became of the other photo: that one is the crop, the smaller one."""


def kind_label(kind: Kind | None, *, backwards: bool = False) -> str:
    """The word on a chip, "" for no kind.

    Args:
        kind: of the relation.
        backwards: whether it tells what became of the other photo; see ``library.groups.is_backwards``.
    """
    if kind is None:
        return ""
    return BACKWARDS_LABELS[kind] if backwards and kind in BACKWARDS_LABELS else KIND_LABELS[kind]
