"""The card of a model: what ``card.json`` in a model directory must say, and whether the files beside it are its own.

A model may come from anywhere, so its card is read as strictly as a stranger's letter: every key must be there, none
may be more, and each value is checked. A card names files of its own directory only, and each with its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from photohash.core.errors import ModelError
from photohash.core.paths import shown, write_atomically
from photohash.hashing.methods import LEAST_BITS, MOST_BITS

CARD = "card.json"
WEIGHTS = "weights.safetensors"
NETWORK = "network.xml"
NETWORK_DATA = "network.bin"

FORMAT = 1
"""The version of the card's shape that this photohash writes and reads."""

FALSE_MATCH_RATES = ("1e-4", "1e-5", "1e-6")
"""The shares of non-matching pairs for which a card gives the radius."""

_LARGEST_CARD = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_WORD = re.compile(r"[a-z0-9]{1,32}")


@dataclass(frozen=True, slots=True)
class Card:
    """What a model directory holds.

    Attributes:
        format: version of the card's shape.
        id: ``<method>-<backbone>-<bits>-<purpose>``.
        title: a name for people.
        method: a name in ``methods.METHODS``.
        backbone: a name in ``backbones.BACKBONES``.
        bits: length of a code.
        purpose: what the codes are good for, in one word.
        network: the method's options by ``methods.METHODS``, e.g. {"channels": 256, "attention": "improved"}; what is
            left out has its default. They are looked at where the network is built, which a CPU never has to do.
        side: pixels of the square network input.
        preprocessing: name of the way a picture becomes that square.
        radii: by share of non-matching pairs let through, the greatest Hamming distance of a match.
        training: what it was trained on and how.
        metrics: what was measured, and on what.
        licence: of the weights.
        files: by name, SHA-256 in hexadecimal.
    """

    format: int
    id: str
    title: str
    method: str
    backbone: str
    bits: int
    purpose: str
    network: Mapping[str, Any]
    side: int
    preprocessing: str
    radii: Mapping[str, int]
    training: Mapping[str, Any]
    metrics: Mapping[str, Any]
    licence: str
    files: Mapping[str, str]

    def radius(self, false_matches: str) -> int:
        """The radius for one of ``FALSE_MATCH_RATES``."""
        return self.radii[false_matches]


def read_card(folder: Path) -> Card:
    """The card of a model directory, every value checked; the files it names are not opened.

    Raises:
        ModelError: there is no card, or one sentence on the first thing wrong with it.
    """
    path = folder / CARD
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_CARD + 1)
    except OSError as error:
        raise ModelError(
            f"{shown(folder)} is not a model directory: its {CARD} cannot be read ({error.strerror})."
        ) from error
    if len(content) > _LARGEST_CARD:
        raise ModelError(f"{shown(path)} is too large to be a model card.")
    try:
        return _parse(_decoded(content))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{shown(path)} is not a valid model card: {error}.") from error


def check(folder: Path) -> Card:
    """Reads the card and compares every file it names with its digest.

    Raises:
        ModelError: the card is wrong, or a file is missing or differs.
    """
    card = read_card(folder)
    for name, expected in card.files.items():
        path = folder / name
        if path.is_symlink():
            raise ModelError(f"{shown(path)} is a link; a model directory must hold its own files.")
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(
                f"{shown(path)}, which the model's card names, cannot be read ({error.strerror})."
            ) from error
        if found != expected:
            raise ModelError(f"{shown(path)} is not the file the model's card describes; get the model again.")
    return card


def write_card(folder: Path, card: Card) -> None:
    """Writes ``card.json``, after checking it as it will be checked when read.

    Raises:
        ValueError: the card would not be accepted.
    """
    document = {key: _plain(value) for key, value in _shallow(card).items()}
    content = (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
    _parse(_decoded(content))
    write_atomically(folder / CARD, content)


def file_digests(folder: Path, names: tuple[str, ...] = (WEIGHTS, NETWORK, NETWORK_DATA)) -> dict[str, str]:
    """SHA-256 of files of a model directory, as a card lists them."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def _shallow(card: Card) -> dict[str, Any]:
    """The card's fields by name, values as they are."""
    return {field.name: getattr(card, field.name) for field in fields(card)}


def _plain(value: object) -> object:
    """Read-only mappings as dictionaries, for JSON."""
    return {key: _plain(inner) for key, inner in value.items()} if isinstance(value, Mapping) else value


def _decoded(content: bytes) -> object:
    """JSON as strictly as its standard: UTF-8, no key twice, no number that is none.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    return json.loads(
        content.decode("utf-8"), object_pairs_hook=_no_repeats, parse_constant=_no_constant, parse_float=_finite
    )


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys are all different."""
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"{repeated[0]!r} is there twice")
    return dict(pairs)


