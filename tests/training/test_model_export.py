"""Networks of every method leave training as OpenVINO models that agree with torch; codes of 12 bits go all the way."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from photohash.core.bits import distances, pack, unpack
from photohash.core.errors import ModelError
from photohash.hashing.card import FORMAT, Card, check
from photohash.hashing.exact import FromPixels, as_openvino
from photohash.hashing.factory import build_network
from photohash.hashing.network import HashNetwork
from photohash.hashing.runtime import load, torch_network
from photohash.library.index import HammingIndex
from photohash.training.model_export import ExportPictures, HeldOut, export
from tests.limits import no_file_over

NEEDED: dict[str, dict[str, Any]] = {"dah": {"classes": 5}, "dahp": {"channels": 16}, "dhida": {"channels": 16}}
SEEN: list[tuple[str, str, int, dict[str, Any]]] = [
    ("dah", "resnet30", 32, {"attention": "cbam"}),
    ("dah", "alexnet", 64, {"attention": "cbam"}),
    ("dah", "alexnet", 64, {"attention": "none"}),
    ("dahp", "alexnet", 64, {"attention": "none"}),
    ("dahp", "alexnet", 96, {"attention": "dual"}),
    ("dahp", "resnet18", 64, {"attention": "dual", "dilated": True, "folded": True}),
    ("dhida", "alexnet", 96, {"attention": "none", "piecewise": False}),
    ("dhida", "alexnet", 96, {"attention": "dual", "turns": True}),
    ("dhida", "lite0", 64, {"attention": "improved", "folded": True}),
    ("dhida", "lite0", 64, {"attention": "improved", "turns": True, "middle": True}),
]


def network(method: str, backbone: str, bits: int = 12, **options: Any) -> HashNetwork:
    """A random network whose codes differ from picture to picture and whose attention is at work."""
    torch.manual_seed(4)
    random = build_network(method, backbone, bits, {**NEEDED[method], **options}).eval()
    for name, parameter in random.named_parameters():
        if parameter.ndim == 4 and name.startswith("backbone."):
            nn.init.kaiming_normal_(parameter, nonlinearity="relu")
        if name.endswith((".alpha", ".beta")):
            nn.init.constant_(parameter, 0.3)
    return random


def pictures(count: int, side: int) -> np.ndarray:
    """Blurred noise, as unlike each other as photos are."""
    coarse = torch.rand(count, 3, 5, 5, generator=torch.Generator().manual_seed(1))
    smooth = nn.functional.interpolate(coarse, size=side, mode="bilinear")
    return (smooth * 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous().numpy()


@pytest.mark.parametrize(("method", "backbone", "side", "options"), SEEN)
def test_openvino_sees_what_torch_sees(method, backbone, side, options):
    import openvino  # not before photohash, which keeps it from reporting its use

    made = network(method, backbone, **options)
    pixels = pictures(3, side)
    compiled = openvino.Core().compile_model(
        as_openvino(made, side), "CPU", {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1}
    )
    with torch.inference_mode():
        exact = FromPixels(made)(torch.from_numpy(pixels)).numpy()
    assert exact.shape == (3, 12)
    np.testing.assert_allclose(compiled(pixels)[0], exact, atol=2e-3)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Card, Path, HashNetwork]:
    """A model of 12 bits, from network to directory."""
    made = network("dahp", "lite0", folded=True, hidden=24)
    draft = Card(
        format=FORMAT,
        id="dahp-lite0-12-test",
        title="Twelve bits",
        method="dahp",
        backbone="lite0",
        bits=12,
        purpose="test",
        network={**NEEDED["dahp"], "folded": True, "hidden": 24},
        side=32,
        preprocessing="",
        radii={},
        training={},
        metrics={},
        licence="Apache-2.0",
        files={},
    )
    held_out = HeldOut(pictures(12, 32), {"nothing": pictures(12, 32), "dark": pictures(12, 32) // 2})
    folder = tmp_path_factory.mktemp("models") / draft.id
    return export(copy.deepcopy(made), draft, folder, ExportPictures(pictures(8, 32), held_out)), folder, made


def test_a_model_of_12_bits_is_written_loaded_and_searched(exported):
    card, folder, _ = exported
    assert check(folder) == card
    assert max(card.radii.values()) <= 12
    assert card.metrics["calibration"]["pairs"] == 2 * 12 * 11
    model = load(folder, device="cpu", threads=1)
    batch = pictures(12, 32)
    codes = model.encode(batch)
    assert codes.shape == (12, 2)
    assert not (codes[:, 1] & 0b1111).any()
    assert (unpack(codes, 12) == np.where(model.relaxed(batch) >= 0, 1, -1)).all()
    assert model.encode(batch[:0]).shape == (0, 2)
    index = HammingIndex(model.bits)
    index.add(np.arange(12), codes)
    _, apart = index.nearest(codes, 12)
    assert (apart == np.sort(distances(codes, codes), axis=1)).all()


def test_the_directory_holds_the_folded_network_it_was_made_from(exported):
    card, folder, made = exported
    again, pixels = torch_network(card, folder), torch.from_numpy(pictures(4, 32))
    with torch.inference_mode():
        before, after = FromPixels(made)(pixels), FromPixels(again)(pixels)
    torch.testing.assert_close(after, before, rtol=0, atol=0.02)
    assert distances(pack(before.numpy()), pack(after.numpy())).diagonal().sum() <= 2


def test_a_network_for_which_there_is_no_room_is_told_by_the_system_and_leaves_nothing(exported, tmp_path):
    made = copy.deepcopy(exported[2])
    weights = sum(value.numel() * 2 for value in made.state_dict().values())
    for octets in (weights // 2, weights * 3 // 2):  # the weights find no room, then the network
        with no_file_over(octets), pytest.raises(ModelError, match="larger than a file may be there") as told:
            export(
                made,
                exported[0],
                tmp_path / "made",
                ExportPictures(np.zeros((0, 32, 32, 3), np.uint8), HeldOut(pictures(2, 32), {}), int8=False),
            )
        assert isinstance(told.value.__cause__, OSError)
        assert not list(tmp_path.iterdir())
