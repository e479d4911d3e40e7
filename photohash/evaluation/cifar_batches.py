"""CIFAR-10 as its authors give it: the "python version" (pickles) and the "binary version".

A pickle is a program, and running one from a stranger is running the stranger's program. The reader here knows the few
words that CIFAR-10's batches are written with - arrays of bytes or integers, and plain containers - and gives them
meanings of its own, so that nothing of numpy or of anything else is called by a file; any other word is refused.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import UsageError
from photohash.core.paths import shown

CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
"""The ten classes in the order of their labels."""

SIDE = 32
_VALUES = 3 * SIDE * SIDE
_TRAIN = tuple(f"data_batch_{number}" for number in range(1, 6))
_TEST = "test_batch"
_NUMBERS: Mapping[str, np.dtype[Any]] = {"u1": np.dtype("u1"), "i4": np.dtype("<i4"), "i8": np.dtype("<i8")}

Batch = tuple[NDArray[np.uint8], NDArray[np.int64], list[str]]
"""Pictures uint8 [n, 32, 32, 3], labels int64 [n] and names [n]."""


def layout(names: Sequence[str]) -> tuple[str, str] | None:
    """Where batches lie among files.

    Args:
        names: paths with forward slashes.

    Returns:
        the folder they lie in and the ending of their names, "" or ".bin"; None where there is no batch.
    """
    for name in sorted(names):
        path = PurePosixPath(name)
        if path.name in {*_TRAIN, _TEST}:
            return path.parent.as_posix(), ""
        if path.name in {f"{stem}.bin" for stem in (*_TRAIN, _TEST)}:
            return path.parent.as_posix(), ".bin"
    return None


def read_batches(files: Mapping[str, bytes], ending: str, place: str) -> dict[str, list[Batch]]:
    """Reads the five training batches and the test batch.

    Args:
        files: contents by bare name.
        ending: of their names, as ``layout`` tells it.
        place: where they are, for messages.

    Returns:
        batches by part, "train" and "test".

    Raises:
        UsageError: a batch is missing or is not what it should be; the sentence names it.
    """
    missing = [name for name in (*_TRAIN, _TEST) if name + ending not in files]
    if missing:
        raise UsageError(
            f"{shown(place)} lacks {missing[0]}{ending}: CIFAR-10 is five training batches and a test batch."
        )
    read = _binary if ending else _pickled
    parts: dict[str, list[Batch]] = {"train": [], "test": []}
    for stem in (*_TRAIN, _TEST):
        try:
            parts["test" if stem == _TEST else "train"].append(read(files[stem + ending], stem))
        except Refused as error:
            raise UsageError(f"{stem}{ending} in {shown(place)} is not a batch of CIFAR-10: {error}.") from error
    return parts


class Refused(ValueError):  # noqa: N818 - reads as what it says
    """A clause on why bytes are no batch."""


def _binary(content: bytes, stem: str) -> Batch:
    """Rows of a label and 3,072 values: red, then green, then blue."""
    if not content or len(content) % (1 + _VALUES):
        raise Refused(f"its {len(content)} bytes are not rows of {1 + _VALUES}")
    rows = np.frombuffer(content, np.uint8).reshape(-1, 1 + _VALUES)
    return _batch(rows[:, 1:], rows[:, 0].astype(np.int64), [f"{stem}/{row:05}.png" for row in range(len(rows))])


def _pickled(content: bytes, stem: str) -> Batch:
    """A dictionary of ``data`` [n, 3072], ``labels`` and ``filenames``."""
    document = load_plain(content)
    if not isinstance(document, dict):
        raise Refused("it holds no dictionary")
    named = {_text(key): value for key, value in document.items()}
    data, labels = named.get("data"), named.get("labels")
    values = data.values if isinstance(data, _Array) else None
    if values is None or values.dtype != np.uint8 or values.ndim != 2 or values.shape[1] != _VALUES:
        raise Refused(f'its "data" is not an array of bytes [n, {_VALUES}]')
    if not isinstance(labels, list) or not all(type(label) is int for label in labels) or len(labels) != len(values):
        raise Refused('its "labels" are not one whole number a picture')
    given = named.get("filenames")
    names = [_text(name) for name in given] if isinstance(given, list) and len(given) == len(values) else []
    return _batch(values, np.array(labels, np.int64), names or [f"{stem}/{row:05}.png" for row in range(len(values))])


def _batch(values: NDArray[np.uint8], labels: NDArray[np.int64], names: list[str]) -> Batch:
    if len(labels) and (labels.min() < 0 or labels.max() >= len(CLASSES)):
        raise Refused("a label is not one of 0 to 9")
    return values.reshape(-1, 3, SIDE, SIDE).transpose(0, 2, 3, 1), labels, names


def load_plain(content: bytes) -> Any:
    """Unpickles plain containers, numbers, texts and arrays; arrays come as objects with ``values``.

    Raises:
        Refused: the bytes are no pickle, or want anything else.
    """
    try:
        return _PlainUnpickler(io.BytesIO(content), encoding="bytes").load()
    except Refused:
        raise
    except Exception as error:  # a pickle cut short or made up raises anything at all
        raise Refused("it cannot be read as a pickle") from error


class _Number:
    """Stands in for ``numpy.dtype``: a kind of number, byte order as the little-endian files have it."""

    def __init__(self, code: object = "", *_: object) -> None:
        name = _text(code)
        if name not in _NUMBERS:
            raise Refused(f"it holds an array of {name[:20]!r}")
        self.dtype = _NUMBERS[name]

    def __setstate__(self, state: object) -> None:
        order = state[1] if isinstance(state, tuple) and len(state) > 1 else None
        if _text(order) not in {"<", "|", "="}:
            raise Refused("it holds an array in another order of bytes")


class _Array:
    """Stands in for ``numpy.ndarray``."""

    values: NDArray[Any] | None = None

    def __setstate__(self, state: object) -> None:
        if not isinstance(state, tuple) or len(state) != 5:
            raise Refused("it holds an array of an unknown make")
        _, shape, number, by_columns, content = state
        whole = isinstance(shape, tuple) and all(type(size) is int and size >= 0 for size in shape)
        if not whole or not isinstance(number, _Number) or not isinstance(content, bytes):
            raise Refused("it holds an array of an unknown make")
        try:
            flat = np.frombuffer(content, number.dtype)
            self.values = flat.reshape(shape, order="F" if by_columns else "C")
        except ValueError as error:
            raise Refused("it holds an array whose size is not that of its values") from error


def _reconstruct(*_: object) -> _Array:
    """Stands in for numpy's function of that name, which makes an empty array to be filled."""
    return _Array()