def _no_constant(name: str) -> float:
    """Refuses NaN and the infinities, which are not JSON."""
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    """A number that a float can hold; ``1e999`` would be read as infinity."""
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:20]} is too great a number")
    return number


def _parse(document: object) -> Card:
    """A card from decoded JSON.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    if not isinstance(document, dict):
        raise ValueError("it is not a JSON object")
    if document.get("format") != FORMAT or isinstance(document.get("format"), bool):
        raise ValueError(f'its "format" is {document.get("format")!r}, and this photohash reads {FORMAT}')
    names = [field.name for field in fields(Card)]
    missing, unknown = [name for name in names if name not in document], sorted(set(document) - set(names))
    if missing:
        raise ValueError(f"{missing[0]!r} is missing")
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not known")
    for name, (wanted, fits) in _CHECKS.items():
        if not fits(document[name]):
            raise ValueError(f"{name!r} must be {wanted}")
    values = {name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in document.items()}
    card = Card(**cast(dict[str, Any], values))
    expected = f"{card.method}-{card.backbone}-{card.bits}-{card.purpose}"
    if card.id != expected:
        raise ValueError(f"its id is {card.id!r}, but its method, backbone, bits and purpose make {expected!r}")
    if max(card.radii.values()) > card.bits:
        raise ValueError("a radius is greater than the number of bits")
    return card


def _is_text(value: object) -> bool:
    """A line that any screen can show: no line breaks, terminal codes or halves of characters."""
    return isinstance(value, str) and 0 < len(value) <= 1000 and value.isprintable()


def _is_word(value: object) -> bool:
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def _is_side(value: object) -> bool:
    return type(value) is int and 0 < value <= 1024 and value % 32 == 0


def _is_radii(value: object) -> bool:
    """All rates and no other, each a distance, none greater for a smaller rate."""
    if not isinstance(value, dict) or set(value) != set(FALSE_MATCH_RATES):
        return False
    radii = [value[rate] for rate in FALSE_MATCH_RATES]
    return all(type(radius) is int and radius >= 0 for radius in radii) and radii == sorted(radii, reverse=True)


def _is_files(value: object) -> bool:
    """The three files, perhaps more, each a plain name with a digest."""
    if not isinstance(value, dict) or not {WEIGHTS, NETWORK, NETWORK_DATA} <= set(value) or CARD in value:
        return False
    return all(
        _NAME.fullmatch(name) is not None and isinstance(digest, str) and _DIGEST.fullmatch(digest) is not None
        for name, digest in value.items()
    )


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


_CHECKS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "id": ("a line of text", _is_text),
    "title": ("a line of text", _is_text),
    "method": ("a word of small letters and digits", _is_word),
    "backbone": ("a word of small letters and digits", _is_word),
    "bits": (
        f"a whole number from {LEAST_BITS} to {MOST_BITS}",
        lambda value: type(value) is int and LEAST_BITS <= value <= MOST_BITS,
    ),
    "purpose": ("a word of small letters and digits", _is_word),
    "network": ("an object", _is_object),
    "side": ("a multiple of 32, at most 1024", _is_side),
    "preprocessing": ("a line of text", _is_text),
    "radii": (f"an object of falling distances for {', '.join(FALSE_MATCH_RATES)}", _is_radii),
    "training": ("an object", _is_object),
    "metrics": ("an object", _is_object),
    "licence": ("a line of text", _is_text),
    "files": (
        f"an object of file names of this directory, {WEIGHTS}, {NETWORK} and {NETWORK_DATA} among them, with SHA-256",
        _is_files,
    ),
}
