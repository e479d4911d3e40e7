"""The words of CSQ and OrthoHash, one for each class, as the losses take them."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from photohash.hashing.hadamard import hadamard_centres


@lru_cache(maxsize=8)
def signed_centres(bits: int, classes: int, device: torch.device) -> Tensor:
    """``hadamard_centres`` as -1 and +1, float32 [classes, bits]."""
    return torch.from_numpy(hadamard_centres(bits, classes) * 2.0 - 1.0).to(device, torch.float32)
