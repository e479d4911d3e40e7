"""Post-training quantisation: a float network to one whose convolutions and linear layers are in int8."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings

import numpy as np
import openvino
from numpy.typing import NDArray

_BATCH = 32


def quantised(exact: openvino.Model, calibration: NDArray[np.uint8]) -> openvino.Model:
    """A model with its convolutions and linear layers in int8 (nncf, post-training quantisation).

    Args:
        exact: float32, of pixels.
        calibration: pictures to choose the ranges by, uint8 [n, side, side, 3].
    """
    import nncf

    nncf.set_log_level(logging.ERROR)
    batches = [calibration[start : start + _BATCH] for start in range(0, len(calibration), _BATCH)]
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):  # nncf draws its progress on stdout
        warnings.simplefilter("ignore")  # of libraries among themselves
        return nncf.quantize(
            exact, nncf.Dataset(batches), subset_size=len(batches), preset=nncf.QuantizationPreset.MIXED
        )
