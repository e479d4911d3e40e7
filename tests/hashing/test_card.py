"""A card says what it said when written, and a damaged one is refused in one sentence that names the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.core.errors import ModelError
from photohash.hashing.card import (
    CARD,
    NETWORK,
    NETWORK_DATA,
    WEIGHTS,
    Card,
    check,
    file_digests,
    read_card,
    write_card,
)

FILES = (WEIGHTS, NETWORK, NETWORK_DATA)
DIGEST = "0" * 64


def example(**changes: Any) -> Card:
    """A card of a model of 64 bits."""
    card = Card(
        format=1,
        id="dhida-lite0-64-copies",
        title="Copies, 64 bits – größer",
        method="dhida",
        backbone="lite0",
        bits=64,
        purpose="copies",
        network={"channels": 32, "attention": "improved", "turns": False},
        side=96,
        preprocessing="squash-bilinear",
        radii={"1e-4": 12, "1e-5": 9, "1e-6": 9},
        training={"recipe": "none", "steps": [1, 2]},
        metrics={"recall": {"jpeg": 0.5}},
        licence="Apache-2.0",
        files=dict.fromkeys(FILES, DIGEST),
    )
    return replace(card, **changes)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model directory whose card fits its files."""
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    write_card(tmp_path, example(files=file_digests(tmp_path)))
    return tmp_path


def refusal(reading: Callable[[Path], object], folder: Path) -> str:
    """The one sentence with which a model directory is refused."""
    with pytest.raises(ModelError) as caught:
        reading(folder)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_card_is_read_as_it_was_written(tmp_path):
    write_card(tmp_path, example())
    assert read_card(tmp_path) == example()
    assert read_card(tmp_path).radius("1e-5") == 9


def test_a_card_that_was_read_can_be_written_again(model, tmp_path):
    before = (model / CARD).read_bytes()
    write_card(model, read_card(model))
    assert (model / CARD).read_bytes() == before


def test_what_a_card_says_cannot_be_changed_by_its_reader(model):
    with pytest.raises(TypeError):
        read_card(model).radii["1e-5"] = 64  # type: ignore[index]


