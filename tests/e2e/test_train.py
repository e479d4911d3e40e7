"""``photohash train`` from the command line: a model from albums, from a list, from a protocol; and what it refuses."""

from __future__ import annotations

import json

import pytest

from photohash.cli.train_library import _hand_out
from photohash.core.errors import ModelError
from photohash.training.run_folder import RunRequest, begin_run
from tests.limits import no_file_over
from tests.training.albums import fill, picture, recipe
from tests.training.pictures import save_photos

COPIES = """
task = "copies"
purpose = "first"
title = "A small one"
licence = "Apache-2.0"
photos = "made-up photos"
seed = 5
calibration = 4

[network]
method = "dhida"
backbone = "lite0"
pretrained = false
bits = 16
channels = 16
side = 32

[views]
photos = 20
views = 2
held_out = 0.25
front = 16
int8 = false

[loss]
kind = "infonce"

[head]
steps = 3
photos = 8
rate = 1e-2
decay = 1e-2

[anchored]
steps = 2
photos = 6
rate = 1e-4
head_rate = 1e-4
decay = 1e-2
frozen = 2
scale = 20.0
turned = 0.4
workers = 0
"""

QUICK = ("epochs = 2.0", "steps = 2\nepochs = 1.0")


def test_a_model_trained_on_albums_codes_photos(photohash, tmp_path):
    albums = fill(tmp_path / "albums", albums=2, photos=5)
    (albums / "sea" / "broken.jpg").write_bytes(b"\xff\xd8 no photo")
    out = tmp_path / "model"
    small = recipe(tmp_path / "small.toml", QUICK)
    command = ("train", "--albums", albums, "--recipe", small, "--bits", 20, "--out", out, "--json")
    with no_file_over(10_000):
        refused = photohash(*command)
    assert refused.code == 1
    assert f"Training could not go on in {out}-work: no file may be as large there as it needs." in refused.err
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"albums", "model-work"}
    trained = photohash(*command)
    assert trained.code == 3, trained.err
    assert "sea/broken.jpg" in trained.err
    *events, made = trained.lines
    assert [event["step"] for event in events] == [1, 2]
    assert set(events[0]) == {"run", "step", "steps", "loss", "rate", "validation", "seconds_left"}
    assert made["model"] == "dhida-lite0-20-small"
    assert made["path"] == str(out)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["albums", "model"]
    coded = photohash("encode", albums / "grass" / "000.jpg", "--model", out, "--json")
    assert coded.code == 0
    assert len(coded.lines[0]["code"]) == 6


