"""The int8 network as processors without VNNI run it, in a process of its own, for comparing.

oneDNN, which OpenVINO works with, uses no newer instructions than ``ONEDNN_MAX_CPU_ISA`` allows. Without VNNI it sums
products of int8 in 16 bits, where they saturate unless the weights were kept small (``quantise``).
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.errors import ModelError
from photohash.core.paths import shown
from photohash.hashing import runtime

SWITCH, HELD_DOWN = "ONEDNN_MAX_CPU_ISA", "AVX2"
"""The environment variable, and the newest instructions that it leaves: the last before VNNI."""


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
