from __future__ import annotations

import io
import itertools
import tarfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from photohash.library.photo import COPIES, Kind, Pixels
from photohash.library.relate import Relater, Side, relate
from tests.library.pairs import (
    PHOTOS,
    behind_glass,
    blurred,
    brighter,
    captioned,
    converging,
    cropped,
    darker_to_the_corners,
    framed,
    in_a_collage,
    noisy,
    on_a_screen,
    page,
    photo,
    saved,
    scaled,
    side,
    with_something_at,
    with_stickers,
    written_on,
)

ALTERATIONS: dict[str, tuple[Kind, Callable[[Image.Image], Image.Image]]] = {
    "saved well": (Kind.RE_ENCODED, lambda picture: saved(picture, 92)),
    "saved badly": (Kind.RE_ENCODED, lambda picture: saved(picture, 30)),
    "halved": (Kind.RESIZED, lambda picture: saved(scaled(picture, 0.5))),
    "a tenth larger": (Kind.RESIZED, lambda picture: saved(scaled(picture, 1.1))),
    "squashed": (Kind.RESIZED, lambda picture: saved(scaled(picture, 1.0, 0.8))),
    "cut to 60 %": (Kind.CROPPED, lambda picture: saved(cropped(picture, 0.6, 0.2, 0.8))),
    "trimmed": (Kind.CROPPED, lambda picture: saved(cropped(picture, 0.9, 1.0, 0.0))),
    "cut and enlarged": (Kind.CROPPED, lambda picture: saved(scaled(cropped(picture, 0.5), 1.6))),
    "quarter turn": (Kind.ROTATED, lambda picture: saved(picture.transpose(Image.Transpose.ROTATE_90))),
    "upside down": (Kind.ROTATED, lambda picture: saved(picture.transpose(Image.Transpose.ROTATE_180))),
    "straightened": (Kind.ROTATED, lambda picture: saved(cropped(picture.rotate(4, Image.Resampling.BICUBIC), 0.7))),
    "mirrored": (Kind.MIRRORED, lambda picture: saved(ImageOps.mirror(picture))),
    "mirrored and cut": (Kind.MIRRORED, lambda picture: saved(cropped(ImageOps.mirror(picture), 0.6))),
    "brighter": (Kind.EDITED, lambda picture: saved(brighter(picture))),
    "grey": (Kind.EDITED, lambda picture: saved(ImageOps.grayscale(picture))),
    "blurred": (Kind.EDITED, lambda picture: saved(blurred(picture))),
    "framed": (Kind.EDITED, lambda picture: saved(framed(picture))),
    "captioned": (Kind.EDITED, lambda picture: saved(captioned(picture))),
    "written on": (Kind.EDITED, lambda picture: saved(written_on(picture), 85)),
    "with stickers": (Kind.EDITED, lambda picture: saved(with_stickers(picture), 85)),
    "on a screen": (Kind.EDITED, lambda picture: saved(on_a_screen(picture), 85)),
    "in a collage": (Kind.EDITED, lambda picture: saved(in_a_collage(picture, photo("rocket")), 85)),
    "darker to the corners": (Kind.EDITED, lambda picture: saved(darker_to_the_corners(picture), 85)),
    "perspective corrected": (Kind.EDITED, lambda picture: saved(converging(picture), 90)),
    "grainy": (Kind.EDITED, lambda picture: saved(noisy(picture, 1, 24.0), 92)),
    "cut and written on": (Kind.CROPPED, lambda picture: saved(written_on(cropped(picture, 0.7)), 75)),
}


@pytest.mark.parametrize("name", ["astronaut", "coffee", "chelsea"])
@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_names_what_was_done(name: str, alteration: str) -> None:
    kind, alter = ALTERATIONS[alteration]
    relation = relate(side(photo(name), 1), side(alter(photo(name)), 2))
    assert (relation.kind, relation.a, relation.b) == (kind, 1, 2)
    assert 0.5 < relation.score <= 1


@pytest.mark.parametrize("name", ["astronaut", "coffee"])
def test_sees_through_a_glassy_bar(name: str) -> None:
    assert relate(side(photo(name), 1), side(saved(behind_glass(photo(name)), 90), 2)).kind == Kind.EDITED


def test_what_strong_compression_takes_is_no_edit() -> None:
    grainy = noisy(photo("coffee"), 1, 24.0)
    assert relate(side(grainy, 1, quality=95), side(saved(grainy, 25), 2, quality=25)).kind == Kind.RE_ENCODED
    smooth = relate(side(grainy, 1, quality=92), side(saved(photo("coffee"), 92), 2, quality=92))
    assert (smooth.kind, smooth.evidence["noise"] > 4, smooth.evidence["altered"]) == (Kind.EDITED, True, -1)


