"""The bundled int8 networks make the codes of their float32 weights, on processors with VNNI and without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from photohash.core.bits import Codes, distances, pack
from photohash.hashing import runtime
from photohash.hashing.card import read_card
from photohash.training import quantization
from photohash.training.validation import EDITS

LEAST = 0.95
"""Of the bits, equal."""

MODELS = [folder.name for folder in runtime.bundled()]
on_x86 = pytest.mark.skipif(not quantization.can_hold_down(), reason="only x86 processors can be held down")


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    """Photos, and each of them under some of the edits that models are measured by."""
    data = pytest.importorskip("skimage.data")
    photos = [getattr(data, name)()[..., :3] for name in ("astronaut", "coffee", "chelsea", "rocket", "cat")]
    edits = [EDITS[name] for name in ("jpeg 20", "crop 60 %", "turn 90", "grey", "caption", "darker")]
    return photos + [np.asarray(edit(Image.fromarray(photo))) for photo in photos for edit in edits]


def prepared(model: runtime.HashModel, pictures: list[np.ndarray]) -> np.ndarray:
    return np.stack([model.prepare(picture) for picture in pictures])


def share_equal(codes: Codes, others: Codes, bits: int) -> float:
    return float(1 - distances(codes, others).diagonal().mean() / bits)


@pytest.mark.parametrize("name", MODELS)
def test_int8_agrees_with_float32_on_this_processor(name: str, pictures: list[np.ndarray]):
    model, exact = runtime.load(runtime.find(name), device="cpu"), runtime.load_exact(runtime.find(name))
    pixels = prepared(exact, pictures)
    assert (model.arithmetic, exact.arithmetic) == ("int8", "float32")
    assert share_equal(model.encode(pixels), exact.encode(pixels), exact.bits) >= LEAST


@on_x86
@pytest.mark.parametrize("name", MODELS)
def test_int8_agrees_with_float32_on_a_processor_without_vnni(name: str, pictures: list[np.ndarray]):
    exact = runtime.load_exact(runtime.find(name))
    pixels = prepared(exact, pictures)
    held_down = quantization.codes_held_down(runtime.find(name), pixels)
    assert share_equal(held_down, exact.encode(pixels), exact.bits) >= LEAST


@on_x86
def test_the_library_obeys_when_it_is_held_down(tmp_path: Path, pictures: list[np.ndarray]):
    """It says which instructions it goes by."""
    model = runtime.load(runtime.find("dah-lite0-64-scenes"), device="cpu")
    pixels, codes = tmp_path / "pixels.npy", tmp_path / "codes.npy"
    np.save(pixels, prepared(model, pictures[:1]))
    files = (runtime.find(model.model_id), pixels, codes)
    done = subprocess.run(
        [sys.executable, "-m", quantization.__name__, *map(str, files)],
        env={**os.environ, quantization.SWITCH: quantization.HELD_DOWN, "ONEDNN_VERBOSE": "check"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (instructions,) = {line.split("isa:")[1] for line in done.stdout.splitlines() if "isa:" in line}
    assert instructions == "Intel AVX2"
    assert np.load(codes).shape == (1, 8)


def test_float32_in_openvino_is_float32_in_torch(pictures: list[np.ndarray]):
    folder = runtime.find("dah-lite0-64-scenes")
    exact = runtime.load_exact(folder)
    pixels = prepared(exact, pictures)
    network = runtime.torch_network(read_card(folder), folder)
    with torch.inference_mode():
        outputs = network(network.backbone.normalised(torch.from_numpy(pixels).permute(0, 3, 1, 2))).numpy()
    assert share_equal(exact.encode(pixels), pack(outputs), exact.bits) >= 0.999
    np.testing.assert_allclose(exact.relaxed(pixels), outputs, atol=2e-3)


def test_a_card_tells_the_agreement_with_vnni_and_without():
    for folder in runtime.bundled():
        told = read_card(folder).metrics["int8_against_float32"]
        assert told["bits_equal"] >= LEAST
        assert told["bits_equal_without_vnni"] >= LEAST
        assert "VNNI" in told["processor"]


def test_codes_of_different_networks_are_told_apart():
    cards = [read_card(folder) for folder in runtime.bundled()]
    makers = {runtime.made_by(card, device) for card in cards for device in ("cpu", "cuda")}
    assert len(makers) == 2 * len(cards)
    folder = runtime.find("dah-lite0-64-scenes")
    assert runtime.load(folder, device="cpu").made_by == runtime.made_by(read_card(folder), "cpu")
    assert runtime.load_exact(folder).made_by == runtime.made_by(read_card(folder), "cuda")
