from __future__ import annotations

import gc

import pytest

from photohash.core import gc_tuning


def test_garbage_is_sought_more_seldom_and_then_as_before():
    before = gc.get_threshold()
    with gc_tuning.collecting_rarely():
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
    assert gc.get_threshold() == before


def test_it_is_sought_as_before_after_an_error_too():
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="bad"), gc_tuning.collecting_rarely():
        raise ValueError("bad")
    assert gc.get_threshold() == before
