"""``photohash bench window`` on a library that is small for it."""

from __future__ import annotations


def test_the_window_is_measured_on_a_library_made_for_it(photohash):
    outcome = photohash("bench", "window", "--photos", 1000, "--json")
    assert outcome.code == 0, outcome.err
    document = outcome.document
    assert document["photos"] == 1000
    assert document["up"] > 0
    assert {name.split(",")[0] for name in document["frames"]} == {"Copies", "All photos"}
    assert all(times["frames"] > 100 and times["worst"] >= times["median"] for times in document["frames"].values())
