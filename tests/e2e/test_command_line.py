"""The command line as DESIGN describes it: commands, JSON shapes, exit codes."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from photohash import __version__, cli
from photohash.core.resources import resource
from photohash.library.photo import COPIES, Kind
from tests.e2e.conftest import SOURCES, bundled

MODEL = "dhida-lite0-256-copies"


def names_by_group(document) -> list[set[str]]:
    return [{Path(photo["path"]).name for photo in group["photos"]} for group in document["groups"]]


def test_scanning_says_what_was_found_and_which_file_failed(photohash, photos):
    outcome = photohash("scan", photos, "--json")
    found = outcome.document
    assert outcome.code == 3
    assert found["model"] == MODEL
    assert found["roots"] == [str(photos)]
    assert found["files"] == len(SOURCES) + 3 * 5
    assert found["photos"] == len(SOURCES) + 3 * 4
    assert found["groups"] == 3
    assert [Path(failure["path"]).name for failure in found["failures"]] == ["broken.jpg"]
    assert "broken.jpg is cut short" in outcome.err


def test_scanning_again_reads_nothing_new(photohash, photos, scanned, tmp_path):
    library = shutil.copytree(scanned, tmp_path / "library")
    assert photohash("scan", "--json", library=library).document["updated"]["photos"] == 0


def test_every_copy_is_grouped_with_its_source_and_with_nothing_else(photohash, scanned):
    groups = names_by_group(photohash("groups", "--json", library=scanned).document)
    for source in map(Path, SOURCES[:3]):
        suffixes = (".jpg", " (1).jpg", " sent.jpg", " small.png", " mirrored.jpg", " cropped.webp")
        assert {source.stem + suffix for suffix in suffixes} in groups
    assert len(groups) == 3


def test_groups_have_the_documented_shape(photohash, scanned):
    outcome = photohash("groups", "--json", library=scanned)
    document = outcome.document
    assert outcome.code == 3
    assert set(document) == {"model", "groups", "failures", "coverage"}
    for group in document["groups"]:
        assert set(group) == {"id", "photos"}
        keeper, *others = group["photos"]
        assert keeper["keeper"]
        assert keeper["relation"] is None
        for photo in others:
            assert set(photo) == {"path", "digest", "width", "height", "bytes", "keeper", "relation"}
            assert not photo["keeper"]
            assert set(photo["relation"]) == {"kind", "to", "distance", "score"}
            assert photo["relation"]["to"] == keeper["path"]
            assert photo["relation"]["kind"] in COPIES


def test_relations_are_named(photohash, scanned):
    kinds = {
        Path(photo["path"]).name: photo["relation"]["kind"]
        for group in photohash("groups", "--json", library=scanned).document["groups"]
        for photo in group["photos"]
        if photo["relation"]
    }
    for source in map(Path, SOURCES[:3]):
        assert {kinds.get(f"{source.stem}.jpg"), kinds.get(f"{source.stem} (1).jpg")} == {None, Kind.IDENTICAL}
        assert kinds[f"{source.stem} sent.jpg"] == Kind.RE_ENCODED
        assert kinds[f"{source.stem} small.png"] == Kind.RESIZED
        assert kinds[f"{source.stem} mirrored.jpg"] == Kind.MIRRORED
        assert kinds[f"{source.stem} cropped.webp"] == Kind.CROPPED


def test_only_the_kinds_asked_for_are_shown(photohash, scanned):
    document = photohash("groups", "--kind", "identical,mirrored", "--json", library=scanned).document
    kinds = {
        photo["relation"]["kind"] for group in document["groups"] for photo in group["photos"] if photo["relation"]
    }
    assert kinds == {"identical", "mirrored"}


def test_groups_are_also_written_as_a_table_and_as_a_report(photohash, scanned, tmp_path):
    table, report = tmp_path / "groups.csv", tmp_path / "groups.html"
    photohash("groups", "--csv", table, "--html", report, library=scanned)
    with table.open(newline="", encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 1 + 3 * 6
    assert report.read_text(encoding="utf-8").count("data:image/jpeg;base64,") >= 3 * 5


def test_similar_finds_the_copies_of_a_photo_in_the_library(photohash, scanned, photos):
    document = photohash("similar", photos / "coffee.jpg", "-k", 4, "--json", library=scanned).document
    assert set(document) == {"model", "query", "photos"}
    assert {Path(hit["path"]).name.split()[0].removesuffix(".jpg") for hit in document["photos"]} == {"coffee"}
    assert [hit["distance"] for hit in document["photos"]] == sorted(hit["distance"] for hit in document["photos"])


def test_similar_takes_a_picture_from_outside_the_library(photohash, scanned):
    document = photohash("similar", bundled("astronaut.png"), "-k", 1, "--json", library=scanned).document
    assert Path(document["photos"][0]["path"]).name.startswith("astronaut")
    assert document["photos"][0]["kind"] in COPIES


def test_codes_are_printed_line_by_line_and_a_bad_file_does_not_stop_the_rest(photohash, photos):
    outcome = photohash("encode", photos, "--json")
    errors = [line for line in outcome.lines if "error" in line]
    codes = [line for line in outcome.lines if "code" in line]
    assert outcome.code == 3
    assert [set(line) for line in errors] == [{"path", "error"}]
    assert len(codes) == len(SOURCES) + 3 * 5
    assert all(set(line) == {"path", "model", "bits", "code"} for line in codes)
    assert all(len(line["code"]) == line["bits"] / 4 == 64 for line in codes)


def test_a_name_that_is_not_utf8_goes_through(photohash, photos, tmp_path):
    folder = tmp_path / "odd names"
    folder.mkdir()
    for name in (b"caf\xe9.jpg", b"caf\xe9 2.jpg"):
        try:
            shutil.copy(photos / "coffee.jpg", os.path.join(os.fsencode(folder), name))  # noqa: PTH118
        except OSError:
            pytest.skip("this file system refuses names that are not UTF-8")
    assert photohash("scan", folder).code == 0
    report = tmp_path / "report.html"
    outcome = photohash("groups", "--json", "--html", report)
    assert outcome.code == 0
    assert {Path(photo["path"]).name for photo in outcome.document["groups"][0]["photos"]} == {
        os.fsdecode(b"caf\xe9.jpg"),
        os.fsdecode(b"caf\xe9 2.jpg"),
    }
    assert photohash("groups").code == 0
    assert "caf\\xe9.jpg" in report.read_text(encoding="utf-8")


def test_models_are_listed_and_checked(photohash):
    listed = photohash("models", "--json").document["models"]
    assert [model["id"] for model in listed if model["chosen"]] == [MODEL]
    assert photohash("models", "check").code == 0


@pytest.mark.parametrize("other", ["dahp-lite0-128-scenes", "dah-lite0-64-scenes"])
def test_another_model_codes_the_library_and_leaves_the_codes_of_the_first(photohash, photos, scanned, tmp_path, other):
    library = shutil.copytree(scanned, tmp_path / "library")
    groups = photohash("groups", "--json", library=library).document
    assert photohash("scan", photos, "--model", other, "--json", library=library).document["model"] == other
    photo = photos / Path(SOURCES[0]).with_suffix(".jpg").name
    near = photohash("similar", photo, "--model", other, "--json", library=library).document
    assert near["model"] == other
    assert {path.stem for path in map(Path, (one["path"] for one in near["photos"][:4]))} & {
        f"{photo.stem} sent", f"{photo.stem} small", f"{photo.stem} mirrored"
    }  # fmt: skip
    assert photohash("groups", "--json", library=library).document == groups
    assert photohash("scan", "--json", library=library).document["updated"]["photos"] == 0


def test_a_model_with_a_changed_file_is_not_used(photohash, photos, tmp_path):
    source = next(
        Path(model["path"]) for model in photohash("models", "--json").document["models"] if model["id"] == MODEL
    )
    damaged = shutil.copytree(source, tmp_path / MODEL)
    weights = next(damaged.glob("*.bin"))
    weights.write_bytes(weights.read_bytes()[:-1] + b"!")
    for command in (
        ["encode", photos, "--model", damaged],
        ["models", "check", damaged],
        ["models", "import", damaged],
    ):
        outcome = photohash(*command)
        assert outcome.code == 1, command
        assert weights.name in outcome.out + outcome.err


def test_a_model_can_be_imported_and_removed(photohash, tmp_path):
    source = next(
        Path(model["path"]) for model in photohash("models", "--json").document["models"] if model["id"] == MODEL
    )
    foreign = shutil.copytree(source, tmp_path / "foreign")
    card = json.loads((foreign / "card.json").read_text())
    (foreign / "card.json").write_text(json.dumps(card | {"id": "dhida-lite0-256-mine", "purpose": "mine"}))
    assert photohash("models", "import", foreign).code == 0
    assert "dhida-lite0-256-mine" in [model["id"] for model in photohash("models", "--json").document["models"]]
    assert photohash("models", "remove", "dhida-lite0-256-mine").code == 0
    assert "dhida-lite0-256-mine" not in [model["id"] for model in photohash("models", "--json").document["models"]]
    assert photohash("models", "remove", MODEL).code == 1


def test_the_doctor_finds_everything_well(photohash, scanned):
    outcome = photohash("doctor", "--json", library=scanned)
    assert outcome.code == 0, outcome.out
    assert outcome.document["ok"]
    assert f"model {MODEL}" in [finding["subject"] for finding in outcome.document["findings"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", "/no/such/folder"],
        ["groups", "--kind", "copyish"],
        ["groups", "--strictness", "0.5"],
        ["frobnicate"],
        ["groups", "--frobnicate"],
        ["similar"],
    ],
)
def test_wrong_usage_is_told_and_exits_with_2(photohash, arguments):
    outcome = photohash(*arguments)
    assert outcome.code == 2
    assert outcome.err


def test_what_cannot_be_done_is_told_and_exits_with_1(photohash):
    assert photohash("groups").code == 1
    assert "photohash scan" in photohash("groups").err
    assert "no-such-model" in photohash("encode", bundled("coffee.png"), "--model", "no-such-model").err


def test_a_picture_that_cannot_be_read_cannot_be_searched_for(photohash, scanned, photos):
    outcome = photohash("similar", photos / "nowhere.jpg", library=scanned)
    assert outcome.code == 1
    assert "nowhere.jpg" in outcome.err


def test_the_version_is_printed(photohash):
    assert photohash("--version").out == f"photohash {__version__}\n"


def test_global_options_may_stand_anywhere():
    moved = cli.global_options_first(["groups", "--json", "--library", "here", "-v", "--csv", "f", "--", "--json"])
    assert moved == ["--json", "--library", "here", "-v", "groups", "--csv", "f", "--", "--json"]


def test_every_command_explains_itself_in_the_document_of_the_command_line():
    program = typer.main.get_command(cli.app)
    for name, command in program.commands.items():  # type: ignore[attr-defined]
        assert command.help, name
    made = subprocess.run(
        [
            *(sys.executable, "-m", "typer", "photohash.cli"),
            *("utils", "docs", "--name", "photohash", "--title", "Command line"),
        ],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    document = resource("docs", "command-line.md").read_text(encoding="utf-8")
    assert document.strip() == made.strip(), "run: make docs"


@pytest.mark.parametrize("option", ["--csv", "--html"])
def test_a_report_that_can_be_written_nowhere_is_refused_in_words(photohash, scanned, tmp_path, option):
    missing = photohash("groups", option, tmp_path / "missing" / "groups.out", library=scanned)
    assert missing.code == 2
    assert f"{tmp_path / 'missing'} is not a folder" in missing.err
    folder = photohash("groups", option, tmp_path, library=scanned)
    assert folder.code == 2
    assert f"{tmp_path} is a folder" in folder.err


def test_a_file_that_the_system_refuses_is_no_bug_of_ours(photohash, scanned, tmp_path):
    endless = tmp_path / ("x" * 300)
    outcome = photohash("groups", "--csv", endless, library=scanned)
    assert outcome.code == 1
    assert outcome.err.splitlines() == [f"{endless} could not be used: File name too long."]


def test_a_search_by_a_model_that_coded_nothing_says_what_to_do(photohash, scanned, photos):
    outcome = photohash("similar", photos / "astronaut.jpg", "--model", "dah-lite0-64-scenes", library=scanned)
    assert outcome.code == 0
    assert "photohash scan --model dah-lite0-64-scenes" in outcome.out


def test_one_group_is_told_as_one(photohash, tmp_path):
    (tmp_path / "photos").mkdir()
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / "photos" / name).write_bytes(bundled("rocket.jpg").read_bytes())
    told = photohash("scan", tmp_path / "photos").out
    assert "1 photo in 2 files" in told
    assert "1 group of copies with 1 file to spare" in told
    assert "1 group, 1 file beside the keeper" in photohash("groups").out


def test_a_protected_copy_is_none_to_spare(photohash, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    for place in (tmp_path / "a.jpg", kept / "b.jpg"):
        place.write_bytes(bundled("rocket.jpg").read_bytes())
    told = photohash("scan", tmp_path, "--protect", kept).out
    assert "1 group of copies with" in told
    photohash("folders", "protect", tmp_path)
    assert "with 0 files to spare" in photohash("scan").out
    assert photohash("groups").out.rstrip().endswith("0 bytes.")


def test_a_folder_inside_a_known_one_is_told_as_such(photohash, tmp_path):
    inner = tmp_path / "photos" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.jpg").write_bytes(bundled("rocket.jpg").read_bytes())
    photohash("scan", tmp_path / "photos")
    told = photohash("scan", inner).out
    assert f"{inner} is inside {tmp_path / 'photos'}, which is in the library already" in told.replace("\n", " ")
    assert [line for line in photohash("folders").out.splitlines() if "inner" in line] == []