def test_a_sound_directory_passes_its_check(model):
    assert check(model) == read_card(model)
    for name, digest in read_card(model).files.items():
        assert digest == hashlib.sha256((model / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("key", [key for key in Card.__dataclass_fields__ if key != "format"])
def test_a_missing_key_is_refused_by_name(model, key):
    document = json.loads((model / CARD).read_text("utf-8"))
    del document[key]
    (model / CARD).write_text(json.dumps(document))
    sentence = refusal(read_card, model)
    assert str(model / CARD) in sentence
    assert f"{key!r} is missing" in sentence


WRONG_VALUES: list[tuple[str, object]] = [
    ("format", 2),
    ("format", True),
    ("format", None),
    ("id", "dhida-lite0-64-scenes"),
    ("id", "../dhida-lite0-64-copies"),
    ("id", ""),
    ("title", None),
    ("title", "x" * 1001),
    ("title", "two\nlines"),
    ("title", "\x1b[31mred"),
    ("title", "half a character \ud800"),
    ("method", "DHIDA"),
    ("backbone", "lite0/../.."),
    ("bits", 3),
    ("bits", 4097),
    ("bits", 64.0),
    ("bits", True),
    ("bits", 0),
    ("bits", 1 << 40),
    ("purpose", "copies\n"),
    ("network", []),
    ("side", "96"),
    ("side", 97),
    ("side", -32),
    ("preprocessing", 3),
    ("radii", {"1e-4": 12, "1e-5": 9}),
    ("radii", {"1e-4": 12, "1e-5": 9, "1e-6": 8, "1e-7": 7}),
    ("radii", {"1e-4": 9, "1e-5": 12, "1e-6": 8}),
    ("radii", {"1e-4": 12, "1e-5": 9, "1e-6": -1}),
    ("radii", {"1e-4": 12, "1e-5": 9, "1e-6": 8.5}),
    ("radii", {"1e-4": 65, "1e-5": 9, "1e-6": 8}),
    ("training", "much"),
    ("metrics", None),
    ("licence", []),
    ("files", {WEIGHTS: DIGEST, NETWORK: DIGEST}),
    ("files", dict.fromkeys(FILES, "0" * 63)),
    ("files", dict.fromkeys(FILES, "Z" * 64)),
    ("files", dict.fromkeys(FILES, DIGEST + "\n")),
    ("files", dict.fromkeys(FILES, 7)),
]


@pytest.mark.parametrize(("key", "value"), WRONG_VALUES)
def test_a_wrong_value_is_refused_by_the_name_of_its_key(model, key, value):
    document = json.loads((model / CARD).read_text("utf-8"))
    (model / CARD).write_text(json.dumps({**document, key: value}))
    sentence = refusal(read_card, model)
    assert str(model / CARD) in sentence
    assert key.removesuffix("i") in sentence or "radius" in sentence


ESCAPES = ["../x", "..", ".", "/etc/passwd", "a/b", "a\\b", "C:x", ".hidden", "", "x\0", "x\n", "x" * 101, CARD]


@pytest.mark.parametrize("name", ESCAPES)
def test_a_file_outside_the_directory_cannot_be_named(model, name):
    document = json.loads((model / CARD).read_text("utf-8"))
    document["files"][name] = DIGEST
    (model / CARD).write_text(json.dumps(document))
    assert "'files' must be" in refusal(check, model)


NOT_CARDS = [
    (b"", "Expecting value"),
    (b"{", "Expecting"),
    (b"[]", "not a JSON object"),
    (b"null", "not a JSON object"),
    (b"\xff\xfe{}", "utf-8"),
    (b"\xef\xbb\xbf{}", "BOM"),
    (b"[" * 100_000, "recursion"),
    (b'{"format": 1, "format": 1}', "'format' is there twice"),
    (b'{"format": 1, "metrics": {"a": 1, "a": 2}}', "'a' is there twice"),
    (b'{"format": 1, "metrics": {"recall": NaN}}', "NaN"),
    (b'{"format": 1, "metrics": {"recall": -Infinity}}', "-Infinity"),
    (b'{"format": 1, "metrics": {"recall": 1e999}}', "1e999"),
    (b'{"format": ' + b"1" * 5000 + b"}", "digits"),
    (b" " * ((1 << 20) + 1), "too large"),
]


@pytest.mark.parametrize(("content", "reason"), NOT_CARDS, ids=range(len(NOT_CARDS)))
def test_what_is_no_card_is_refused(tmp_path, content, reason):
    (tmp_path / CARD).write_bytes(content)
    sentence = refusal(read_card, tmp_path)
    assert str(tmp_path / CARD) in sentence
    assert reason in sentence


def test_an_unknown_key_is_refused_by_name(model):
    document = json.loads((model / CARD).read_text("utf-8"))
    (model / CARD).write_text(json.dumps({**document, "run": "this"}))
    assert "'run' is not known" in refusal(read_card, model)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(list(Card.__dataclass_fields__)) | st.text(), inner)
        ),
        max_leaves=10,
    ).map(lambda value: json.dumps(value).encode())
)
def test_no_bytes_get_past_the_reader_or_break_it(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("model")
    (folder / CARD).write_bytes(content)
    with pytest.raises(ModelError):
        read_card(folder)


def test_a_directory_without_a_card_is_no_model(tmp_path):
    assert str(tmp_path) in refusal(read_card, tmp_path)
    (tmp_path / CARD).mkdir()
    assert str(tmp_path) in refusal(read_card, tmp_path)
    assert "nowhere" in refusal(read_card, tmp_path / "nowhere")


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused_by_name(model, name):
    content = bytearray((model / name).read_bytes())
    content[-1] ^= 1
    (model / name).write_bytes(content)
    assert str(model / name) in refusal(check, model)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused_by_name(model, name):
    (model / name).unlink()
    assert str(model / name) in refusal(check, model)


@pytest.mark.parametrize("name", FILES)
def test_a_link_is_refused_even_to_the_right_content(model, name, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / name
    (model / name).rename(elsewhere)
    try:
        (model / name).symlink_to(elsewhere)
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    sentence = refusal(check, model)
    assert str(model / name) in sentence
    assert "link" in sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "other"},
        {"bits": 60},
        {"metrics": {"recall": float("nan")}},
        {"training": {"loss": float("inf")}},
        {"radii": {}},
        {"files": {}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_card_that_could_not_be_read_is_not_written(model, changes):
    before = (model / CARD).read_bytes()
    with pytest.raises(ValueError, match=r"."):
        write_card(model, replace(example(), **changes))
    assert (model / CARD).read_bytes() == before
    assert sorted(path.name for path in model.iterdir()) == sorted([CARD, *FILES])
