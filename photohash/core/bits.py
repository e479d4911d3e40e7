"""Packed binary codes: the one place that fixes bit order, sign and distance.

A code of K bits is stored in as few bytes as hold it, most significant bit first. Bit 1 stands for +1, bit 0 for -1,
and zero counts as positive, as in the sign function of DHIDA (Eq. 2). Where K is no multiple of 8, the last bits of the
last byte are 0 in every code, so that no distance knows of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint8]
"""Packed codes: uint8 [n, ceil(bits / 8)]."""


def bytes_of(bits: int) -> int:
    """How many bytes hold a code of that many bits."""
    return -(-bits // 8)


def pack(outputs: NDArray[np.floating]) -> Codes:
    """Packs the signs of hash-layer outputs.

    Args:
        outputs: float [n, bits], bits at least 1.

    Returns:
        uint8 [n, ceil(bits / 8)].

    Raises:
        ValueError: the shape is not two-dimensional or there are no bits.
    """
    if outputs.ndim != 2 or not outputs.shape[1]:
        raise ValueError(f"outputs must be [n, bits] with at least one bit, got {outputs.shape}")
    return np.packbits(outputs >= 0, axis=1)


def unpack(codes: Codes, bits: int | None = None) -> NDArray[np.int8]:
    """The inverse of ``pack`` up to magnitude.

    Args:
        codes: uint8 [n, ceil(bits / 8)].
        bits: length of a code; None where it fills its bytes.

    Returns:
        int8 [n, bits] of -1 and +1.

    Raises:
        ValueError: codes of that length have another number of bytes.
    """
    if bits is not None and codes.shape[1] != bytes_of(bits):
        raise ValueError(f"codes of {bits} bits have {bytes_of(bits)} bytes, got {codes.shape}")
    return (np.unpackbits(codes, axis=1, count=bits).astype(np.int8) << 1) - 1


def distances(queries: Codes, codes: Codes) -> NDArray[np.int32]:
    """Hamming distances of every query to every code, the plain way.

    Args:
        queries: uint8 [q, bytes].
        codes: uint8 [n, bytes].

    Returns:
        int32 [q, n].
    """
    differing = np.bitwise_xor(queries[:, None, :], codes[None, :, :])
    counts: NDArray[np.int32] = np.bitwise_count(differing).sum(axis=2, dtype=np.int32)
    return counts
