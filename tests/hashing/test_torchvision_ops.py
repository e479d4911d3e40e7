"""torchvision and timm can be imported beside whatever torch is installed."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["torchvision", "timm"])
def test_the_package_can_be_imported_afterwards(package):
    if __import__("importlib.util").util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    program = (
        "from photohash.hashing.torchvision_ops import make_importable; make_importable(); make_importable(); "
        f"import {package}"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
