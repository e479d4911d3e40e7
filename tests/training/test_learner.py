"""What is trained besides the network: a bank of codes that a broken-off run goes on with, and a loss's classifier."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing.losses import DpshLoss
from photohash.hashing.network import HashNetwork
from photohash.training.class_training import ClassPhotos, class_photos, fit, groups_of, learner_of
from photohash.training.initial_weights import initial_network
from photohash.training.learner import LossOverBank, MemoryBank
from photohash.training.photo_sources import Labelled, find_albums
from photohash.training.recipe import ClassRecipe
from photohash.training.recipe_file import read_recipe
from tests.training.albums import fill, recipe
from tests.training.runs import CancelledAfter

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def albums(tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    return find_albums(fill(tmp_path_factory.mktemp("albums") / "albums"))


def small(path: Path, *changes: tuple[str, str]) -> ClassRecipe:
    found = read_recipe(recipe(path / "small.toml", *changes))
    assert isinstance(found, ClassRecipe)
    return found


def learnt(recipe: ClassRecipe, photos: ClassPhotos, work: Path, task: Task | None = None) -> HashNetwork:
    recipe = recipe.for_classes(3)
    work.mkdir(exist_ok=True)
    torch.manual_seed(1)
    network = initial_network(recipe.network, None)
    fit(recipe, network, photos, work, task or Task())
    return network


def test_a_bank_keeps_the_last_code_of_every_photo_and_gives_no_gradient():
    bank = MemoryBank(torch.tensor([0, 1, 0, 1, 1]), bits=2)
    first, second = torch.ones(2, 2, requires_grad=True), torch.full((2, 2), 3.0, requires_grad=True)
    for places, code in (([0, 3], first), ([3, 4], second)):
        bank.expect(torch.tensor(places))
        bank.keep(code)
    found = bank.contents()
    assert found.codes.tolist() == [[1, 1], [0, 0], [0, 0], [3, 3], [3, 3]]
    assert found.known.tolist() == [True, False, False, True, True]
    assert found.places.tolist() == [3, 4]
    assert not found.codes.requires_grad
    labels = torch.tensor([1, 1])
    over_bank = LossOverBank(DpshLoss(), bank)(second, labels, progress=0.5)
    assert over_bank == DpshLoss()(second, labels, bank=found)
    assert over_bank != DpshLoss()(second, labels)


BANKED = (('kind = "dhida"', 'kind = "dpsh"'), ("frozen = 2", "frozen = 2\nmemory_bank = true"))
GREEDY = (('kind = "dhida"', 'kind = "greedyhash"'),)


@pytest.mark.parametrize("changes", [BANKED, GREEDY])
def test_a_run_broken_off_goes_on_with_its_bank_and_its_classifier(albums, tmp_path, changes):
    recipe = small(tmp_path, *changes)
    photos = class_photos(recipe, albums, tmp_path, Task())
    whole = learnt(recipe, photos, tmp_path / "whole").state_dict()
    with pytest.raises(Cancelled):
        learnt(recipe, photos, tmp_path / "broken", CancelledAfter(3))
    again = learnt(recipe, photos, tmp_path / "broken").state_dict()
    assert all(torch.equal(value, again[name]) for name, value in whole.items())
    assert not any("classifier" in name or "bank" in name for name in whole)


def test_a_bank_makes_another_model(albums, tmp_path):
    photos = class_photos(small(tmp_path), albums, tmp_path, Task())
    weights = [
        learnt(small(tmp_path, *changes), photos, tmp_path / str(number)).state_dict()["hash_layer.weight"]
        for number, changes in enumerate((BANKED, BANKED[:1]))
    ]
    assert not torch.equal(*weights)


def test_the_classifier_of_a_loss_learns_beside_the_network(albums, tmp_path):
    recipe = small(tmp_path, *GREEDY).for_classes(3)
    learner = learner_of(recipe, initial_network(recipe.network, None), class_photos(recipe, albums, tmp_path, Task()))
    learnt_too = {id(p) for group in groups_of(recipe, learner) for p in group.parameters}
    assert learner.classifier is not None
    assert all(id(parameter) in learnt_too for parameter in learner.classifier.parameters())


def test_a_bank_for_a_loss_that_has_no_pairs_is_refused(tmp_path):
    with pytest.raises(UsageError, match="memory_bank is for losses over pairs"):
        small(tmp_path, ('kind = "dhida"', 'kind = "csq"'), BANKED[1])
    with pytest.raises(UsageError, match="mix must be 0 with memory_bank"):
        small(tmp_path, *BANKED, ("shift = 0.1", "shift = 0.1\nmix = 0.5"))


def test_a_bank_goes_with_averaged_weights(albums, tmp_path):
    recipe = small(tmp_path, *BANKED, ("frozen = 2", "frozen = 2\naverage = 0.5"))
    photos = class_photos(recipe, albums, tmp_path, Task())
    whole = learnt(recipe, photos, tmp_path / "whole").state_dict()
    with pytest.raises(Cancelled):
        learnt(recipe, photos, tmp_path / "broken", CancelledAfter(3))
    again = learnt(recipe, photos, tmp_path / "broken").state_dict()
    assert all(torch.equal(value, again[name]) for name, value in whole.items())
