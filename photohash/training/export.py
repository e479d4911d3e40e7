"""From a trained network to a model directory: float16 weights, an int8 network for CPUs, radii, and the card."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import openvino
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn

from photohash.core.bits import Codes, pack
from photohash.hashing.card import FALSE_MATCH_RATES, FORMAT, NETWORK, WEIGHTS, Card, file_digests, write_card
from photohash.hashing.network import HashNetwork
from photohash.hashing.runtime import HashModel, load
from photohash.hashing.squash import PREPROCESSING, squash
from photohash.library.photo import Failure
from photohash.training.calibration import calibrate
from photohash.training.labelled import Photo
from photohash.training.place import built_beside
from photohash.training.quantise import quantised
from photohash.training.validation import EDITS, FALSE_MATCHES, matching, recall, threshold

log = logging.getLogger(__name__)

Pixels = NDArray[np.uint8]

_BATCH = 32

_COMPARED = 100
"""Held-out photos on which int8 is compared with float32, which takes several times as long."""


class FromPixels(nn.Module):
    """A network that takes prepared pictures as they are, so that nothing about them can be got wrong outside it."""

    def __init__(self, network: HashNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> Tensor:
        """Uint8 [n, side, side, 3] -> float [n, bits] in [-1, 1]."""
        outputs: Tensor = self.network(self.network.backbone.normalised(pixels.permute(0, 3, 1, 2)))
        return outputs


@dataclass(frozen=True)
class HeldOut:
    """Held-out photos as network input.

    Attributes:
        originals: uint8 [n, side, side, 3].
        edited: by edit of ``validation.EDITS``, of the same shape.
    """

    originals: Pixels
    edited: Mapping[str, Pixels]

    @classmethod
    def of(cls, photos: Sequence[Photo], side: int) -> HeldOut:
        """Decodes, edits and squashes held-out photos, one at a time."""
        originals = np.empty((len(photos), side, side, 3), np.uint8)
        edited = {name: np.empty_like(originals) for name in EDITS}
        for place, photo in enumerate(photos):
            image = photo.image()
            originals[place] = squash(np.asarray(image), side)
            for name, edit in EDITS.items():
                edited[name][place] = squash(np.asarray(edit(image)), side)
        return cls(originals, edited)


@dataclass(frozen=True)
class Made:
    """What a run leaves.

    Attributes:
        card: of the model.
        failures: photos that could not be read and were left out.
    """

    card: Card
    failures: tuple[Failure, ...]


def export(network: HashNetwork, card: Card, folder: Path, calibration: Pixels, held_out: HeldOut) -> Card:
    """Measures a network and writes it as a model directory, which appears whole or not at all.

    Args:
        network: trained, float32.
        card: everything known before exporting; radii, metrics and files are filled in here.
        folder: the model directory to make.
        calibration: pictures to choose int8 ranges by, uint8 [n, side, side, 3]; not held-out ones.
        held_out: pictures to set radii and to measure by.

    Returns:
        The card as written.

    Raises:
        UsageError: there is something in the folder already.
        ModelError: the directory cannot be written.
    """
    with built_beside(folder) as place:
        return _build(network, card, place, calibration, held_out)


def _build(network: HashNetwork, card: Card, folder: Path, calibration: Pixels, held_out: HeldOut) -> Card:
    """Fills a model directory."""
    weights = {
        name: value.half().contiguous() if value.is_floating_point() else value
        for name, value in network.state_dict().items()
    }
    save_file(weights, folder / WEIGHTS)
    network.load_state_dict(
        {name: value.float() if value.is_floating_point() else value for name, value in weights.items()}
    )
    network.eval()
    exact = as_openvino(network, card.side)
    openvino.save_model(quantised(exact, calibration), folder / NETWORK, compress_to_fp16=False)
    draft = replace(card, format=FORMAT, preprocessing=PREPROCESSING, radii=dict.fromkeys(FALSE_MATCH_RATES, 0))
    write_card(folder, replace(draft, metrics={}, files=file_digests(folder)))
    model = load(folder, device="cpu")
    radii, metrics = measure(model, float_codes(exact), held_out)
    finished = replace(draft, radii=radii, metrics={**card.metrics, **metrics}, files=file_digests(folder))
    write_card(folder, finished)
    return finished


def as_openvino(network: HashNetwork, side: int) -> openvino.Model:
    """The network as a float32 OpenVINO model of pixels, uint8 [n, side, side, 3] -> float32 [n, bits]."""
    example = torch.zeros(1, side, side, 3, dtype=torch.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of sizes that become constants, which they may
        shape = ([-1, side, side, 3], openvino.Type.u8)
        return openvino.convert_model(FromPixels(network).eval(), example_input=example, input=[shape])


def measure(
    model: HashModel, exact: Callable[[Pixels], Codes], held_out: HeldOut
) -> tuple[dict[str, int], dict[str, Any]]:
    """Radii and metrics of an exported model, by its own int8 codes of held-out photos.

    Args:
        model: the exported model.
        exact: codes by the float32 network it was made from.
        held_out: photos it never saw.

    Returns:
        Radii by share of false matches, and metrics for the card.
    """
    originals = model.encode(held_out.originals)
    edited = {name: model.encode(pixels) for name, pixels in held_out.edited.items()}
    radii, provenance = calibrate(originals, edited)
    found = recall(originals, edited, threshold(originals, edited))
    few = slice(None, _COMPARED)
    exact_originals = exact(held_out.originals[few])
    exact_edited = {name: exact(pixels[few]) for name, pixels in held_out.edited.items()}
    exact_mean = _mean_recall(exact_originals, exact_edited)
    int8_mean = _mean_recall(originals[few], {name: codes[few] for name, codes in edited.items()})
    differing = [
        matching(originals[few], exact_originals),
        *(matching(edited[name][few], exact_edited[name]) for name in edited),
    ]
    metrics = {
        "source": f"{len(originals)} held-out training photos, {len(edited)} edits each, int8 codes on a CPU",
        "calibration": provenance,
        "false_matches": FALSE_MATCHES,
        "recall": {name: round(value, 4) for name, value in found.items()},
        "mean_recall": round(float(np.mean(list(found.values()))), 4),
        "int8_against_float32": {
            "photos": len(exact_originals),
            "bits_equal": round(1 - float(np.mean(differing)) / model.bits, 4),
            "mean_recall_int8": round(int8_mean, 4),
            "mean_recall_float32": round(exact_mean, 4),
        },
    }
    log.info("held-out recall %.4f", metrics["mean_recall"])
    return radii, metrics


def _mean_recall(originals: Codes, edited: Mapping[str, Codes]) -> float:
    """Recall at ``FALSE_MATCHES``, the mean over edits."""
    return float(np.mean(list(recall(originals, edited, threshold(originals, edited)).values())))


def float_codes(exact: openvino.Model) -> Callable[[Pixels], Codes]:
    """Codes by a float32 model: uint8 [n, side, side, 3] -> uint8 [n, ceil(bits / 8)]."""
    compiled = openvino.Core().compile_model(exact, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"})

    def codes(pixels: Pixels) -> Codes:
        batches = [pixels[start : start + _BATCH] for start in range(0, len(pixels), _BATCH)]
        return np.concatenate([pack(compiled(batch)[0]) for batch in batches])

    return codes
