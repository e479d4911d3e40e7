"""Lets torchvision be imported beside a torch build that its compiled operators do not fit.

torchvision from the default index is compiled for a CUDA torch. Beside a CPU torch its operators do not load, and its
import then fails while describing ``torchvision::nms`` and ``torchvision::qnms``. Declaring the two schemas first is
enough: models and transforms work, and only a call of the operators themselves, which photohash never makes, would
fail.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch

_SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)
_libraries: list[torch.library.Library] = []


def make_importable() -> None:
    """Call before importing torchvision or timm. Does nothing where torchvision is absent or its operators load."""
    if _libraries or _operators_load():
        return
    library = torch.library.Library("torchvision", "FRAGMENT")  # type: ignore[no-untyped-call]
    for schema in _SCHEMAS:
        library.define(schema)  # type: ignore[no-untyped-call]
    _libraries.append(library)  # a schema lives as long as the library object that declared it


def _operators_load() -> bool:
    """Whether torchvision's compiled operators are declared, or there is no torchvision to need them."""
    found = importlib.util.find_spec("torchvision")
    if found is None or found.origin is None:
        return True
    for binary in sorted(Path(found.origin).parent.glob("_C*.*")):
        try:
            torch.ops.load_library(binary)  # type: ignore[no-untyped-call]
        except OSError:
            return False
    return _declared("nms") and _declared("qnms")


def _declared(name: str) -> bool:
    """Whether torch knows the operator ``torchvision::name``."""
    try:
        getattr(torch.ops.torchvision, name)
    except AttributeError:
        return False
    return True