def test_a_model_that_finds_no_room_where_it_was_asked_for_is_not_lost(tmp_path):
    run, out = begin_run(tmp_path / "library", RunRequest()), tmp_path / "out"
    run.model.mkdir()
    (run.model / "weights").write_bytes(bytes(50_000))
    with no_file_over(20_000), pytest.raises(ModelError, match=f"made all the same: it lies in {run.model}[.]"):
        _hand_out(run, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library"]
    _hand_out(run, out)
    assert [path.name for path in out.iterdir()] == ["weights"]


def test_a_protocol_gives_only_its_training_photos(photohash, tmp_path):
    for part, first in (("train", 0), ("test", 50)):
        for album in ("grass", "sea"):
            (tmp_path / "data" / part / album).mkdir(parents=True)
            for number in range(first, first + 5):
                picture(album, number).save(tmp_path / "data" / part / album / f"{number}.jpg")
    small = recipe(tmp_path / "small.toml", QUICK, ("share = 0.3", "share = 0.0"))
    trained = photohash(
        "train", "--protocol", "folder", "--data", tmp_path / "data", "--recipe", small, "--out", tmp_path / "model"
    )
    assert trained.code == 0, trained.err
    assert "Made dhida-lite0-12-small" in trained.out
    checked = photohash("models", "check", tmp_path / "model", "--json")
    assert checked.document["models"][0]["ok"]
    assert '"photos": 10,' in (tmp_path / "model" / "card.json").read_text()


def test_a_recipe_for_copies_is_run_like_any_other_and_its_model_made_anew(photohash, tmp_path):
    save_photos(tmp_path / "photos", 24)
    (tmp_path / "photos" / "broken.jpg").write_bytes(b"\xff\xd8 no photo")
    (tmp_path / "first.toml").write_text(COPIES)
    (tmp_path / "second.toml").write_text(
        COPIES.replace('"first"', '"second"').replace("seed", 'begin = "first"\nseed')
    )
    command = ["train", "--recipe", tmp_path / "second.toml", "--data", tmp_path / "photos"]
    trained = photohash(*command, "--out", tmp_path / "model", "--json")
    assert trained.code == 3, trained.err
    assert "broken.jpg" in trained.err
    *events, made = trained.lines
    assert list(dict.fromkeys(event["run"] for event in events)) == [
        f"dhida-lite0-16-{run}" for run in ("first head", "first anchored", "second head", "second anchored")
    ]
    assert (made["model"], made["validation"]) == ("dhida-lite0-16-second", None)
    assert 0 <= made["mean_recall"] <= 1
    again = photohash(*command, "--out", tmp_path / "again", "--weights", tmp_path / "model")
    assert again.code == 3, again.err
    assert "Mean recall" in again.out
    cards = [json.loads((tmp_path / name / "card.json").read_text()) for name in ("model", "again")]
    assert cards[0]["training"] == cards[1]["training"]
    assert cards[0]["radii"] == cards[1]["radii"]
    assert cards[0]["training"]["began_from"]["source"] == "dhida-lite0-16-first"
    assert cards[0]["training"]["recipe"]["loss"]["kind"] == "infonce"


@pytest.mark.parametrize("recipe", ["dhida-lite0-128-copies", "dah-lite0-64-scenes", "dahp-resnet18-48", "albums-dahp"])
def test_recipes_of_photohash_go_by_their_names(photohash, tmp_path, recipe):
    """A place that is taken is refused after the recipe was read, and before any photo is."""
    (tmp_path / "taken").write_text("mine")
    refused = photohash("train", "--recipe", recipe, "--data", tmp_path, "--out", tmp_path / "taken")
    assert refused.code == 2
    assert "There is something in" in refused.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--albums", "{here}/albums"], "Name a recipe, or a method: --method dah|dahp|dhida."),
        (["--albums", "{here}/albums", "--method", "magic"], "Name a recipe, or a method"),
        (["--method", "dhida"], "Name what to learn from"),
        (["--method", "dhida", "--data", "{here}/albums"], "need --labels FILE"),
        (["--method", "dhida", "--protocol", "cifar10-dhida"], "A protocol takes one --data"),
        (["--method", "dhida", "--protocol", "luck", "--data", "{here}/albums"], "no protocol 'luck'"),
        (["--method", "dhida", "--albums", "{here}/nowhere"], "nowhere is no longer there"),
        (["--method", "dhida", "--albums", "{here}/albums/sea"], "There are no albums in"),
        (["--method", "dhida", "--albums", "{here}/one"], "there is only sea"),
        (
            ["--method", "dhida", "--albums", "{here}/lonely"],
            "sea has too few photos that can be read",
        ),
        (["--method", "dhida", "--albums", "{here}/empty"], "sea has no photos"),
        (["--method", "dhida", "--albums", "{here}/albums", "--backbone", "resnet1000"], "no backbone 'resnet1000'"),
        (["--method", "dhida", "--albums", "{here}/albums", "--name", "My Albums"], "purpose must be a word"),
        (["--method", "dhida", "--albums", "{here}/albums", "--device", "tpu"], "no device 'tpu'"),
        (["--recipe", "dhida-lite0-128-copies", "--albums", "{here}/albums", "--epochs", "3"], "by steps and not by"),
        (["--recipe", "dhida-lite0-128-copies", "--albums", "{here}/albums", "--labels", "x.csv"], "without labels"),
        (["--recipe", "dhida-lite0-48-csq", "--albums", "{here}/albums", "--preset", "mine"], "no preset 'mine'"),
        (["--method", "dhida", "--albums", "{here}/albums", "--preset", "paper"], "a preset is for classes"),
        (["--recipe", "luck", "--albums", "{here}/albums"], "luck is not a usable recipe: it is no longer there"),
        (["--method", "dhida", "--albums", "{here}/albums", "--weights", "a", "--begin", "b"], "name one of them"),
        (["--recipe", "{here}/none.toml", "--albums", "{here}/albums"], "none.toml is not a usable recipe"),
    ],
)
def test_wrong_usage_is_one_sentence_and_makes_nothing(photohash, tmp_path, arguments, sentence):
    here = tmp_path / "here"
    fill(here / "albums", albums=2, photos=2)
    for name, photos in (("one", 2), ("lonely", 1), ("empty", 0)):
        (here / name / "sea").mkdir(parents=True)
        for number in range(photos):
            picture("sea", number).save(here / name / "sea" / f"{number}.jpg")
    for name in ("lonely", "empty"):
        (here / name / "grass").mkdir()
        for number in range(2):
            picture("grass", number).save(here / name / "grass" / f"{number}.jpg")
    outcome = photohash("train", *(word.format(here=here) for word in arguments), "--out", tmp_path / "model")
    assert outcome.code == 2
    assert sentence in outcome.err
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "model").exists()
