"""A raw file and the JPEG beside it, both known to the library and both ticked, go as one, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from photohash.library.actions import ActionResult
from photohash.library.store import Catalogue
from tests.library.actions.worlds import HARBOUR, OLD, add_file, build
from tests.library.photos import scene
from tests.library.raws import dng

RAW, RAW_COPY, COPY = "album/harbour.DNG", "inbox/harbour copy.DNG", "inbox/harbour copy.jpg"


@pytest.fixture
def world(tmp_path):
    """Beside ``harbour`` and its byte-identical copy lies a raw file each, and the library knows them."""
    made = build(tmp_path)
    dng(made / RAW, scene(96, 64))
    shutil.copy(made / RAW, made / RAW_COPY)
    os.utime(made / RAW, ns=(OLD, OLD))
    with Catalogue.open(made.library, write=True) as catalogue, catalogue.transaction():
        root = catalogue.roots().all()[0].id
        for name in (RAW, RAW_COPY):
            add_file(catalogue, made / name, root)
    return made


@pytest.mark.parametrize("to", ["trash", "quarantine", "move:there"])
def test_both_halves_go_and_come_back(world, tmp_path, to):
    before = world.tree()
    outcomes = {outcome.tick.path: outcome for outcome in world.apply(to.replace("there", str(tmp_path / "there")))}
    first, second = (outcomes[world / name] for name in (COPY, RAW_COPY))
    assert (first.result, second.result) == (ActionResult.DONE, ActionResult.DONE)
    assert first.entry == second.entry
    assert "goes with" in first.note + second.note
    assert first.frees + second.frees == sum((world / name).stat().st_size for name in (HARBOUR, RAW))
    assert not (world / COPY).exists()
    assert not (world / RAW_COPY).exists()
    for outcome in (first, second):
        assert outcome.destination
        assert outcome.destination.exists()
    assert (world / HARBOUR).exists()
    assert (world / RAW).exists()
    world.undo()
    assert world.tree() == before


def test_the_catalogue_knows_that_both_are_gone_and_back(world):
    def known() -> set[Path]:
        with Catalogue.open(world.library, write=False) as catalogue:
            photos = catalogue.photos(range(1, 20)).values()
        return {file.path for photo in photos for file in photo.files} & {world / COPY, world / RAW_COPY}

    assert len(known()) == 2
    world.apply("quarantine")
    assert not known()
    world.undo()
    assert len(known()) == 2


def test_a_dry_run_says_the_same(world):
    with world.actions() as actions:
        outcomes = list(actions.act(world.plan(actions), dry_run=True))
    assert {outcome.result for outcome in outcomes if "copy" in outcome.tick.path.name} == {ActionResult.PLANNED}


def test_a_raw_file_stays_where_its_jpeg_has_no_other_copy(world):
    """The raw file has a copy; the JPEG beside it was edited and has none: so both stay."""
    (world / COPY).write_bytes(b"edited since")
    outcomes = {outcome.tick.path: outcome for outcome in world.apply()}
    assert outcomes[world / RAW_COPY].result is ActionResult.FAILED
    assert "pair" in outcomes[world / RAW_COPY].note
    assert (world / RAW_COPY).exists()
    assert (world / COPY).exists()


def test_links_to_the_keeper_leave_both_halves_at_their_places(world):
    world.apply("hardlink")
    assert (world / COPY).samefile(world / HARBOUR)
    assert (world / RAW_COPY).samefile(world / RAW)
