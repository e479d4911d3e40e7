from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photohash.library.groups import group, pairs_to_verify
from photohash.library.groups.ranking import in_order
from photohash.library.photo import Holdings, Kind, Photo
from tests.library.related_photos import by_id, names, photo, relation

PAGES = Holdings(frames=2)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))))
def test_the_order_by_several_ranks_is_that_of_all_of_them_together(items):
    assert in_order(items, [itemgetter(place) for place in range(3)]) == sorted(items)


def test_a_rank_is_asked_only_where_those_before_it_leave_items_equal():
    asked = []

    def second(item: tuple[int, int]) -> int:
        asked.append(item)
        return item[1]

    in_order([(0, 3), (1, 2), (1, 1), (2, 0)], [itemgetter(0), second])
    assert asked == [(1, 2), (1, 1)]


class Evidence(dict[str, float]):
    """What was measured of a pair, which notes how often anybody asks for it."""

    asked = 0

    def get(self, name: str, default: float = 0.0) -> float:  # type: ignore[override]
        Evidence.asked += 1
        return super().get(name, default)


def test_every_group_asks_about_its_own_pairs_only():
    def asked(groups: int) -> int:
        photos = by_id(*(photo(number, f"{number:04}.jpg") for number in range(1, 2 * groups + 1)))
        pairs = [
            replace(relation(number, number + 1), evidence=Evidence(a_holds_b=1.0))
            for number in range(1, 2 * groups, 2)
        ]
        Evidence.asked = 0
        assert len(group(photos, pairs, {})) == groups
        return Evidence.asked

    assert asked(100) == 10 * asked(10)


class TestKeeper:
    """Each rule decides where the rules before it do not."""

    def kept(self, one: Photo, two: Photo, kind: Kind = Kind.RESIZED, **evidence: float) -> tuple[str, str]:
        (made,) = group(by_id(one, two), [relation(one.id, two.id, kind, **evidence)], {})
        return made.keeper.path.name, made.keeper.reason

    def test_the_one_without_a_frame_although_the_frame_adds_pixels(self) -> None:
        plain, framed = photo(1, "plain.jpg"), photo(2, "framed.jpg", width=4600, height=3600)
        name, reason = self.kept(plain, framed, Kind.EDITED, altered=1.0, border=0.28, scale=1.0)
        assert name == "plain.jpg"
        assert reason == "was not cropped or edited"

    def test_a_fine_crop_rather_than_a_thumbnail_of_the_whole(self) -> None:
        thumbnail, crop = photo(1, "whole.jpg", width=400, height=300), photo(2, "crop.jpg", width=3600, height=2700)
        assert self.kept(thumbnail, crop, Kind.CROPPED, altered=1.0, scale=0.1)[0] == "crop.jpg"

    def test_more_pixels(self) -> None:
        name, reason = self.kept(photo(1, "small.jpg", width=800, height=600), photo(2, "large.jpg"))
        assert (name, reason) == ("large.jpg", "has the most pixels (4000 × 3000, the next 800 × 600)")

    @pytest.mark.parametrize(
        ("better", "worse"), [("DNG", "TIFF"), ("PNG", "HEIF"), ("TIFF", "JPEG"), ("HEIF", "JPEG"), ("JPEG", "WEBP")]
    )
    def test_the_less_lossy_container_even_with_fewer_bytes(self, better: str, worse: str) -> None:
        one, two = photo(1, "one", form=worse, size=9_000_000), photo(2, "two", form=better)
        name, reason = self.kept(one, two, Kind.RE_ENCODED)
        assert (name, reason) == ("two", f"was saved with less loss ({better}, not {worse})")

    def test_not_an_edit_that_stands_alone_against_the_others(self) -> None:
        brighter, *others = photo(1, "bright.jpg", size=9_000_000), photo(2, "one.jpg"), photo(3, "two.jpg")
        edits = [relation(1, other.id, Kind.EDITED) for other in others]
        (made,) = group(by_id(brighter, *others), [*edits, relation(2, 3)], {})
        assert made.keeper.path.name == "one.jpg"
        assert made.keeper.kind is None

    def test_not_what_was_made_from_another_that_may_be_altered(self) -> None:
        whole, stretched, crop = photo(1, "whole.jpg"), photo(2, "stretched.jpg", width=5600), photo(3, "crop.jpg")
        mirrored = photo(4, "mirrored.jpg")
        relations = [
            relation(1, 2, Kind.RESIZED, b_holds_a=0.0, enlarged=1.0),
            relation(1, 3, Kind.EDITED, altered=-1.0, overlay=0.2),
            relation(1, 4, Kind.MIRRORED, b_holds_a=0.0),
            relation(2, 3, Kind.CROPPED, altered=1.0, scale=0.8),
            relation(2, 4, Kind.MIRRORED, a_holds_b=0.0),
        ]
        (made,) = group(by_id(whole, stretched, crop, mirrored), relations, {})
        assert made.keeper.path.name == "whole.jpg"
        assert [member.path.name for member in made.members if member.is_safe] == ["stretched.jpg"]

    def test_not_a_png_that_only_holds_the_pixels_of_a_jpeg(self) -> None:
        screenshot, camera = photo(1, "shot.png", form="PNG", size=30_000_000), photo(2, "camera.jpg")
        assert self.kept(screenshot, camera, Kind.SAME_PIXELS)[0] == "camera.jpg"

    def test_the_one_that_knows_when_it_was_taken(self) -> None:
        one, two = photo(1, "sent.jpg", size=3_000_000), photo(2, "camera.jpg", taken="2024-05-17T09:30:12")
        assert self.kept(one, two)[0] == "camera.jpg"

    def test_the_one_that_tells_more_although_it_was_saved_again_finer(self) -> None:
        sent, camera = photo(1, "sent.jpg", quality=98, size=9_000_000), photo(2, "camera.jpg", quality=90, details=9)
        assert self.kept(sent, camera) == ("camera.jpg", "has the most camera metadata")

    def test_the_less_compressed(self) -> None:
        coarse, fine = photo(1, "a.jpg", quality=60, size=9_000_000), photo(2, "b.jpg", quality=92)
        name, reason = self.kept(coarse, fine)
        assert (name, reason) == ("b.jpg", "was compressed less (JPEG quality 92, the next 60)")

    def test_more_bytes_then_the_older_then_the_plainer_name(self) -> None:
        assert self.kept(photo(1, "a.jpg"), photo(2, "b.jpg", size=3_000_000))[0] == "b.jpg"
        assert self.kept(photo(1, "a.jpg", mtime=9), photo(2, "b.jpg"))[0] == "b.jpg"
        for copy in ("a copy.jpg", "a (1).jpg", "a - Kopie.jpg", "longer name.jpg"):
            assert self.kept(photo(1, copy), photo(2, "b.jpg"))[0] == "b.jpg"


