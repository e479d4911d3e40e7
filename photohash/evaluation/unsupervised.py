"""The unsupervised baselines of the papers on one footing: LSH, PCAH, SH and ITQ on the pooled features of Lite0.

Each is fitted on the features of the training photos, labels unseen, and codes queries and database alike. Features are
float32 [n, d]; a hasher turns them into outputs float64 [n, bits] whose signs are the bits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import UsageError
from photohash.library.photo import Pixels

Features = NDArray[np.float32]
Outputs = NDArray[np.float64]
Hasher = Callable[[Features], Outputs]

FEATURE_SIDE = 128
"""Pixels of the square that features are taken from; a larger one takes longer and tells CIFAR's 32 pixels no more."""

_ITERATIONS = 50
"""Of ITQ, as in the paper."""

_FLAT = 1e-12
"""The least length of an axis; on one on which all photos lie together every wave is too short to be chosen."""


def lsh(features: Features, bits: int, seed: int) -> Hasher:
    """Random hyperplanes through the mean (Charikar 2002): signs of products with normally distributed directions.

    Args:
        features: float32 [n, d]; only their mean is used, without which features that are never negative share a side.
        bits: any number.
        seed: of the directions.
    """
    mean = _mean(features)
    directions = np.random.default_rng(seed).standard_normal((features.shape[1], bits))
    return lambda rows: (rows - mean) @ directions


def pcah(features: Features, bits: int, seed: int) -> Hasher:  # noqa: ARG001 - nothing is left to chance
    """PCA hashing: signs of the principal components.

    Args:
        features: float32 [n, d].
        bits: at most the number of components.
        seed: unused.
    """
    mean, axes = _principal(features, bits, "pcah")
    return lambda rows: (rows - mean) @ axes


def sh(features: Features, bits: int, seed: int) -> Hasher:  # noqa: ARG001 - nothing is left to chance
    """Spectral hashing (Weiss, Torralba and Fergus, NIPS 2008).

    The data are taken to be uniform in the box of their principal components. There the eigenfunctions of the graph
    Laplacian along an axis of length s are sin(pi/2 + m pi/s x), m = 1, 2, ...; those of the least eigenvalue, which is
    those of the least frequency m/s, are the bits.

    Args:
        features: float32 [n, d].
        bits: any number.
        seed: unused.
    """
    axes_wanted = min(bits, *_sizes(features))
    mean, axes = _principal(features, axes_wanted, "sh")
    projected = (features - mean) @ axes
    low = projected.min(axis=0)
    lengths = np.maximum(projected.max(axis=0) - low, _FLAT)
    frequencies = np.pi * np.arange(1, bits + 1)[:, None] / lengths  # [modes, axes]
    chosen = np.argsort(frequencies, axis=None, kind="stable")[:bits]
    axis, frequency = chosen % axes_wanted, frequencies.ravel()[chosen]
    return lambda rows: np.sin(np.pi / 2 + frequency * ((rows - mean) @ axes - low)[:, axis])


def itq(features: Features, bits: int, seed: int) -> Hasher:
    """Iterative quantisation (Gong and Lazebnik, CVPR 2011): principal components turned towards a cube's corners.

    Args:
        features: float32 [n, d].
        bits: at most the number of components.
        seed: of the rotation it begins with.
    """
    mean, axes = _principal(features, bits, "itq")
    projected = (features - mean) @ axes
    rotation, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((bits, bits)))
    for _ in range(_ITERATIONS):
        corners = np.where(projected @ rotation >= 0, 1.0, -1.0)
        left, _, right = np.linalg.svd(corners.T @ projected)
        rotation = (left @ right).T
    turned = axes @ rotation
    return lambda rows: (rows - mean) @ turned


BASELINES: Mapping[str, Callable[[Features, int, int], Hasher]] = MappingProxyType(
    {"lsh": lsh, "pcah": pcah, "sh": sh, "itq": itq}
)
"""What makes a hasher from training features, code length and seed, by name."""


def fit(name: str, features: Features, bits: int, seed: int = 0) -> Hasher:
    """Fits a baseline.

    Args:
        name: in ``BASELINES``.
        features: of the training photos, float32 [n, d].
        bits: length of a code.
        seed: of whatever is drawn.

    Raises:
        UsageError: there is no such baseline, or it cannot make so many bits of these features.
    """
    if name not in BASELINES:
        raise UsageError(f"There is no baseline {name!r}. There are: {', '.join(BASELINES)}.")
    return BASELINES[name](features, bits, seed)


class PooledFeatures:
    """Lite0 with ImageNet weights up to its pooled features, with the face of a model: pictures in, rows out.

    Attributes:
        side: pixels of the square input.
    """

    backbone = "lite0"
    side = FEATURE_SIDE

    def __init__(self) -> None:
        """Loads the weights.

        Raises:
            ModelError: they are not installed.
        """
        import torch

        from photohash.hashing.backbones import pretrained

        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self._network = pretrained(self.backbone).to(self.device).eval()

    def prepare(self, pixels: Pixels) -> Pixels:
        """Any upright RGB picture, uint8 [h, w, 3], as uint8 [side, side, 3]."""
        from photohash.hashing.squash import squash

        return squash(pixels, self.side)

    def encode(self, batch: Pixels) -> Features:
        """Means over the feature map.

        Args:
            batch: uint8 [n, side, side, 3].

        Returns:
            float32 [n, 1280].
        """
        import torch

        with torch.inference_mode():
            x = torch.from_numpy(np.ascontiguousarray(batch)).to(self.device).permute(0, 3, 1, 2)
            pooled: Features = self._network(self._network.normalised(x)).mean(dim=(2, 3)).cpu().numpy()
        return pooled


def _mean(features: Features) -> Outputs:
    mean: Outputs = features.mean(axis=0, dtype=np.float64)
    return mean


def _sizes(features: Features) -> tuple[int, int]:
    """The dimensions, and the most components that so many photos can have."""
    return features.shape[1], max(len(features) - 1, 1)


def _principal(features: Features, count: int, name: str) -> tuple[Outputs, Outputs]:
    """Mean float64 [d] and the axes of most variance float64 [d, count], each with its largest part positive.

    Raises:
        UsageError: there are not so many.
    """
    if count > min(_sizes(features)):
        raise UsageError(
            f"{name} makes at most {min(_sizes(features))} bits of {len(features):,} photos with"
            f" {features.shape[1]:,} features each; {count} were asked for."
        )
    mean = _mean(features)
    centred = features - mean
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, ::-1][:, :count]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(count)])
    return mean, axes * signs
