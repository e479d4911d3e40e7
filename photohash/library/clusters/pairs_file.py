"""The near pairs of a library in a packed file beside its catalogue, so that nothing is compared twice.

A line of JSON says what is in it, then come plain numbers, little-endian: the codes of all rows, uint8; for each row
how many pairs it is the later row of, uint32; of each pair the earlier row, uint32, and the distance, uint16. It holds
the codes themselves: pairs are true of codes whatever became of the photos, and rows whose codes are gone are left out
when it is read. A file that is damaged, or of other models, is passed over; what it held is searched for anew.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from blake3 import blake3

from photohash.core.bits import Codes
from photohash.core.files import in_words
from photohash.core.paths import shown, write_atomically
from photohash.library.clusters.neighbours import Neighbours

_log = logging.getLogger(__name__)

_FORMAT = "photohash-near-pairs-1"
_LONGEST_HEADER = 1 << 16


@dataclass(frozen=True, slots=True)
class KeptPairs:
    """Near pairs as they were found.

    Attributes:
        models: whose codes they are of.
        times: how many times each model's Hamming distance counts.
        reach: the limit that was searched for.
        most: how many pairs were to be held at once; where there were more, the limit of ``pairs`` is below ``reach``.
        codes: for each model, uint8 [n, bytes].
        pairs: of these rows, each with the later row as ``a``.
    """

    models: tuple[str, ...]
    times: tuple[int, ...]
    reach: int
    most: int
    codes: tuple[Codes, ...]
    pairs: Neighbours


class PairsFile:
    """The file of one library.

    Args:
        folder: the library directory.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "near-pairs"

    def write(self, kept: KeptPairs) -> bool:
        """Puts these pairs in place of those before, all or none; answers whether that could be."""
        pairs, rows = kept.pairs, len(kept.codes[0])
        order = np.argsort(pairs.a, kind="stable")
        payload = b"".join(
            (
                *(np.ascontiguousarray(code).tobytes() for code in kept.codes),
                np.bincount(pairs.a, minlength=rows).astype("<u4").tobytes(),
                pairs.b[order].astype("<u4").tobytes(),
                pairs.distances[order].astype("<u2").tobytes(),
            )
        )
        header: dict[str, Any] = {
            "format": _FORMAT,
            "models": kept.models,
            "times": kept.times,
            "bytes": [code.shape[1] for code in kept.codes],
            "rows": rows,
            "pairs": len(pairs.a),
            "limit": pairs.limit,
            "reach": kept.reach,
            "most": kept.most,
        }
        header["digest"] = _digest(header, payload)
        try:
            write_atomically(self.path, json.dumps(header).encode() + b"\n" + payload, lasting=False)
        except OSError as error:
            _log.info("near pairs cannot be kept in %s: %s", shown(self.path), in_words(error))
            return False
        return True

    def read(self, models: Sequence[str], times: Sequence[int], most: int) -> KeptPairs | None:
        """The pairs that are kept, or None where there are none of these models, or what is there is damaged."""
        try:
            with self.path.open("rb") as file:
                header = json.loads(file.readline(_LONGEST_HEADER))
                wanted = {"format": _FORMAT, "models": list(models), "times": list(times), "most": most}
                if not isinstance(header, dict) or any(header.get(name) != value for name, value in wanted.items()):
                    _log.info("%s holds no near pairs of %s", shown(self.path), ", ".join(models))
                    return None
                return _unpacked(header, file.read())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
            _log.info("%s is passed over: %r", shown(self.path), error)
            return None


def _digest(header: Mapping[str, Any], payload: bytes) -> str:
    """Of all that is in a file but the digest itself."""
    said = json.dumps({name: value for name, value in header.items() if name != "digest"}, sort_keys=True)
    return blake3(said.encode()).update(payload).hexdigest()


def _unpacked(header: dict[str, Any], payload: bytes) -> KeptPairs:
    """What is in a file; ``ValueError`` and its like where that is not what the header says."""
    if _digest(header, payload) != header["digest"]:
        raise ValueError("its digest is another one")
    rows, count, limit = int(header["rows"]), int(header["pairs"]), int(header["limit"])
    widths = [int(width) for width in header["bytes"]]
    if len(widths) != len(header["models"]) or len(payload) != rows * (sum(widths) + 4) + 6 * count:
        raise ValueError("its length is another one")
    codes, at = [], 0
    for width in widths:
        codes.append(np.frombuffer(payload, np.uint8, rows * width, at).reshape(rows, width))
        at += rows * width
    own = np.frombuffer(payload, "<u4", rows, at)
    b = np.frombuffer(payload, "<u4", count, at + 4 * rows)
    distances = np.frombuffer(payload, "<u2", count, at + 4 * rows + 4 * count)
    if int(own.sum(dtype=np.int64)) != count:
        raise ValueError("its rows do not have as many pairs")
    a = np.repeat(np.arange(rows, dtype=np.int32), own)
    if count and (not bool((b < a).all()) or int(distances.max()) > limit):
        raise ValueError("its pairs are of no rows, or too far apart")
    found = Neighbours(a, b.astype(np.int32), distances.astype(np.int32), limit)
    return KeptPairs(
        tuple(header["models"]), tuple(header["times"]), int(header["reach"]), int(header["most"]), tuple(codes), found
    )
