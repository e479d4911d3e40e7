"""torchvision and timm can be imported beside whatever torch is installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest


def run(program: str) -> None:
    """Runs a program in a process of its own, where nothing has been imported yet."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_both_packages_work_afterwards_however_often_it_is_asked_for():
    for package in ("torchvision", "timm"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    run(
        "import torch; from photohash.hashing.torchvision_ops import make_importable; "
        "make_importable(); make_importable(); import timm, torchvision; make_importable(); "
        "assert timm.is_model('tf_efficientnet_lite0'); "
        "assert torchvision.models.resnet18()(torch.zeros(2, 3, 32, 32)).shape == (2, 1000)"
    )


def test_nothing_is_declared_where_torchvision_is_absent():
    run(
        "import sys; sys.modules['torchvision'] = None; "
        "import torch; from photohash.hashing.torchvision_ops import make_importable; make_importable(); "
        "assert not hasattr(torch.ops.torchvision, 'nms')"
    )