def test_identical_files_are_a_group_and_the_oldest_is_kept() -> None:
    (made,) = group(by_id(photo(1, "first.jpg", "second.jpg")), [], {})
    assert names(made) == ["first.jpg", "second.jpg"]
    assert made.keeper.reason == "is the oldest of identical files"
    twin = made.members[1]
    assert (twin.kind, twin.distance, twin.score, twin.reason) == (Kind.IDENTICAL, 0, 1.0, "the same bytes")


def test_identical_files_alone_are_no_group_when_not_asked_for() -> None:
    photos = by_id(photo(1, "a.jpg", "b.jpg"), photo(2, "c.jpg", width=10))
    assert group(photos, [], {}, kinds=[Kind.RESIZED]) == []
    (made,) = group(photos, [relation(1, 2, Kind.RESIZED)], {}, kinds=[Kind.RESIZED])
    assert names(made) == ["a.jpg", "b.jpg", "c.jpg"]


def test_a_chain_is_not_a_group() -> None:
    photos = by_id(photo(1, "a.jpg", width=9000), photo(2, "b.jpg", width=5000), photo(3, "c.jpg"))
    (made,) = group(photos, [relation(1, 2), relation(2, 3), relation(1, 3, Kind.SIMILAR)], {})
    assert names(made) == ["a.jpg", "b.jpg"]


def test_kinds_are_chosen_and_do_not_change_the_keeper() -> None:
    photos = by_id(photo(1, "a.jpg"), photo(2, "b.jpg", width=9000), photo(3, "c.jpg", width=10))
    relations = [relation(1, 2, Kind.CROPPED, altered=1.0, scale=1.0), relation(1, 3, Kind.RESIZED)]
    assert [names(made) for made in group(photos, relations, {})] == [["a.jpg", "b.jpg", "c.jpg"]]
    assert [names(made) for made in group(photos, relations, {}, kinds=[Kind.CROPPED])] == [["a.jpg", "b.jpg"]]


def test_members_carry_distance_and_what_differs() -> None:
    photos = by_id(photo(1, "a.jpg"), photo(2, "b.jpg", width=2000, height=1500), photo(3, "c.jpg", width=3000))
    relations = [relation(1, 2, Kind.RESIZED), relation(1, 3, Kind.CROPPED, area_kept_of_a=0.61, area_kept_of_b=1.0)]
    (made,) = group(photos, relations, {(1, 2): 4})
    _, resized, crop = made.members
    assert (resized.distance, resized.reason) == (4, "2000 × 1500 instead of 4000 × 3000")
    assert (crop.distance, crop.reason) == (None, "cropped to 61 % of the picture")