class TestBursts:
    """Frames of one camera, alike in parts, taken within seconds."""

    def frame(self, number: int, taken: str | None, camera: str | None = "Canon EOS R6") -> Side:
        there = with_something_at(photo("coffee"), photo("chelsea").crop((120, 90, 300, 270)), 0.1 + 0.1 * number, 0.4)
        return side(saved(noisy(there, number)), number, taken=taken, camera=camera)

    @pytest.mark.parametrize("later", ["2024-05-17T09:30:12.5", "2024-05-17T09:30:13", "2024-05-17T09:30:20"])
    def test_within_seconds(self, later: str) -> None:
        frames = self.frame(1, "2024-05-17T09:30:12.25"), self.frame(2, later)
        assert relate(*frames).kind == Kind.BURST

    def test_fractions_that_end_in_zero_count(self) -> None:
        frames = self.frame(1, "2024-05-17T09:30:12.25"), self.frame(2, "2024-05-17T09:30:12.30")
        assert relate(*frames).kind == Kind.BURST

    def test_of_one_second_when_fractions_are_not_told(self) -> None:
        frames = self.frame(1, "2024-05-17T09:30:12"), self.frame(2, "2024-05-17T09:30:12")
        assert relate(*frames).kind == Kind.BURST

    def test_a_minute_later_is_another_photo(self) -> None:
        frames = self.frame(1, "2024-05-17T09:30:12"), self.frame(2, "2024-05-17T09:31:12")
        assert relate(*frames).kind == Kind.SIMILAR

    def test_two_cameras_make_no_burst(self) -> None:
        other = self.frame(2, "2024-05-17T09:30:12", "Apple iPhone 15")
        assert relate(self.frame(1, "2024-05-17T09:30:12"), other).kind == Kind.SIMILAR

    def test_unlike_photos_of_one_second_make_no_burst(self) -> None:
        other = side(photo("astronaut"), 2, taken="2024-05-17T09:30:12", camera="Canon EOS R6")
        assert relate(self.frame(1, "2024-05-17T09:30:12"), other).kind == Kind.SIMILAR

    def test_without_a_time_nothing_is_said(self) -> None:
        assert relate(self.frame(1, None), self.frame(2, None)).kind == Kind.SIMILAR


def test_same_pixels_in_another_file() -> None:
    picture = photo("coffee")
    assert relate(side(picture, 1), side(picture, 2, salt=b"other bytes")).kind == Kind.SAME_PIXELS


def test_a_single_other_pixel_is_not_the_same_pixels() -> None:
    other = photo("coffee")
    other.putpixel((5, 5), (255, 0, 0))
    assert relate(side(photo("coffee"), 1), side(other, 2)).kind == Kind.RE_ENCODED


def test_full_pictures_are_read_only_when_they_can_decide() -> None:
    def never() -> Pixels:
        raise AssertionError("read a full picture for nothing")

    sides = side(photo("astronaut"), 1), side(saved(cropped(photo("astronaut"), 0.5)), 2), side(photo("coffee"), 3)
    unread = [Side(one.photo, one.small, never) for one in sides]
    assert relate(unread[0], unread[1]).kind == Kind.CROPPED
    assert relate(unread[0], unread[2]).kind == Kind.SIMILAR


class TestEvidence:
    def test_crop_share_and_which_is_the_crop(self) -> None:
        evidence = relate(side(photo("coffee"), 1), side(saved(cropped(photo("coffee"), 0.6)), 2)).evidence
        assert evidence["area_kept"] == pytest.approx(0.6, abs=0.02)
        assert evidence["area_kept_of_b"] == pytest.approx(1.0, abs=0.02)
        assert evidence["altered"] == 1

    @pytest.mark.parametrize(("turned", "angle"), [(90, -90), (270, 90), (180, 180), (7, -7), (-30, 30)])
    def test_angle_is_clockwise(self, turned: int, angle: int) -> None:
        other = saved(photo("chelsea").rotate(turned, Image.Resampling.BICUBIC, expand=True))
        relation = relate(side(photo("chelsea"), 1), side(other, 2))
        assert relation.kind == Kind.ROTATED
        assert abs((relation.evidence["angle"] - angle + 180) % 360 - 180) < 0.3

    def test_scale_and_stretch(self) -> None:
        evidence = relate(side(photo("coffee"), 1), side(scaled(photo("coffee"), 0.5), 2)).evidence
        assert evidence["scale"] == pytest.approx(2.0, abs=0.01)
        evidence = relate(side(photo("coffee"), 1), side(scaled(photo("coffee"), 1.0, 0.75), 2)).evidence
        assert evidence["stretch"] == pytest.approx(0.75, abs=0.01)

    @pytest.mark.parametrize("alter", [framed, captioned, blurred, with_stickers, written_on, on_a_screen])
    def test_tells_the_altered_one(self, alter: Callable[[Image.Image], Image.Image]) -> None:
        original, altered = photo("astronaut"), saved(alter(photo("astronaut")))
        assert relate(side(original, 1), side(altered, 2)).evidence["altered"] == 1
        assert relate(side(altered, 1), side(original, 2)).evidence["altered"] == -1


