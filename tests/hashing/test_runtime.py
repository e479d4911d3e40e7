"""The bundled model at work, and every way in which a model directory can be refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photohash.core.bits import distances, pack
from photohash.core.errors import ModelError
from photohash.hashing import runtime
from photohash.hashing.card import NETWORK, NETWORK_DATA, WEIGHTS, check, file_digests, read_card, write_card
from photohash.hashing.runtime import HashModel, Pixels
from photohash.hashing.squash import squash

BUNDLED = "dhida-lite0-256-copies"


@pytest.fixture(scope="module")
def folder() -> Path:
    return runtime.find(BUNDLED)


@pytest.fixture(scope="module")
def model(folder: Path) -> HashModel:
    return runtime.load(folder, device="cpu")


@pytest.fixture(scope="module")
def photos() -> list[Pixels]:
    data = pytest.importorskip("skimage.data")
    return [
        getattr(data, name)()[..., :3] for name in ("astronaut", "coffee", "chelsea", "rocket", "immunohistochemistry")
    ]


def codes(model: HashModel, pictures: list[Pixels]) -> np.ndarray:
    return model.encode(np.stack([model.prepare(picture) for picture in pictures]))


def test_the_bundled_models_are_found_and_sound():
    folders = runtime.bundled()
    assert BUNDLED in [folder.name for folder in folders]
    for folder in folders:
        assert check(folder).id == folder.name


def test_it_says_what_it_is(model):
    assert (model.model_id, model.bits, model.device) == (BUNDLED, 256, "cpu")
    assert model.card.radius("1e-6") < model.card.radius("1e-4") < 128


def test_one_photo_has_one_code_whatever_it_is_encoded_with(model, photos):
    together = codes(model, photos)
    assert together.shape == (len(photos), 32)
    assert together.dtype == np.uint8
    for row, photo in enumerate(photos):
        assert (codes(model, [photo])[0] == together[row]).all()
    assert (codes(model, photos * 5)[-len(photos) :] == together).all()


def test_relaxed_bits_are_what_is_packed(model, photos):
    batch = np.stack([model.prepare(photo) for photo in photos])
    relaxed = model.relaxed(batch)
    assert relaxed.shape == (len(photos), model.bits)
    assert relaxed.dtype == np.float32
    assert np.abs(relaxed).max() <= 1 + 1e-6
    assert (pack(relaxed) == model.encode(batch)).all()


def test_how_a_batch_lies_in_memory_does_not_matter(model, photos):
    """Views are read in order, and no later than encode returns; batches no one may write to are taken too."""
    batch = np.concatenate([np.roll([model.prepare(photo) for photo in photos], by, axis=2) for by in range(6)])
    expected = model.encode(np.ascontiguousarray(batch[:, :, ::-1]))
    for _ in range(3):
        assert (model.encode(batch[:, :, ::-1]) == expected).all()
    batch.setflags(write=False)
    assert (model.encode(batch[::-1, :, ::-1])[::-1] == expected).all()


def test_threads_do_not_change_codes(model, folder, photos):
    single = runtime.load(folder, device="cpu", threads=1)
    assert (codes(single, photos) == codes(model, photos)).all()


def test_pictures_are_prepared_alike_in_every_thread(model, photos):
    many = photos * 8
    with ThreadPoolExecutor(4) as pool:
        prepared = list(pool.map(model.prepare, many))
    for picture, found in zip(many, prepared, strict=True):
        assert found.shape == (model.side, model.side, 3)
        assert (found == squash(picture, model.side)).all()


def test_no_pictures_have_no_codes(model):
    assert model.encode(np.empty((0, model.side, model.side, 3), np.uint8)).shape == (0, 32)


def test_pictures_that_were_not_prepared_are_refused(model):
    side = model.side
    for shape in [(1, 5, 5, 3), (1, 3, side, side), (side, side, 3), (1, side, side, 4), (0,)]:
        with pytest.raises(ValueError, match="batch must be uint8"):
            model.encode(np.zeros(shape, np.uint8))
    with pytest.raises(ValueError, match="batch must be uint8"):
        model.encode(np.zeros((1, side, side, 3), np.float32))


COPIES: dict[str, Callable[[Pixels], Pixels]] = {
    "saved again": lambda photo: _saved_again(photo),
    "half size": lambda photo: np.asarray(Image.fromarray(photo).reduce(2)),
    "mirrored": lambda photo: photo[:, ::-1],
    "turned": lambda photo: np.rot90(photo),
}


@pytest.mark.parametrize("kind", COPIES)
def test_copies_are_within_the_radius_and_other_photos_beyond_it(model, photos, kind):
    found = distances(codes(model, [COPIES[kind](photo) for photo in photos]), codes(model, photos))
    same = np.eye(len(photos), dtype=bool)
    assert found[same].max() <= model.card.radius("1e-5")
    assert found[~same].min() > model.card.radius("1e-5")


@pytest.mark.parametrize("name", [WEIGHTS, NETWORK, NETWORK_DATA])
def test_a_changed_byte_stops_a_model_from_loading(folder, tmp_path, name):
    own = shutil.copytree(folder, tmp_path / folder.name)
    content = bytearray((own / name).read_bytes())
    content[len(content) // 2] ^= 1
    (own / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{re.escape(name)} is not the file"):
        runtime.load(own)


def test_a_network_that_is_none_is_refused(folder, tmp_path):
    own = shutil.copytree(folder, tmp_path / folder.name)
    (own / NETWORK).write_text("<net>no network</net>")
    _sign(own)
    with pytest.raises(ModelError, match="cannot be run by OpenVINO"):
        runtime.load(own, device="cpu")


def test_a_network_of_other_sizes_than_the_cards_is_refused(folder, tmp_path):
    own = shutil.copytree(folder, tmp_path / folder.name)
    _sign(own, side=read_card(folder).side + 32)
    with pytest.raises(ModelError, match="not what its card says"):
        runtime.load(own, device="cpu")


def test_a_preprocessing_nobody_knows_is_refused(folder, tmp_path):
    own = shutil.copytree(folder, tmp_path / folder.name)
    _sign(own, preprocessing="magic")
    with pytest.raises(ModelError, match="'magic'"):
        runtime.load(own)


@pytest.mark.parametrize(
    "network",
    [{}, {"channels": 8, "attention": "improved"}, {"channels": "many"}, {"channels": 256, "attention": True}],
)
def test_weights_of_another_network_are_refused(folder, tmp_path, network):
    own = shutil.copytree(folder, tmp_path / folder.name)
    _sign(own, network=network)
    with pytest.raises(ModelError, match=r"does not know|does not hold the weights"):
        runtime.torch_network(read_card(own), own)


def test_a_device_that_is_not_here_is_refused(folder):
    here = {found.name for found in runtime.devices()}
    missing: runtime.Device = "cuda" if "cuda" not in here else "mps"
    with pytest.raises(ModelError, match=f"no {missing} device"):
        runtime.load(folder, device=missing)


def test_the_processor_is_always_a_device_and_has_a_name():
    processor = runtime.devices()[0]
    assert processor.name == "cpu"
    assert processor.title


def test_left_to_itself_a_model_runs_on_a_device_that_is_here(folder):
    assert runtime.load(folder).device in [found.name for found in runtime.devices()]


def test_models_are_found_by_id_by_directory_and_in_the_library(folder, tmp_path):
    assert runtime.find(str(folder)) == folder
    own = shutil.copytree(folder, tmp_path / "models" / folder.name)
    assert runtime.find(BUNDLED, tmp_path) == own
    with pytest.raises(ModelError, match=f"no model called 'nonsense'.*{BUNDLED}"):
        runtime.find("nonsense", tmp_path)


def test_on_a_processor_torch_is_not_imported(folder):
    program = (
        "import sys, numpy; from pathlib import Path; from photohash.hashing import runtime; "
        f"model = runtime.load(Path({str(folder)!r}), device='cpu'); "
        "model.encode(model.prepare(numpy.zeros((9, 9, 3), numpy.uint8))[None]); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "False"


def _saved_again(photo: Pixels) -> Pixels:
    buffer = io.BytesIO()
    Image.fromarray(photo).save(buffer, "JPEG", quality=60)
    return np.asarray(Image.open(buffer))


def _sign(folder: Path, **changes: Any) -> None:
    """Changes a card and makes its digests right again."""
    write_card(folder, replace(read_card(folder), files=file_digests(folder), **changes))
