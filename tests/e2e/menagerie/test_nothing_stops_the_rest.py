"""One pair or one photo on which photohash itself fails: it is told, left alone, and all else goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photohash.core.bits import Codes
from photohash.hashing.runtime import HashModel
from photohash.library.decode import decode
from photohash.library.photo import Picture, Pixels, Relation
from photohash.library.pipeline import ingest, verification
from photohash.library.relate import Relater, Side
from tests.conftest import ExpectedLogs
from tests.e2e.menagerie.conftest import Case
from tests.library.photos import save, scene

VICTIM = "victim.png"


class StumblingRelater(Relater):
    """Relates pairs as ever, but fails on those of one photo, as OpenCV and NumPy may on some picture."""

    tries = 0

    def relate(self, a: Side, b: Side) -> Relation:
        if VICTIM in {side.photo.files[0].path.name for side in (a, b)}:
            StumblingRelater.tries += 1
            raise np.linalg.LinAlgError("SVD did not converge")
        return super().relate(a, b)


@pytest.fixture
def stumbling(case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Three copies of one photo, on one of which relating fails."""
    monkeypatch.setattr(verification, "Relater", StumblingRelater)
    StumblingRelater.tries = 0
    picture = scene(360, 240, 1)
    save(picture, case.folder / "photo.jpg")
    save(picture, case.folder / "sent.jpg", quality=70)
    save(picture, case.folder / VICTIM)
    return case


def blackened(picture: Image.Image, share: float) -> Image.Image:
    levels = np.array(picture)
    levels[-round(share * len(levels)) :] = 0
    return Image.fromarray(levels)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.3, 0.6, 0.95])
def test_a_photo_whose_lower_rows_are_black_stops_nothing(case: Case, share: float) -> None:
    picture = scene(360, 240, 1)
    save(picture, case.folder / "photo.png")
    save(blackened(picture, share), case.folder / "black below.png")
    save(scene(360, 240, 2), case.folder / "other.png")
    save(scene(360, 240, 2), case.folder / "other sent.jpg", quality=80)
    case.scan()
    assert {"other.png", "other sent.jpg"} <= case.kinds().keys()


def test_a_pair_on_which_comparing_fails_is_no_copy_and_the_rest_is_found(
    stumbling: Case, expected_logs: ExpectedLogs
) -> None:
    expected_logs.expect("failed to compare")
    stumbling.scan()
    assert stumbling.kinds().keys() == {"photo.jpg", "sent.jpg"}


def test_a_pair_on_which_comparing_fails_is_told_by_name_and_the_library_is_well(
    stumbling: Case, expected_logs: ExpectedLogs
) -> None:
    expected_logs.expect("failed to compare")
    stumbling.scan()
    findings = stumbling.photohash("doctor", "--json").document["findings"]
    pairs = [finding["detail"] for finding in findings if finding["subject"] == "pair"]
    assert len(pairs) == 2
    for detail, name in zip(pairs, ("photo.jpg", "sent.jpg"), strict=True):
        assert all(part in detail for part in (VICTIM, name, "SVD did not converge", "please report it"))
    assert all(finding["ok"] for finding in findings if finding["subject"] in {"pair", "library"})


def test_a_pair_on_which_comparing_failed_is_tried_again_by_another_version_only(
    stumbling: Case, expected_logs: ExpectedLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_logs.expect("failed to compare")
    stumbling.scan()
    failed = StumblingRelater.tries
    save(scene(360, 240, 1), stumbling.folder / "late.webp")
    stumbling.scan()
    assert (failed, StumblingRelater.tries) == (2, 3)
    monkeypatch.setattr(verification, "_VERSION", "a later one")
    monkeypatch.setattr(verification, "Relater", Relater)
    stumbling.scan()
    assert len(stumbling.kinds()) == 4
    assert not [
        finding
        for finding in stumbling.photohash("doctor", "--json").document["findings"]
        if finding["subject"] == "pair"
    ]


def test_a_photo_on_which_reading_fails_is_told_and_the_rest_is_found(
    case: Case, expected_logs: ExpectedLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(path: Path, **how: Any) -> Picture:
        if path.name == VICTIM:
            raise ZeroDivisionError
        return decode(path, **how)

    expected_logs.expect(f"failed to read {case.folder / VICTIM}")
    monkeypatch.setattr(ingest, "decode", stumbles)
    save(scene(360, 240, 1), case.folder / "photo.png")
    save(scene(360, 240, 1), case.folder / "sent.jpg", quality=70)
    save(scene(360, 240, 3), case.folder / VICTIM)
    outcome = case.scan(code=3)
    assert [Path(failure["path"]).name for failure in outcome.document["failures"]] == [VICTIM]
    assert "which is a bug: please report it" in outcome.document["failures"][0]["error"]
    assert case.kinds().keys() == {"photo.png", "sent.jpg"}
    monkeypatch.undo()
    case.scan()


def test_a_photo_with_which_the_model_fails_is_told_and_the_rest_is_found(
    case: Case, expected_logs: ExpectedLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flattened(path: Path, **how: Any) -> Picture:
        picture = decode(path, **how)
        if path.name == VICTIM:
            picture.pixels.flags.writeable = True
            picture.pixels[:] = 7
        return picture

    expected_logs.expect(f"failed to read {case.folder / VICTIM}")
    monkeypatch.setattr(ingest, "decode", flattened)
    encode = HashModel.encode

    def picky(self: HashModel, batch: Pixels) -> Codes:
        if (batch == 7).all(axis=(1, 2, 3)).any():
            raise ValueError("not this one")
        return encode(self, batch)

    monkeypatch.setattr(HashModel, "encode", picky)
    save(scene(360, 240, 1), case.folder / "photo.png")
    save(scene(360, 240, 1), case.folder / "sent.jpg", quality=70)
    save(scene(360, 240, 3), case.folder / VICTIM)
    outcome = case.scan(code=3)
    assert [Path(failure["path"]).name for failure in outcome.document["failures"]] == [VICTIM]
    assert case.kinds().keys() == {"photo.png", "sent.jpg"}