class TestLaws:
    @pytest.mark.parametrize("alteration", ["cut to 60 %", "quarter turn", "squashed", "captioned", "mirrored and cut"])
    def test_order_does_not_matter(self, alteration: str) -> None:
        one, two = side(photo("chelsea"), 1), side(ALTERATIONS[alteration][1](photo("chelsea")), 2)
        assert relate(one, two) == relate(two, one)

    def test_the_past_does_not_matter(self) -> None:
        sides = [side(photo(name), number) for number, name in enumerate(PHOTOS)]
        sides.append(side(saved(cropped(photo("coffee"), 0.7)), 9))
        pairs = list(itertools.combinations(sides, 2))
        relater = Relater(remembered=3)
        forward = {(one.photo.id, two.photo.id): relater.relate(one, two) for one, two in pairs}
        assert all(forward[one.photo.id, two.photo.id] == relate(one, two) for one, two in reversed(pairs))

    def test_a_relater_looks_at_a_photo_once(self) -> None:
        looks = []
        first = side(photo("coffee"), 1)

        def small() -> Pixels:
            looks.append(1)
            return first.small()

        watched = Side(first.photo, small, first.full)
        relater = Relater()
        for number, name in enumerate(["astronaut", "chelsea", "rocket"], 2):
            relater.relate(watched, side(photo(name), number))
        assert len(looks) == 1