def _encode(text: object, encoding: object = "latin1") -> bytes:
    """Stands in for ``codecs.encode``, by which newer pickles of old protocols write bytes."""
    if not isinstance(text, str) or encoding != "latin1":
        raise Refused("it holds bytes of an unknown make")
    return text.encode("latin1")


class _PlainUnpickler(pickle.Unpickler):
    """Knows the words that arrays are pickled with, each with a meaning of our own, and no other."""

    _WORDS: Mapping[tuple[str, str], Any] = {
        ("numpy.core.multiarray", "_reconstruct"): _reconstruct,
        ("numpy._core.multiarray", "_reconstruct"): _reconstruct,
        ("numpy", "ndarray"): _Array,
        ("numpy", "dtype"): _Number,
        ("_codecs", "encode"): _encode,
    }

    def find_class(self, module: str, name: str) -> Any:
        """What a word of the pickle stands for.

        Raises:
            Refused: it is no word of an array.
        """
        if (module, name) not in self._WORDS:
            raise Refused(f"it wants to run {module}.{name}, which a batch has no need of")
        return self._WORDS[module, name]

    def persistent_load(self, _: object) -> NoReturn:
        """There is nothing outside a batch to refer to.

        Raises:
            Refused: always.
        """
        raise Refused("it refers to something outside itself")


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
