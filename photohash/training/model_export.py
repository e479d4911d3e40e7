"""From a trained network to a model directory: float16 weights, an int8 network for CPUs, radii, and the card."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.torch import save

from photohash.core.bits import Codes
from photohash.core.errors import ModelError
from photohash.core.nearest_centre import nearest_centre
from photohash.hashing.card import FALSE_MATCH_RATES, FORMAT, NETWORK, WEIGHTS, Card, file_digests, write_card
from photohash.hashing.exact import as_openvino
from photohash.hashing.network import HashNetwork
from photohash.hashing.runtime import HashModel, load, load_exact, of_network
from photohash.hashing.squash import PREPROCESSING, squash
from photohash.library.photo import Failure
from photohash.training.disk_room import require_room
from photohash.training.initial_weights import InitialWeights, as_written
from photohash.training.output_folder import built_beside
from photohash.training.photo_sources import TrainingPhoto
from photohash.training.quantization import (
    HELD_DOWN,
    SWITCH,
    can_hold_down,
    can_quantise,
    codes_held_down,
    processor,
    quantised,
)
from photohash.training.recipe import Recipe
from photohash.training.validation import (
    EDITS,
    FALSE_MATCHES,
    calibrate,
    matching,
    mean_average_precision,
    recall,
    threshold,
)

log = logging.getLogger(__name__)

Pixels = NDArray[np.uint8]

_COMPARED = 100
"""Held-out photos on which int8 is compared with float32, which takes several times as long."""

_COMPARED_FLOAT = 6
"""The same where the network stays in float32, so that little can differ."""


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
    def of(cls, photos: Sequence[TrainingPhoto], side: int) -> HeldOut:
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
class HeldOutClasses:
    """Held-out photos and photos that were learnt from, with their classes: where is accuracy lost on the way to int8?

    Attributes:
        queries: held-out pictures, uint8 [n, side, side, 3].
        wanted: their labels, [n] or 0/1 [n, L].
        database: pictures learnt from, uint8 [m, side, side, 3].
        known: their labels, [m] or 0/1 [m, L].
    """

    queries: Pixels
    wanted: NDArray[np.integer]
    database: Pixels
    known: NDArray[np.integer]

    def figures(self, model: HashModel) -> dict[str, float]:
        """By a model's codes: mAP, and the share of queries that lie nearest to the mean code of their own class."""
        queries, database = model.encode(self.queries), model.encode(self.database)
        score = mean_average_precision(queries, self.wanted, database, self.known)
        told = {"mean_average_precision": round(score, 4)}
        if self.known.ndim == 1:
            right = nearest_centre(queries, database, self.known) == self.wanted
            told["nearest_centre"] = round(float(right.mean()), 4)
        return told


@dataclass(frozen=True)
class TrainedModel:
    """What a run leaves.

    Attributes:
        card: of the model.
        failures: photos that could not be read and were left out.
    """

    card: Card
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class ExportPictures:
    """What a network is brought to int8 and measured with.

    Attributes:
        calibration: pictures to choose int8 ranges by, uint8 [n, side, side, 3]; not held-out ones.
        held_out: pictures to set radii and to measure by.
        told: what they are, in words for the card.
        int8: whether the network is brought to int8 where that can be done; else it stays float32, at half the speed.
        measured: by which radii and recall are measured instead, where the network learnt the held-out photos too: one
            that learnt alike, but not from them.
        classes: by which it is told how much of what training found is left in int8; None where there are no classes.
    """

    calibration: Pixels
    held_out: HeldOut
    told: str = "held-out training photos"
    int8: bool = True
    measured: HashNetwork | None = None
    classes: HeldOutClasses | None = None


@dataclass(frozen=True)
class TrainedNetwork:
    """A network at the end of its training, before it is exported.

    Attributes:
        network: float32, on the CPU.
        card: everything known before exporting.
        pictures: prepares what exporting takes.
        failures: photos that could not be read and were left out.
    """

    network: HashNetwork
    card: Card
    pictures: Callable[[], ExportPictures]
    failures: tuple[Failure, ...]


def draft_card(recipe: Recipe, training: Mapping[str, Any], initial: InitialWeights | None) -> Card:
    """What a card says that is known before the model is exported.

    Args:
        recipe: all of it goes on the card.
        training: what else is told of the training.
        initial: the weights that the backbone began with.
    """
    network = recipe.network
    began = {"began_from": initial.as_dict()} if initial else {}
    return Card(
        format=FORMAT,
        id=recipe.model_id,
        title=recipe.title,
        method=network.method,
        backbone=network.backbone,
        bits=network.bits,
        purpose=recipe.purpose,
        network=dict(network.options),
        side=network.side,
        preprocessing="",
        radii={},
        training={"data": recipe.photos, **training, "recipe": recipe.as_dict(), **began},
        metrics={},
        licence=recipe.licence,
        files={},
    )


def export(network: HashNetwork, card: Card, folder: Path, pictures: ExportPictures) -> Card:
    """Measures a network and writes it as a model directory, which appears whole or not at all.

    Args:
        network: trained, float32.
        card: everything known before exporting; radii, metrics and files are filled in here.
        folder: the model directory to make.
        pictures: what it is brought to int8 and measured with.

    Returns:
        The card as written.

    Raises:
        UsageError: there is something in the folder already.
        ModelError: the directory cannot be written.
    """
    with built_beside(folder) as place:
        finished = _build(network, card, place, pictures)
    log.info("made %s", folder)
    return finished


