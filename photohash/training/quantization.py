"""Post-training quantisation: a float network to one whose convolutions are in int8."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings

import numpy as np
import openvino
from numpy.typing import NDArray

_BATCH = 32
_COLOURS = 3


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


def _first_convolutions(exact: openvino.Model) -> list[str]:
    """Names of the convolutions that see pixels: one, or one for each look at the picture."""
    convolutions = (operation for operation in exact.get_ordered_ops() if operation.get_type_name() == "Convolution")
    return [
        convolution.get_friendly_name()
        for convolution in convolutions
        if convolution.input(0).get_partial_shape()[1] == _COLOURS
    ]
