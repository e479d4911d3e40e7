"""A library opens with the model that is named, or chosen in its settings, or the default; nothing heavy is loaded."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from photohash import wiring
from photohash.core.errors import LibraryError, ModelError, UsageError
from photohash.core.resources import resource
from photohash.core.settings import DEFAULT_MODEL, Settings
from photohash.core.task import Task
from photohash.hashing import model_store, runtime
from photohash.hashing.squash import PREPROCESSING
from photohash.library.browse import Model
from photohash.library.encode import Encoder
from photohash.library.similar_photos import similar_to_photos
from tests.library.libraries import build_photos
from tests.library.photos import save, scene

CHECKOUT = Path(__file__).parents[1]
ID = "dhida-lite0-64-test"
SIDE, BITS = 32, 64


def build_model(folder: Path, seed: int = 1) -> Path:
    """A small model directory that OpenVINO runs: 64 random projections of a 32 x 32 picture, other ones by each seed.

    Its weights are the same for every seed, and no network's.
    """
    import openvino
    from openvino import opset13 as ops

    folder.mkdir(parents=True)
    pictures = ops.parameter([-1, SIDE, SIDE, 3], openvino.Type.u8)
    values = SIDE * SIDE * 3
    weights = np.random.default_rng(seed).normal(size=(values, BITS)).astype(np.float32)
    weights -= weights.mean(axis=0)  # a brighter picture keeps its code
    flat = ops.reshape(ops.convert(pictures, "f32"), ops.constant(np.array([0, values])), special_zero=True)
    outputs = ops.matmul(flat, ops.constant(weights), transpose_a=False, transpose_b=False)
    openvino.save_model(openvino.Model([outputs], [pictures], "projection"), folder / "network.xml")
    (folder / "weights.safetensors").write_bytes(b"for other devices")
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    card = {
        "format": 1, "id": ID, "title": "A model of the tests", "method": "dhida", "backbone": "lite0", "bits": BITS,
        "purpose": "test", "network": {}, "side": SIDE, "preprocessing": PREPROCESSING,
        "radii": {"1e-4": 20, "1e-5": 14, "1e-6": 9}, "training": {}, "metrics": {}, "licence": "none", "files": files,
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card))
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model directory that no test changes."""
    return build_model(tmp_path_factory.mktemp("wiring") / ID)


@pytest.fixture(autouse=True)
def on_processor(monkeypatch):
    """The model of these tests runs on the CPU only."""
    monkeypatch.setattr(runtime, "_has_cuda", lambda: False)


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


def scan(library: Path, *folders: Path, model: str | None = None) -> int:
    """Brings a library up to date; gives the number of photos coded."""
    with wiring.open_pipeline(library, model) as pipeline:
        return sum(len(batch.photos) for batch in pipeline.update(folders, task=Task()))


def test_a_library_is_scanned_and_browsed_with_a_model_directory(library, model, tmp_path):
    assert scan(library, build_photos(tmp_path / "photos"), model=str(model)) == 12
    with wiring.open_browser(library, str(model)) as browser:
        assert browser.model_id == ID
        assert len(browser.groups()) == 4
        similar = similar_to_photos(browser, [1])
        assert (similar.photos(alike=False)[0].distance or 0) <= similar.bits // 12


def test_the_model_of_the_settings_is_used_where_none_is_named(library, model, tmp_path):
    model_store.import_model(library, model)
    Settings(library).set("model", ID)
    assert wiring.model_chosen(library) == ID
    assert scan(library, build_photos(tmp_path / "photos", 1)) == 3
    with wiring.open_browser(library) as browser:
        assert browser.model_id == ID
        assert len(browser.groups()) == 1
    assert wiring.load_encoder(None, library).model_id == ID


def test_photos_are_coded_anew_by_a_model_of_the_same_name_with_other_weights(library, model, tmp_path):
    photos = build_photos(tmp_path / "photos", 1)
    assert scan(library, photos, model=str(model)) == 3
    assert scan(library, photos, model=str(model)) == 0
    newer = shutil.copytree(model, tmp_path / "newer" / ID)
    (newer / "weights.safetensors").write_bytes(b"learnt more")
    card = json.loads((newer / "card.json").read_text())
    card["files"]["weights.safetensors"] = hashlib.sha256(b"learnt more").hexdigest()
    (newer / "card.json").write_text(json.dumps(card))
    assert scan(library, photos, model=str(newer)) == 3
    with wiring.open_browser(library, str(newer)) as browser:
        assert len(browser.groups()) == 1


