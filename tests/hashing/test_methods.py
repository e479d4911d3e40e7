"""The table of methods: what is taken, what is filled in, what is refused and how it is said."""

from __future__ import annotations

import subprocess
import sys

import pytest

from photohash.hashing.methods import METHODS, resolved

NEEDED: dict[str, dict[str, object]] = {"dah": {"classes": 10}, "dahp": {"channels": 64}, "dhida": {"channels": 64}}


@pytest.mark.parametrize("method", METHODS)
def test_what_is_left_out_has_its_default(method):
    values = resolved(method, NEEDED[method])
    assert set(values) == set(METHODS[method])
    assert values["folded"] is values["dilated"] is False
    assert resolved(method, values) == values


def test_the_defaults_are_the_papers_own_networks():
    assert resolved("dah", {"classes": 10})["attention"] == "cbam"
    dahp = resolved("dahp", {"channels": 64})
    assert (dahp["attention"], dahp["hidden"]) == ("dual", 1000)
    assert resolved("dhida", {"channels": 64})["attention"] == "improved"
    assert resolved("dhida", {"channels": 64})["piecewise"] is True


@pytest.mark.parametrize(
    ("method", "options", "clause"),
    [
        ("magic", {}, "is for no method 'magic'; this photohash knows dah, dahp, dhida"),
        ("dah", {}, "lacks 'classes'"),
        ("dahp", {}, "lacks 'channels'"),
        ("dhida", {"turns": True}, "lacks 'channels'"),
        ("dahp", {"channels": 8, "turns": True}, "has no use for 'turns'"),
        ("dhida", {"channels": 8, "colour": "red"}, "has no use for 'colour'"),
        ("dhida", {"channels": 0}, "channels must be at least 1"),
        ("dhida", {"channels": 4097}, "channels must be at most 4096"),
        ("dhida", {"channels": True}, "channels must be of type int"),
        ("dhida", {"channels": 8.0}, "channels must be of type int"),
        ("dhida", {"channels": 8, "attention": True}, "attention must be one of none, dual, improved"),
        ("dahp", {"channels": 8, "attention": "improved"}, "attention must be one of none, dual"),
        ("dah", {"classes": 10, "attention": "dual"}, "attention must be one of none, cbam"),
        ("dah", {"classes": 10, "folded": 1}, "folded must be of type bool"),
    ],
)
def test_what_is_wrong_is_said_in_a_clause(method, options, clause):
    with pytest.raises(ValueError, match=rf"^{clause}$"):
        resolved(method, options)


def test_every_option_says_what_it_decides():
    for options in METHODS.values():
        for option in options.values():
            assert option.meaning
            assert option.default is None or option.fault(option.default) is None


def test_the_table_is_read_without_torch():
    program = "import sys; from photohash.hashing import card, methods; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
