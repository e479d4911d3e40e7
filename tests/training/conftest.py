"""What the tests of training share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from photohash.training import model_export


@pytest.fixture
def in_float32(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are made as where nncf is not installed, in half the time: for tests that do not ask for int8."""
    monkeypatch.setattr(model_export, "can_quantise", lambda: False)


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """Torch on one thread, whose sums come in one order: equal runs give equal bits."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