def test_photos_are_coded_anew_where_the_library_moves_to_a_gpu_and_back(library, model, tmp_path, monkeypatch):
    photos = build_photos(tmp_path / "photos", 1)
    assert scan(library, photos, model=str(model)) == 3
    monkeypatch.setattr(runtime, "_has_cuda", lambda: True)
    with wiring.open_pipeline(library, str(model)):
        pass
    with wiring.open_browser(library, str(model)) as browser:
        assert not similar_to_photos(browser, [1]).compared
    monkeypatch.setattr(runtime, "_has_cuda", lambda: False)
    assert scan(library, photos, model=str(model)) == 3
    assert scan(library, photos, model=str(model)) == 0


def test_a_model_that_is_replaced_while_the_library_is_open_makes_no_codes(library, model, tmp_path):
    place = shutil.copytree(model, tmp_path / "models" / ID)
    photos = build_photos(tmp_path / "photos", 1)
    with wiring.open_pipeline(library, str(place)) as pipeline:
        shutil.rmtree(place)
        build_model(place, seed=2)
        with pytest.raises(ModelError, match=f"{ID} was replaced while the library was open"):
            list(pipeline.update([photos], task=Task()))
    assert scan(library, photos, model=str(place)) == 3


def test_a_new_library_chooses_the_default_model(library):
    assert wiring.model_chosen(library) == DEFAULT_MODEL


def test_a_looser_search_verifies_more_pairs(library, model, tmp_path):
    photos = tmp_path / "photos"
    photos.mkdir()
    for seed in range(60):
        save(scene(192, 144, seed), photos / f"{seed}.png")

    def verified(strictness: float) -> int:
        Settings(library).set("strictness", strictness)
        with wiring.open_pipeline(library, str(model)) as pipeline:
            return sum(batch.relations for batch in pipeline.update([photos], task=Task()))

    strict, loose = verified(1e-6), verified(1e-4)
    assert loose > strict
    assert verified(1e-4) == 0