def _build(network: HashNetwork, card: Card, folder: Path, pictures: ExportPictures) -> Card:
    """Fills a model directory."""
    weights = as_written(network)
    (folder / WEIGHTS).write_bytes(save(weights))
    network.load_state_dict(
        {name: value.float() if value.is_floating_point() else value for name, value in weights.items()}
    )
    network.eval()
    exact = as_openvino(network, card.side)
    is_int8 = pictures.int8 and can_quantise()
    quick = quantised(exact, pictures.calibration) if is_int8 else exact
    _save(quick, folder / NETWORK, sum(value.numel() for value in weights.values()) * 4)
    draft = replace(card, format=FORMAT, preprocessing=PREPROCESSING, radii=dict.fromkeys(FALSE_MATCH_RATES, 0))
    write_card(folder, replace(draft, metrics={}, files=file_digests(folder)))
    held_down = partial(codes_held_down, folder) if is_int8 and can_hold_down() else None
    radii, metrics = measure(load(folder, device="cpu"), load_exact(folder), held_down, pictures)
    finished = replace(draft, radii=radii, metrics={**card.metrics, **metrics}, files=file_digests(folder))
    write_card(folder, finished)
    return finished


def _save(network: Any, path: Path, octets: int) -> None:
    """Writes an OpenVINO network of about so many bytes.

    Raises:
        OSError: there is no room for it; OpenVINO itself says only that a stream failed.
    """
    import openvino

    try:
        openvino.save_model(network, path, compress_to_fp16=False)
    except RuntimeError:
        require_room(path.parent, octets)
        raise


def measure(
    model: HashModel, exact: HashModel, held_down: Callable[[Pixels], Codes] | None, pictures: ExportPictures
) -> tuple[dict[str, int], dict[str, Any]]:
    """Radii and metrics of an exported model, by its own codes, which are int8 where that can be made here.

    Args:
        model: the exported model.
        exact: the same in float32.
        held_down: codes by the model without VNNI; None where that cannot be tried.
        pictures: photos to measure on.

    Returns:
        Radii by share of false matches, and metrics for the card.
    """
    held_out = pictures.held_out
    measured = model if pictures.measured is None else of_network(model.card, pictures.measured)
    originals = measured.encode(held_out.originals)
    edited = {name: measured.encode(pixels) for name, pixels in held_out.edited.items()}
    radii, provenance = calibrate(originals, edited)
    arithmetic = "int8" if pictures.int8 and can_quantise() else "float32"
    found = recall(originals, edited, threshold(originals, edited))
    metrics = {
        "arithmetic": arithmetic,
        "source": f"{len(originals)} {pictures.told}, {len(edited)} edits each, {arithmetic} codes on a CPU",
        "calibration": provenance,
        "false_matches": FALSE_MATCHES,
        "recall": {name: round(value, 4) for name, value in found.items()},
        "mean_recall": round(float(np.mean(list(found.values()))), 4),
        "int8_against_float32": _agreement(model, exact, held_down, pictures),
    }
    if pictures.classes is not None:
        by = {"float32": exact} | ({arithmetic: model} if arithmetic != "float32" else {})
        metrics["held_out_classes"] = {name: pictures.classes.figures(one) for name, one in by.items()}
        log.info("held-out classes: %s", metrics["held_out_classes"])
    log.info("held-out recall %.4f", metrics["mean_recall"])
    return radii, metrics


def _agreement(
    model: HashModel, exact: HashModel, held_down: Callable[[Pixels], Codes] | None, pictures: ExportPictures
) -> dict[str, Any]:
    """How far int8 codes are those of float32, here and without VNNI: shares of equal bits, and what either finds."""
    held_out = pictures.held_out
    most = _COMPARED if pictures.int8 else _COMPARED_FLOAT
    few = [pixels[:most] for pixels in (held_out.originals, *held_out.edited.values())]
    pixels, count = np.concatenate(few), len(few[0])

    def split(codes: Codes) -> tuple[Codes, dict[str, Codes]]:
        originals, *edited = np.split(codes, len(few))
        return originals, dict(zip(held_out.edited, edited, strict=True))

    int8, float32 = model.encode(pixels), exact.encode(pixels)
    agreement: dict[str, Any] = {"photos": count, "bits_equal": _bits_equal(int8, float32, model.bits)}
    told = processor()
    if held_down is not None:
        try:
            agreement["bits_equal_without_vnni"] = _bits_equal(held_down(pixels), float32, model.bits)
            told += f"; without VNNI: the same, held down by {SWITCH}={HELD_DOWN}"
        except ModelError as error:  # not worth losing a trained model for
            log.warning("%s", error)
    agreement["processor"] = told
    agreement["mean_recall_int8"] = round(_mean_recall(*split(int8)), 4)
    agreement["mean_recall_float32"] = round(_mean_recall(*split(float32)), 4)
    log.info("int8 against float32: %s", agreement)
    return agreement


def _bits_equal(codes: Codes, others: Codes, bits: int) -> float:
    return round(1 - float(np.mean(matching(codes, others))) / bits, 4)


def _mean_recall(originals: Codes, edited: Mapping[str, Codes]) -> float:
    """Recall at ``FALSE_MATCHES``, the mean over edits."""
    return float(np.mean(list(recall(originals, edited, threshold(originals, edited)).values())))
