"""One plain scan makes the codes that copies and look-alikes are told by; changing models hides no copy."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from photohash.core.settings import Settings
from photohash.wiring import open_browser, open_pipeline
from tests.e2e.conftest import Photohash, build_photos
from tests.library.scans import CancelledAt

COPIES, SCENES = "dhida-lite0-256-copies", "dahp-lite0-128-scenes"
OTHER_COPIES, OTHER_SCENES = "dhida-lite0-128-copies", "dah-lite0-64-scenes"
COMMAND = [sys.executable, "-m", "photohash"]


def coded(library: Path, model: str) -> dict[bytes, bytes]:
    """The codes of a model by the digests of the photos."""
    with open_browser(library) as browser:
        ids, codes = browser.codes(model)
        photos = browser.photos(ids.tolist())
        return {photo.digest: code.tobytes() for photo, code in zip(photos, codes, strict=True)}


def shown(photohash: Photohash, library: Path) -> list[list[tuple[str, str]]]:
    groups = photohash("groups", "--json", library=library).document["groups"]
    return [
        [(photo["path"], photo["relation"]["kind"] if photo["relation"] else "keeper") for photo in group["photos"]]
        for group in groups
    ]


@pytest.fixture
def library(scanned: Path, tmp_path: Path) -> Path:
    return shutil.copytree(scanned, tmp_path / "scanned")


@pytest.mark.parametrize("level", ["stack", "subject"])
def test_one_scan_makes_all_codes_that_clusters_want(photohash, scanned, level):
    outcome = photohash("clusters", "--level", level, "--json", library=scanned)
    assert outcome.document["models"] == [COPIES, SCENES]
    assert "scan --model" not in outcome.err


def test_codes_made_later_are_those_that_one_scan_makes(photohash, scanned, photos, tmp_path):
    library = tmp_path / "library"
    Settings(library).set("browsing-model", "")
    photohash("scan", photos)
    assert coded(library, SCENES) == {}
    assert coded(library, COPIES) == coded(scanned, COPIES)
    Settings(library).set("browsing-model", SCENES)
    outcome = photohash("scan", "--json")
    assert outcome.document["updated"] == {"files": 0, "photos": 0}
    assert coded(library, SCENES) == coded(scanned, SCENES)


def test_a_named_model_takes_the_place_that_its_card_tells(photohash, library):
    assert photohash("scan", "--model", OTHER_SCENES, library=library).code == 3
    assert coded(library, OTHER_SCENES).keys() == coded(library, COPIES).keys()
    assert photohash("scan", "--model", OTHER_COPIES, library=library).code == 3
    assert coded(library, OTHER_COPIES).keys() == coded(library, COPIES).keys()


def test_a_model_that_is_adopted_takes_over_at_the_end_of_a_scan(photohash, library):
    Settings(library).set("coming-browsing-model", OTHER_SCENES)
    outcome = photohash("scan", library=library)
    assert f"Look-alikes now use {OTHER_SCENES}." in outcome.out
    settings = Settings(library)
    assert (settings["browsing-model"], settings["browsing-model-before"]) == (OTHER_SCENES, SCENES)
    assert settings["model"] == COPIES
    outcome = photohash("clusters", "--level", "subject", "--json", library=library)
    assert outcome.document["models"] == [COPIES, OTHER_SCENES]


def test_changing_either_model_hides_no_copy(photohash, library):
    before = shown(photohash, library)
    assert before
    Settings(library).set("browsing-model", OTHER_SCENES)
    assert shown(photohash, library) == before
    photohash("scan", library=library)
    assert shown(photohash, library) == before
    Settings(library).set("model", OTHER_COPIES)
    assert shown(photohash, library) == before
    photohash("scan", library=library)
    assert shown(photohash, library) == before
    assert photohash("groups", "--json", library=library).document["model"] == OTHER_COPIES


def test_a_browsing_model_named_as_the_one_for_copies_is_for_browsing(photohash, library):
    before = shown(photohash, library)
    Settings(library).set("model", OTHER_SCENES)
    assert photohash("scan", library=library).code == 3
    assert shown(photohash, library) == before
    assert len(coded(library, OTHER_SCENES)) == len(coded(library, COPIES))


def test_models_and_doctor_tell_which_model_is_for_what(photohash, library):
    listed = photohash("models", "--json", library=library).document["models"]
    assert {model["id"]: model["used_for"] for model in listed if model["used_for"]} == {
        COPIES: "copies",
        SCENES: "look-alikes",
    }
    assert f"{SCENES} (in use for look-alikes)" in photohash("models", library=library).out
    assert f"{COPIES} finds copies, {SCENES} tells look-alikes" in photohash("doctor", library=library).out
    Settings(library).set("browsing-model", "")
    assert "none beside it tells look-alikes" in photohash("doctor", library=library).out


def test_a_browsing_model_that_is_gone_keeps_no_copy_from_being_found(photohash, photos, tmp_path, expected_logs):
    expected_logs.expect("look-alikes go without new codes: There is no model called 'gone-lite0-64-scenes'")
    Settings(tmp_path / "library").set("browsing-model", "gone-lite0-64-scenes")
    outcome = photohash("scan", photos)
    assert outcome.code == 3
    assert "3 groups of copies" in outcome.out


def test_what_is_not_read_whole_is_told(photohash, photos, tmp_path):
    from photohash.core.errors import Cancelled

    library = tmp_path / "library"
    with open_pipeline(library) as pipeline, pytest.raises(Cancelled):
        list(pipeline.update([photos], task=CancelledAt(3)))
    outcome = photohash("groups", "--json")
    assert outcome.document["coverage"] == {
        "whole": False, "read": 0, "unread": None, "uncoded": 0, "compared": True
    }  # fmt: skip
    assert "Not all folders were looked through yet. To go on: photohash scan" in outcome.err
    assert "No copies found so far." in photohash("groups").out
    assert "not read whole" in photohash("doctor").out
    photohash("scan")
    outcome = photohash("groups", "--json")
    assert outcome.document["coverage"]["whole"]
    assert "To go on" not in outcome.err


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_second_codes_that_were_killed_are_made_at_the_next_scan(photohash, tmp_path):
    photos = build_photos(tmp_path / "photos")
    library = tmp_path / "library"
    Settings(library).set("browsing-model", "")
    assert photohash("scan", photos).code == 3
    before = shown(photohash, library)
    Settings(library).set("browsing-model", SCENES)
    moments = random.Random(2022)
    for _ in range(2):
        scan = subprocess.Popen(
            [*COMMAND, "--library", str(library), "scan"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            scan.wait(timeout=moments.uniform(1.0, 3.0))
        except subprocess.TimeoutExpired:
            os.kill(scan.pid, signal.SIGKILL)
            scan.wait()
    assert photohash("scan").code == 3
    assert coded(library, SCENES).keys() == coded(library, COPIES).keys()
    assert shown(photohash, library) == before


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_others_may_write_while_watch_waits_and_what_they_add_is_watched_too(photohash, photos, tmp_path):
    library, other = tmp_path / "library", tmp_path / "other"
    other.mkdir()
    assert photohash("scan", photos).code == 3
    watch = subprocess.Popen(
        [*COMMAND, "--library", str(library), "--json", "watch"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert watch.stdout is not None
        watch.stdout.readline()  # it has looked through the folders
        while (outcome := photohash("scan", other)).code == 1:  # it may be about to close the library
            assert "brought up to date" in outcome.err
        assert outcome.code == 3
        while not json.loads(watch.stdout.readline()).get("photos"):
            if not (other / "late.jpg").exists():
                shutil.copy(photos / "rocket.jpg", other / "late.jpg")
                with (other / "late.jpg").open("ab") as file:
                    file.write(b"another photo")
    finally:
        watch.send_signal(signal.SIGINT)
        watch.communicate(timeout=60)
    assert watch.returncode == 0
