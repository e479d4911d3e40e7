"""``photohash bench window`` on a library that is small for it."""

from __future__ import annotations

import json

import pytest

from photohash.__main__ import run


def test_the_window_is_measured_on_a_library_made_for_it(tmp_path, capfd: pytest.CaptureFixture[str]):
    code = run(["--library", str(tmp_path / "library"), "bench", "window", "--photos", "1000", "--json"])
    told = capfd.readouterr()
    assert code == 0, told.err
    document = json.loads(told.out)
    assert document["photos"] == 1000
    assert document["up"] > 0
    assert {name.split(",")[0] for name in document["frames"]} == {"Copies", "All photos"}
    assert all(times["frames"] > 100 and times["worst"] >= times["median"] for times in document["frames"].values())