def test_an_encoder_keeps_to_the_protocol(library, model):
    encoder = wiring.load_encoder(str(model), library)
    assert isinstance(encoder, Encoder)
    prepared = encoder.prepare(np.asarray(scene(90, 60)))
    assert encoder.encode(prepared[None]).shape == (1, BITS // 8)


def test_a_browser_gives_the_radius_of_a_strictness(library, model):
    with wiring.open_browser(library, str(model)) as browser:
        assert [wiring.radius(browser.model, share) for share in (1e-4, 1e-5, 1e-6, None)] == [20, 14, 9, None]
        for share in (0.5, 1e-7, 0.0, -1e-5, float("nan")):
            with pytest.raises(UsageError, match=rf"no search radius for a strictness of {share:g}.*1e-6 to 1e-4"):
                wiring.radius(browser.model, share)
    assert wiring.radius(Model("unknown"), None) is None


def test_between_the_rates_of_a_card_the_radius_grows_with_the_strictness():
    card = Model("any", {"1e-4": 20, "1e-5": 14, "1e-6": 9})
    shares = np.geomspace(1e-6, 1e-4, 41)
    found = [wiring.radius(card, float(np.clip(share, 1e-6, 1e-4))) or 0 for share in shares]
    assert found == sorted(found)
    assert set(found) == set(range(9, 21))
    assert wiring.radius(card, 10**-4.5) == 17
    assert wiring.radius(card, 0.99e-4) == 19
    with pytest.raises(UsageError, match="gives no search radius"):
        wiring.radius(Model("no card"), 1e-5)


def test_a_model_that_is_not_there_is_told_before_anything_is_made(library):
    for use in (wiring.open_pipeline, wiring.open_browser):
        with pytest.raises(ModelError, match="no-such-model"):
            use(library, "no-such-model")
    assert not library.exists()


def test_a_second_pipeline_is_refused(library, model):
    with wiring.open_pipeline(library, str(model)), pytest.raises(LibraryError, match="another photohash"):
        wiring.open_pipeline(library, str(model))


def test_a_damaged_model_is_not_run(library, model, tmp_path):
    damaged = shutil.copytree(model, tmp_path / ID)
    with (damaged / "network.bin").open("r+b") as file:
        file.write(b"!")
    with pytest.raises(ModelError, match=r"network\.bin"):
        scan(library, build_photos(tmp_path / "photos", 1), model=str(damaged))
    with wiring.open_browser(library, str(damaged)) as browser:
        assert browser.counts().photos == 0


class TestModels:
    def test_a_model_is_imported_checked_listed_and_removed(self, library, model):
        assert model_store.import_model(library, model).id == ID
        assert ID in {card.id for _, card in model_store.models_at_hand(library)}
        assert (ID, None) in model_store.check_models(library, None)
        with pytest.raises(ModelError, match="already"):
            model_store.import_model(library, model)
        model_store.remove_model(library, ID)
        assert ID not in {card.id for _, card in model_store.models_at_hand(library)}
        with pytest.raises(ModelError, match="no model"):
            model_store.remove_model(library, ID)

    def test_a_model_is_exported_whole_and_can_be_imported_elsewhere(self, library, model, tmp_path):
        model_store.import_model(library, model)
        place = model_store.export_model(library, ID, tmp_path)
        assert place == tmp_path / ID
        assert model_store.import_model(tmp_path / "other", place).id == ID
        with pytest.raises(ModelError, match="is there already"):
            model_store.export_model(library, ID, tmp_path)
        with pytest.raises(ModelError, match="no model"):
            model_store.export_model(library, "none", tmp_path)
        assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()

    def test_a_damaged_model_is_not_exported(self, library, model, tmp_path):
        model_store.import_model(library, model)
        (library / "models" / ID / "weights.safetensors").write_bytes(b"other weights")
        with pytest.raises(ModelError, match=r"weights\.safetensors"):
            model_store.export_model(library, ID, tmp_path)
        assert not (tmp_path / ID).exists()

    def test_a_damaged_model_is_not_imported_and_leaves_nothing(self, library, model, tmp_path):
        damaged = shutil.copytree(model, tmp_path / "damaged")
        (damaged / "weights.safetensors").write_bytes(b"other weights")
        with pytest.raises(ModelError, match=r"weights\.safetensors"):
            model_store.import_model(library, damaged)
        ((name, problem),) = model_store.check_models(library, str(damaged))
        assert name == "damaged"
        assert problem is not None
        assert "weights.safetensors" in problem
        assert not list(library.glob("models/*"))

    def test_only_what_the_card_names_is_taken_along(self, library, model, tmp_path):
        laden = shutil.copytree(model, tmp_path / "laden")
        (laden / "extra.py").write_text("print('not part of the model')")
        model_store.import_model(library, laden)
        assert {path.name for path in (library / "models" / ID).iterdir()} == {
            "card.json", "network.xml", "network.bin", "weights.safetensors",
        }  # fmt: skip

    def test_bundled_models_cannot_be_removed(self, library):
        for folder, card in model_store.models_at_hand(library):
            assert folder.parent == resource("models")
            with pytest.raises(ModelError, match="comes with photohash"):
                model_store.remove_model(library, card.id)


class TestHealth:
    def test_a_sound_library_has_no_problem(self, library, model):
        scan(library, model=str(model))
        assert wiring.library_problem(library) is None

    def test_a_damaged_library_has_one(self, library):
        library.mkdir()
        (library / "catalogue.sqlite").write_bytes(b"nothing of the kind" * 300)
        assert "damaged" in (wiring.library_problem(library) or "")

    def test_devices_are_named(self, model):
        assert wiring.devices()[0].startswith("cpu")


def test_looking_at_a_library_loads_no_network(library, model):
    scan(library, model=str(model))
    heavy = {"torch", "openvino", "PySide6", "numba"}
    code = (
        "import sys; from pathlib import Path; from photohash import wiring\n"
        "from photohash.core.task import Task\n"
        "library, model = Path(sys.argv[1]), sys.argv[2]\n"
        "with wiring.open_browser(library, model) as browser: browser.groups(), browser.counts()\n"
        "with wiring.open_pipeline(library, model) as pipeline: list(pipeline.update(task=Task()))\n"
        f"print(*sorted({heavy!r} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code, str(library), str(model)], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    assert loaded.split() == []
