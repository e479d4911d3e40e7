"""Packed binary codes: the one place that fixes bit order, sign and distance.

A code of K bits is stored as K / 8 bytes, most significant bit first. Bit 1 stands for +1, bit 0 for -1, and zero
counts as positive, as in the sign function of DHIDA (Eq. 2). K is a multiple of 8.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint8]
"""Packed codes: uint8 [n, bits // 8]."""


def pack(outputs: NDArray[np.floating]) -> Codes:
    """Packs the signs of hash-layer outputs.

    Args:
        outputs: float [n, bits]; bits must be a multiple of 8.

    Returns:
        uint8 [n, bits // 8].

    Raises:
        ValueError: the shape is not two-dimensional or bits is not a multiple of 8.
    """
    if outputs.ndim != 2 or outputs.shape[1] % 8:
        raise ValueError(f"outputs must be [n, bits] with bits a multiple of 8, got {outputs.shape}")
    return np.packbits(outputs >= 0, axis=1)


def unpack(codes: Codes) -> NDArray[np.int8]:
    """The inverse of ``pack`` up to magnitude: int8 [n, bits] of -1 and +1."""
    return (np.unpackbits(codes, axis=1).astype(np.int8) << 1) - 1


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