def test_a_photo_without_files_is_left_out() -> None:
    assert group(by_id(photo(1, "a.jpg"), photo(2)), [relation(1, 2)], {}) == []


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ({"border": 0.2, "altered": 1.0}, "has a border"),
        ({"overlay": 0.1, "altered": 1.0}, "has a caption or sticker"),
        ({"blur": 2.0, "altered": 1.0}, "is less sharp"),
        ({"blur": 2.0, "altered": -1.0, "scale": 10.0}, "is sharper"),
        ({"overlay": 0.01, "altered": 0.0}, "differs in places"),
        ({"detail": 0.0001}, "differs in a detail"),
        ({"colour_difference": 20.0}, "brightness or colours changed"),
    ],
)
def test_says_how_an_edited_copy_differs(evidence: dict[str, float], words: str) -> None:
    photos = by_id(photo(1, "a.jpg", width=9000), photo(2, "b.jpg"))
    (made,) = group(photos, [relation(1, 2, Kind.EDITED, **evidence)], {})
    assert (made.id, made.members[1].reason) == (1, words)


class TestWhatHoldsMoreThanCanBeSeen:
    def test_it_is_kept_and_never_ticked(self) -> None:
        shown, pages = photo(1, "a.png", form="PNG"), replace(photo(2, "b.tif", form="TIFF"), holdings=PAGES)
        (made,) = group(by_id(shown, pages), [relation(1, 2, Kind.SAME_PIXELS)], {})
        assert (made.keeper.path.name, made.members[1].is_safe) == ("b.tif", True)
        assert made.keeper.reason == "has 2 pages or frames, which a.png lacks"
        (made,) = group(by_id(replace(shown, width=9000), pages), [relation(1, 2, Kind.RESIZED)], {})
        assert (made.keeper.path.name, made.members[1].is_safe) == ("a.png", False)

    def test_two_that_hold_more_are_alike_only_if_their_bytes_are(self) -> None:
        pages = replace(photo(1, "a.tif", "b.tif", form="TIFF"), holdings=PAGES)
        other = replace(photo(2, "c.tif", form="TIFF"), holdings=PAGES)
        (made,) = group(by_id(pages, other), [relation(1, 2, Kind.SAME_PIXELS)], {})
        assert [(member.path.name, member.is_safe) for member in made.members[1:]] == [
            ("b.tif", True),
            ("c.tif", False),
        ]


class TestPhotosThatAreToStayBesideEachOther:
    """Two halves of a pair, or two photos of which the user wants both, and a copy of both."""

    def test_a_poor_copy_of_both_is_not_kept_rather_than_they(self) -> None:
        photos = by_id(
            photo(1, "half.jpg", quality=95, taken="2024-05-17T09:30:12"),
            photo(2, "other half.jpg", quality=94, taken="2024-05-17T09:30:12"),
            photo(3, "poor.jpg", quality=60),
        )
        (made,) = group(photos, [relation(1, 3), relation(2, 3)], {})
        assert names(made) == ["half.jpg", "poor.jpg"]

    def test_a_better_copy_of_both_takes_one_of_them(self) -> None:
        photos = by_id(photo(1, "a.jpg"), photo(2, "b.jpg", size=1_000_000), photo(3, "large.jpg", width=8000))
        relations = [relation(1, 3, Kind.RESIZED), relation(2, 3, Kind.RESIZED)]
        (made,) = group(photos, relations, {}, apart={(1, 2)})
        assert names(made) == ["large.jpg", "a.jpg"]

    def test_an_edit_still_stands_alone_against_the_rest(self) -> None:
        photos = by_id(photo(1, "a.jpg"), photo(2, "b.jpg"), photo(3, "edit.jpg", size=9_000_000, quality=99))
        relations = [relation(1, 2), relation(1, 3, Kind.EDITED), relation(2, 3, Kind.EDITED)]
        (made,) = group(photos, relations, {})
        assert made.keeper.path.name == "a.jpg"


class TestPairsToVerify:
    def test_asks_the_keeper_about_the_end_of_a_chain(self) -> None:
        photos = by_id(photo(1, "a.jpg", width=9000), photo(2, "b.jpg", width=5000), photo(3, "c.jpg"))
        relations = [relation(1, 2), relation(2, 3)]
        assert pairs_to_verify(photos, relations) == [(1, 3)]
        assert pairs_to_verify(photos, [*relations, relation(1, 3, Kind.SIMILAR)]) == []

    def test_asks_nothing_of_photos_that_no_copy_joins(self) -> None:
        photos = by_id(*(photo(number, f"{number}.jpg") for number in range(1, 6)))
        assert pairs_to_verify(photos, [relation(1, 2, Kind.SIMILAR), relation(4, 5, Kind.BURST)]) == []
