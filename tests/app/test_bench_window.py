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
    pages = {page["name"]: page for page in document["pages"]}
    assert {"Copies", "Look-alikes", "All photos", "Similar", "Decisions", "History", "Could not read"} <= set(pages)
    times = [one for page in pages.values() for one in page["frames"].values() if one["frames"]]
    assert times
    assert all(one["worst"] >= one["median"] for one in times)
    assert pages["All photos"]["asked"] <= pages["All photos"]["seen"], "nothing is asked for that is not in view"
