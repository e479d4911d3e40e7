"""Two codes of each photo from one reading: one finds copies, the other is for browsing and never in its way."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photohash.core.bits import Codes
from photohash.core.errors import Cancelled, ModelError
from photohash.core.task import Stage, Task
from photohash.library.browse import Browser, Model
from photohash.library.decode import decode
from photohash.library.photo import Pixels
from photohash.library.pipeline import CommitReport, Pipeline, ingest
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import MODEL, VERIFIED, WIDEST, groups, state, update
from tests.library.photos import save, scene
from tests.library.scans import CancelledAt, CountingEncoder, coded, copies, failing

BROWSING = "browsing-256"


class Browsing(CountingEncoder):
    model_id = BROWSING

    def encode(self, batch: Pixels) -> Codes:
        return ~super().encode(batch)


class Refusing(Browsing):
    """Its files are damaged."""

    def encode(self, batch: Pixels) -> Codes:
        raise ModelError("The model browsing-256 is damaged.")


def scan(library: Path, *folders: Path, browsing: Browsing | None, task: Task | None = None) -> list[CommitReport]:
    catalogue = Catalogue.open(library, write=True)
    previews = Previews(library / "thumbnails")
    with Pipeline(
        catalogue, DifferenceEncoder(), WIDEST, previews, verify=VERIFIED, browsing=[browsing] if browsing else []
    ) as pipeline:
        return list(pipeline.update(folders, task=task or Task()))


def codes(library: Path, model: str) -> dict[int, bytes]:
    with Browser(library, model) as view:
        ids, found = view.codes(model)
        return {number: code.tobytes() for number, code in zip(ids.tolist(), found, strict=True)}


def inverted(of: dict[int, bytes]) -> dict[int, bytes]:
    return {number: bytes(255 - octet for octet in code) for number, code in of.items()}


class Decoded:
    """Counts how often a photo is decoded for its codes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0

        def counted(*arguments: Any, **options: Any) -> Any:
            self.times += 1
            return decode(*arguments, **options)

        monkeypatch.setattr(ingest, "decode", counted)


def test_one_reading_of_a_file_makes_both_codes_and_only_the_first_has_neighbours(library, photos, monkeypatch):
    decoded, browsing = Decoded(monkeypatch), Browsing()
    batches = scan(library, photos, browsing=browsing)
    assert (coded(batches), browsing.coded, decoded.times) == (12, 12, 13)  # one cannot be read
    assert codes(library, BROWSING) == inverted(codes(library, MODEL))
    assert {model for *_, model, _ in state(library)["neighbours"]} == {MODEL}
    assert groups(library) == {copies(seed) for seed in range(4)}


def test_pictures_are_prepared_once_for_models_that_see_them_alike(library, photos, monkeypatch):
    prepared: list[str] = []

    def told(self: DifferenceEncoder, pixels: Pixels) -> Pixels:
        prepared.append(self.model_id)
        return np.zeros((64, 64, 3), np.uint8)

    monkeypatch.setattr(DifferenceEncoder, "prepare", told)
    scan(library, photos, browsing=Browsing())
    assert prepared == [MODEL] * 12
    monkeypatch.setattr(Browsing, "preparation", "otherwise")
    save(scene(240, 160, 77), photos / "new.jpg")
    scan(library, browsing=Browsing())
    assert prepared[12:] == [MODEL, BROWSING]


def test_a_library_of_one_model_gets_its_second_codes_after_all_else(library, photos, monkeypatch):
    update(library, photos)
    before = state(library)
    save(scene(240, 160, 77), photos / "new.jpg")
    stages: list[Stage] = []

    class Told(Task):
        def begin(self, stage: Stage, total: int | None = None) -> None:
            stages.append(stage)
            super().begin(stage, total)

    browsing = Browsing()
    batches = scan(library, browsing=browsing, task=Told())
    assert coded(batches) == 1
    assert browsing.coded == 13
    assert stages[-1] is Stage.COMPLETING
    assert codes(library, BROWSING) == inverted(codes(library, MODEL))
    after = state(library)
    assert set(before["photos"]) <= set(after["photos"])
    assert before["relations"] == after["relations"]
    assert scan(library, browsing=Browsing()) == [CommitReport()]


@pytest.mark.parametrize("asked", [21, 23, 26])
def test_second_codes_that_were_interrupted_go_on(library, photos, small_commits, asked):
    update(library, photos)
    task = CancelledAt(asked)
    with pytest.raises(Cancelled):
        scan(library, browsing=Browsing(), task=task)
    assert task.progress.stage is Stage.COMPLETING
    begun = len(codes(library, BROWSING))
    assert begun < 12
    browsing = Browsing()
    scan(library, browsing=browsing)
    assert begun + browsing.coded == 12
    assert codes(library, BROWSING) == inverted(codes(library, MODEL))


def test_a_browsing_model_that_cannot_be_used_is_told_once_and_copies_are_found(library, photos, expected_logs):
    expected_logs.expect("Look-alikes go without new codes: The model browsing-256 is damaged.")
    scan(library, photos, browsing=Refusing())
    assert groups(library) == {copies(seed) for seed in range(4)}
    assert codes(library, BROWSING) == {}
    assert set(failing(library)) == {"broken.jpg"}


def test_a_photo_with_which_the_browsing_model_fails_is_read_all_the_same(library, photos, expected_logs):
    class Stumbling(Browsing):
        def encode(self, batch: Pixels) -> Codes:
            if any((picture == worst).all() for picture in batch):
                raise ZeroDivisionError
            return super().encode(batch)

    save(scene(240, 160, 77), photos / "worst.png")
    worst = DifferenceEncoder().prepare(np.asarray(Image.open(photos / "worst.png").convert("RGB")))
    expected_logs.expect("photohash failed to read")
    scan(library, photos, browsing=Stumbling())
    assert len(codes(library, MODEL)) == 13
    assert len(codes(library, BROWSING)) == 12
    assert set(failing(library)) == {"broken.jpg"}


class TestGroups:
    def shown(self, library: Path, model: str, radius: dict[str, int]) -> list[set[str]]:
        with Browser(library, Model(model)) as view:
            return [{member.path.name for member in group.members} for group in view.groups(radius=radius)]

    def test_another_model_does_not_hide_a_copy_that_was_verified(self, library, photos):
        scan(library, photos, browsing=None)
        before = self.shown(library, MODEL, {MODEL: VERIFIED})

        class Blind(CountingEncoder):
            """Sees two photos alike as far from each other."""

            model_id = "blind-256"

            def encode(self, batch: Pixels) -> Codes:
                seen = np.frombuffer(b"".join(bytes([hash(one.tobytes()) % 256]) * 32 for one in batch), np.uint8)
                return np.ascontiguousarray(seen.reshape(len(batch), 32))

        update(library, encoder=Blind(), radius=0, verify=0)
        assert len(before) == 4
        assert self.shown(library, Blind.model_id, {Blind.model_id: 0, MODEL: VERIFIED}) == before

    def test_a_pair_that_no_model_has_codes_of_is_shown(self, library, photos):
        scan(library, photos, browsing=None)
        with Browser(library, Model("unknown")) as view:
            assert len(view.groups(radius={"unknown": 0, "gone": 0})) == 4
            assert len(view.groups(radius=0)) == 4
