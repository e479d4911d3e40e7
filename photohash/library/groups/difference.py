"""How a copy differs from its keeper, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from photohash.library.groups.dominance import MORE_PIXELS, PERHAPS_FINER
from photohash.library.photo import Kind, Photo, Relation

_BLURRED = 0.8
"""Pixels of blur between an edited copy and its keeper from which sharpness is what is told."""

_EDITS = (
    ("detail", 0.0, "differs in a detail", "differs in a detail", "differs in a detail"),
    ("border", 0.0, "has a border", "has no border, unlike the one kept", "has another border"),
    ("overlay", 0.0, "has a caption or sticker", "has no caption or sticker, unlike the one kept", "differs in places"),
    ("blur", _BLURRED, "is less sharp", "is sharper", "differs in sharpness"),
)
"""What is said of an edited copy: by which evidence, from what on, where the copy is the altered one of the two, where
the keeper is, and where that cannot be told."""


def is_backwards(relation: Relation, keeper: Photo, photo: Photo) -> bool:
    """Whether the kind of a relation tells what became of the one kept, and not of the other photo.

    So it is where a crop is kept beside the whole photo, a small picture beside a larger one, an edited or damaged one
    beside the one it was made from, and a later save beside an earlier one. A turn is one whichever way it is seen.
    """
    evidence, first = relation.evidence, relation.a == keeper.id
    match relation.kind:
        case Kind.CROPPED:
            of_keeper, of_photo = _shares_kept(evidence, keeper_first=first)
            return of_photo < of_keeper
        case Kind.RESIZED:
            return photo.width * photo.height > keeper.width * keeper.height
        case Kind.EDITED | Kind.DAMAGED:
            named = "altered" if relation.kind is Kind.EDITED else "damaged"
            return evidence.get(named, 0.0) * (1 if first else -1) < 0
        case Kind.RE_ENCODED:
            held, holds = ("a_holds_b", "b_holds_a")[:: 1 if first else -1]
            return evidence.get(holds, 0.0) > 0 and not evidence.get(held, 0.0) > 0
        case _:
            return False


def advantage(words: Sequence[str], name: str) -> str:
    """What a photo has beside another one, as clauses: "may hold finer detail than a.jpg".

    Args:
        words: what it holds that the other lacks; see :func:`~photohash.library.groups.dominance.beyond`.
        name: of the other.
    """
    than = [one for one in words if one == MORE_PIXELS or one.startswith(("another ", "other "))]
    lacked = [one for one in words if one not in (*than, PERHAPS_FINER)]
    clauses = [
        f"has {' and '.join(lacked)}, which {name} lacks" if lacked else "",
        f"has {' and '.join(than)} than {name}" if than else "",
        f"may hold finer detail than {name}" if PERHAPS_FINER in words else "",
    ]
    return "; ".join(filter(None, clauses))


def dimensions(photo: Photo) -> str:
    """Width and height in words."""
    return f"{photo.width} × {photo.height}"


def difference(relation: Relation, keeper: Photo, photo: Photo) -> str:
    """How a copy differs from its keeper, as a short clause, e.g. "cropped to 61 % of the picture"."""
    evidence = relation.evidence
    forward = relation.b == photo.id
    size = "" if dimensions(photo) == dimensions(keeper) else f"{dimensions(photo)} instead of {dimensions(keeper)}"
    match relation.kind:
        case Kind.SAME_PIXELS:
            return "the same pixels in another file"
        case Kind.RE_ENCODED:
            return (
                "the one kept was saved from it"
                if is_backwards(relation, keeper, photo)
                else "the same picture saved again"
            )
        case Kind.RESIZED:
            squashed = abs(evidence.get("stretch", 1.0) - 1) > 0.015
            return f"{size}, proportions changed" if squashed else size
        case Kind.CROPPED:
            return _cropped(evidence, keeper_first=forward)
        case Kind.ROTATED:
            angle = evidence.get("angle", 0.0) * (1 if forward else -1)
            return (
                f"turned by {abs(angle):.{0 if abs(angle) > 10 else 1}f}° {'clockwise' if angle > 0 else 'to the left'}"
            )
        case Kind.MIRRORED:
            return "mirrored"
        case Kind.DAMAGED:
            return _damaged(evidence, keeper_first=forward)
        case Kind.EDITED:
            return _edited(evidence, keeper_first=forward)
        case _:
            return size or "the same size"


def _cropped(evidence: Mapping[str, float], *, keeper_first: bool) -> str:
    of_keeper, of_copy = _shares_kept(evidence, keeper_first=keeper_first)
    if of_copy < of_keeper:
        return f"shows more than the one kept, which is {of_copy:.0%} of it".replace("%", " %")
    return f"cropped to {of_keeper:.0%} of the picture".replace("%", " %")


def _shares_kept(evidence: Mapping[str, float], *, keeper_first: bool) -> tuple[float, float]:
    """How much of the keeper, and of the other photo, both show."""
    shares = evidence.get("area_kept_of_a", 1.0), evidence.get("area_kept_of_b", 1.0)
    return shares if keeper_first else shares[::-1]


def _damaged(evidence: Mapping[str, float], *, keeper_first: bool) -> str:
    which = evidence.get("damaged", 0.0) * (1 if keeper_first else -1)
    if which == 0:
        return "one of the two is damaged: look at both"
    return "a damaged copy" if which > 0 else "is undamaged; the one kept is damaged"


def _edited(evidence: Mapping[str, float], *, keeper_first: bool) -> str:
    altered = evidence.get("altered", 0.0) * (1 if keeper_first else -1)
    for what, least, added, lacking, unknown in _EDITS:
        if evidence.get(what, 0.0) > least:
            return added if altered > 0 else lacking if altered < 0 else unknown
    return "brightness or colours changed"
