"""Post-training quantisation: a float network to one whose convolutions are in int8, and how to try that without VNNI.

oneDNN, which OpenVINO works with, uses no newer instructions than ``ONEDNN_MAX_CPU_ISA`` allows. Without VNNI it sums
products of int8 in 16 bits, where they saturate unless the weights were kept small (``quantised``). To compare, a
process of its own runs the int8 network as processors without VNNI do.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import platform
import subprocess
import sys
import tempfile
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.errors import ModelError
from photohash.core.paths import shown
from photohash.hashing import runtime

if TYPE_CHECKING:
    import openvino

_BATCH = 32
_COLOURS = 3

SWITCH, HELD_DOWN = "ONEDNN_MAX_CPU_ISA", "AVX2"
"""The environment variable, and the newest instructions that it leaves: the last before VNNI."""


def quantised(exact: openvino.Model, calibration: NDArray[np.uint8]) -> openvino.Model:
    """A model with its convolutions in int8 (nncf, post-training quantisation).

    Weights take half of the range of int8, so that processors without VNNI, which sum products in 16 bits, never
    saturate, and codes are the same on every processor. Two things stay in float32: linear layers and attention, which
    are little of the work, and the hash layer is where a rounding turns a bit; and the first convolution, the rounding
    of which all others inherit.

    Args:
        exact: float32, of pixels.
        calibration: pictures to choose the ranges by, uint8 [n, side, side, 3].
    """
    import nncf
    from nncf.quantization.advanced_parameters import OverflowFix

    nncf.set_log_level(logging.ERROR)
    batches = [calibration[start : start + _BATCH] for start in range(0, len(calibration), _BATCH)]
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):  # nncf draws its progress on stdout
        warnings.simplefilter("ignore")  # of libraries among themselves
        return nncf.quantize(
            exact,
            nncf.Dataset(batches),
            subset_size=len(batches),
            preset=nncf.QuantizationPreset.MIXED,
            ignored_scope=nncf.IgnoredScope(names=_first_convolutions(exact), types=["MatMul"], validate=False),
            advanced_parameters=nncf.AdvancedQuantizationParameters(overflow_fix=OverflowFix.ENABLE),
        )


def can_quantise() -> bool:
    """Whether what ``quantised`` works with is installed; it comes with the extra for training."""
    return find_spec("nncf") is not None


def _first_convolutions(exact: openvino.Model) -> list[str]:
    """Names of the convolutions that see pixels: one, or one for each look at the picture."""
    convolutions = (operation for operation in exact.get_ordered_ops() if operation.get_type_name() == "Convolution")
    return [
        convolution.get_friendly_name()
        for convolution in convolutions
        if convolution.input(0).get_partial_shape()[1] == _COLOURS
    ]


def can_hold_down() -> bool:
    """Whether the switch means anything here: it is for x86 processors."""
    return platform.machine().lower() in {"x86_64", "amd64"}


def codes_held_down(folder: Path, pixels: NDArray[np.uint8]) -> Codes:
    """Codes by a model's int8 network on a processor that has AVX2 and nothing newer.

    Args:
        folder: the model directory.
        pixels: prepared pictures, uint8 [n, side, side, 3].

    Returns:
        uint8 [n, ceil(bits / 8)].

    Raises:
        ModelError: the other process failed.
    """
    with tempfile.TemporaryDirectory(prefix="photohash-codes-") as place:
        given, made = Path(place) / "pixels.npy", Path(place) / "codes.npy"
        np.save(given, pixels)
        command = [sys.executable, "-m", __name__, str(folder), str(given), str(made)]
        done = subprocess.run(  # noqa: S603 - our own program
            command, env={**os.environ, SWITCH: HELD_DOWN}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ModelError(f"The model {shown(folder)} could not be tried without VNNI: {done.stderr.strip()}")
        codes: Codes = np.load(made)
        return codes


def processor() -> str:
    """This processor for people, and whether it has VNNI where that can be told."""
    name = runtime.devices()[0].title
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return name
    return f"{name}, {'with' if {'avx512_vnni', 'avx_vnni'} & set(flags) else 'without'} VNNI"


if __name__ == "__main__":
    model, pictures, answer = map(Path, sys.argv[1:])
    np.save(answer, runtime.load(model, device="cpu").encode(np.load(pictures)))