class TestNotCopies:
    def test_different_photos(self) -> None:
        sides = [side(photo(name), number) for number, name in enumerate(PHOTOS)]
        relater = Relater()
        assert {relater.relate(one, two).kind for one, two in itertools.combinations(sides, 2)} == {Kind.SIMILAR}

    @pytest.mark.parametrize("size", [24, 48, 96])
    def test_something_moved_before_a_still_camera(self, size: int) -> None:
        scene, thing = photo("coffee"), photo("chelsea").crop((120, 90, 300, 270)).resize((size, size))
        before = saved(noisy(with_something_at(scene, thing, 0.3, 0.4), 1))
        after = saved(noisy(with_something_at(scene, thing, 0.37, 0.42), 2))
        assert relate(side(before, 1), side(after, 2)).kind == Kind.SIMILAR

    def test_something_came_into_the_picture(self) -> None:
        scene, thing = photo("coffee"), photo("astronaut").crop((150, 0, 300, 200))
        before, after = saved(noisy(scene, 1)), saved(noisy(with_something_at(scene, thing, 0.6, 0.3), 2))
        assert relate(side(before, 1), side(after, 2)).kind == Kind.SIMILAR

    def test_taken_at_another_time(self) -> None:
        still = photo("coffee")
        one = side(saved(noisy(still, 1)), 1, taken="2024-05-17T09:30:12")
        two = side(saved(noisy(still, 2)), 2, taken="2024-05-17T09:30:13")
        assert relate(one, two).kind == Kind.BURST

    def test_the_same_time_told_more_exactly_is_the_same_time(self) -> None:
        one = side(photo("coffee"), 1, taken="2024-05-17T09:30:12.25")
        two = side(saved(photo("coffee")), 2, taken="2024-05-17T09:30:12")
        assert relate(one, two).kind == Kind.RE_ENCODED

    def test_two_letters_on_one_letterhead(self) -> None:
        assert relate(side(page(1), 1), side(page(2), 2)).kind == Kind.SIMILAR
        assert relate(side(page(1), 1), side(saved(scaled(page(1), 0.9)), 2)).kind == Kind.RESIZED

    def test_two_halves_of_a_panorama(self) -> None:
        wide = photo("coffee")
        left, right = wide.crop((0, 0, 400, 400)), wide.crop((200, 0, 600, 400))
        assert relate(side(left, 1), side(right, 2)).kind == Kind.SIMILAR

    def test_seen_from_the_side(self) -> None:
        picture = photo("coffee")
        width, height = picture.size
        corners = (0, 0, 0, height, width, height * 0.88, width, height * 0.12)
        tilted = picture.transform(picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
        assert relate(side(picture, 1), side(tilted, 2)).kind == Kind.SIMILAR


class TestPicturesWithoutStructure:
    def plain(self, grey: float, seed: int, *, slope: float = 0.0, grain: float = 1.0) -> Image.Image:
        rows = np.linspace(0, slope, 400)[:, None, None]
        noise = np.random.default_rng(seed).normal(0, grain, (400, 600, 3))
        return Image.fromarray(np.clip(grey + rows + noise, 0, 255).round().astype(np.uint8))

    @pytest.mark.parametrize(("grey", "slope"), [(2, 0), (128, 0), (250, 0), (120, 60)])
    def test_do_not_match_each_other(self, grey: float, slope: float) -> None:
        one, two = (side(self.plain(grey, seed, slope=slope), seed) for seed in (1, 2))
        assert relate(one, two).kind == Kind.SIMILAR

    def test_do_not_match_a_photo(self) -> None:
        blank = side(Image.new("RGB", (512, 512), "white"), 1)
        assert relate(blank, side(photo("astronaut"), 2)).kind == Kind.SIMILAR

    def test_blank_pictures_of_other_sizes_and_colours_do_not_match(self) -> None:
        blank = [
            side(Image.new("RGB", size, colour), number)
            for number, (size, colour) in enumerate(
                itertools.product([(400, 300), (800, 600), (300, 300)], ["white", "black", "navy"])
            )
        ]
        assert {relate(one, two).kind for one, two in itertools.combinations(blank, 2)} == {Kind.SIMILAR}

    def test_a_near_exact_copy_is_found(self) -> None:
        sky = self.plain(120, 1, slope=60, grain=2.0)
        assert relate(side(sky, 1), side(saved(sky, 97), 2)).kind == Kind.RE_ENCODED

    def test_the_same_pixels_are_found(self) -> None:
        sky = self.plain(120, 1)
        assert relate(side(sky, 1), side(sky, 2, salt=b"x")).kind == Kind.SAME_PIXELS


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (17, 17), (40, 31)])
def test_tiny_pictures_get_an_answer(size: tuple[int, int]) -> None:
    tiny = photo("astronaut").resize(size)
    assert relate(side(tiny, 1), side(photo("astronaut"), 2)).kind in Kind
    assert relate(side(tiny, 1), side(tiny, 2, salt=b"x")).kind == Kind.SAME_PIXELS


def test_copies_is_what_groups_are_made_of() -> None:
    assert {kind for kind, _ in ALTERATIONS.values()} < set(COPIES)


FOLDERS = ("bursts/drift-chicane/00", "bursts/soapbox/0", "bursts/breakdance/0", "subjects/can/", "photos/000")


@pytest.fixture(scope="module")
def pictures(data_folder: Path) -> dict[str, Image.Image]:
    """A few of the evaluation photos by name, frames of a burst one after another."""
    with tarfile.open(data_folder / "photos-eval.tar") as archive:
        wanted = sorted(name for name in archive.getnames() if name.endswith(".jpg") and name.startswith(FOLDERS))
        files = {name: archive.extractfile(name) for name in wanted}
        return {name: Image.open(io.BytesIO(file.read())).convert("RGB") for name, file in files.items() if file}


class TestOnEvaluationPhotos:
    """A few real hard cases; the whole set takes minutes."""

    def test_no_two_photos_are_copies(self, pictures: dict[str, Image.Image]) -> None:
        relater = Relater()
        sides = [side(picture, number) for number, picture in enumerate(pictures.values())]
        for one, two in itertools.pairwise(sides):
            assert relater.relate(one, two).kind == Kind.SIMILAR

    def test_saved_again_and_resized_copies_are_all_found(self, pictures: dict[str, Image.Image]) -> None:
        for number, picture in enumerate(pictures.values()):
            if number % 4 == 0:
                original = side(picture, 1)
                assert relate(original, side(saved(picture, 75), 2)).kind == Kind.RE_ENCODED
                assert relate(original, side(saved(scaled(picture, 0.6)), 3)).kind == Kind.RESIZED
