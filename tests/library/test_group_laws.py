"""What holds of groups whatever the library."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.library.groups import dominates, group, pairs_to_verify
from photohash.library.photo import COPIES, Kind, Photo, Relation
from tests.library.related_photos import by_id, photo, relation

LETTERS = st.integers(1, 9)
A_COPY = st.sampled_from(COPIES[1:])
PAIRS = st.tuples(LETTERS, LETTERS).filter(lambda pair: pair[0] < pair[1])


@st.composite
def libraries(draw: st.DrawFn) -> tuple[dict[int, Photo], list[Relation]]:
    """A few photos with one to three files each and some relations, copies or not, with or without an altered side."""
    photos = by_id(
        *(
            photo(
                number,
                *(f"{number}-{draw(st.sampled_from(['a', 'b copy', 'c (1)']))}-{place}.jpg" for place in range(count)),
                width=draw(st.sampled_from([1000, 2000])),
                form=draw(st.sampled_from(["JPEG", "PNG"])),
                size=draw(st.integers(1, 3)),
                mtime=draw(st.integers(0, 2)),
            )
            for number, count in enumerate(draw(st.lists(st.integers(1, 3), min_size=9, max_size=9)), 1)
        )
    )
    pairs = draw(st.sets(PAIRS, max_size=16))
    kinds = st.sampled_from([*COPIES[1:], Kind.SIMILAR, Kind.BURST])
    return photos, [
        relation(
            a,
            b,
            draw(kinds),
            altered=draw(st.sampled_from([-1.0, 0.0, 1.0])),
            a_holds_b=draw(st.sampled_from([0.0, 1.0])),
            b_holds_a=draw(st.sampled_from([0.0, 1.0])),
        )
        for a, b in sorted(pairs)
    ]


def related(relations: list[Relation]) -> dict[tuple[int, int], Kind]:
    return {(one.a, one.b): one.kind for one in relations}


class TestLaws:
    @settings(max_examples=40, deadline=None)
    @given(libraries())
    def test_every_file_is_in_at_most_one_group_and_twins_are_together(
        self, library: tuple[dict[int, Photo], list[Relation]]
    ) -> None:
        photos, relations = library
        groups = group(photos, relations, {})
        paths = [member.path for made in groups for member in made.members]
        assert len(paths) == len(set(paths))
        for one in photos.values():
            places = {made.id for made in groups for member in made.members if member.photo.id == one.id}
            assert len(places) == (1 if len(one.files) > 1 else len(places)) <= 1

    @settings(max_examples=40, deadline=None)
    @given(libraries())
    def test_every_member_is_a_verified_copy_of_the_keeper(
        self, library: tuple[dict[int, Photo], list[Relation]]
    ) -> None:
        photos, relations = library
        known = related(relations)
        for made in group(photos, relations, {}):
            assert len(made.members) > 1
            assert [member.keeper for member in made.members] == [True] + [False] * (len(made.members) - 1)
            assert made.id == made.keeper.photo.id
            for member in made.members[1:]:
                pair = min(made.id, member.photo.id), max(made.id, member.photo.id)
                assert member.photo.id == made.id or known[pair] in COPIES

    @settings(max_examples=80, deadline=None)
    @given(libraries())
    def test_what_may_go_is_held_by_a_file_that_stays(self, library: tuple[dict[int, Photo], list[Relation]]) -> None:
        """The one law of tidying up: nothing goes but for a file that stays and has it all."""
        photos, relations = library
        known = {(one.a, one.b): one for one in relations}
        for made in group(photos, relations, {}):
            at = {member.path: member for member in made.members}
            for member in (member for member in made.members if member.is_safe):
                assert member.of is not None
                beside = at[member.of]
                assert beside.keeper or not beside.is_safe
                if beside.photo.id == member.photo.id:
                    assert member.kind == Kind.IDENTICAL
                    continue
                pair = min(beside.photo.id, member.photo.id), max(beside.photo.id, member.photo.id)
                assert member.kind == known[pair].kind
                assert dominates(beside.photo, member.photo, known[pair])

    @settings(max_examples=40, deadline=None)
    @given(libraries(), st.randoms(use_true_random=False))
    def test_the_order_given_changes_nothing(self, library: tuple[dict[int, Photo], list[Relation]], random) -> None:
        photos, relations = library
        items, shuffled = list(photos.items()), list(relations)
        random.shuffle(items)
        random.shuffle(shuffled)
        assert group(dict(items), shuffled, {}) == group(photos, relations, {})
        assert pairs_to_verify(dict(items), shuffled) == pairs_to_verify(photos, relations)

    @settings(max_examples=40, deadline=None)
    @given(libraries())
    def test_an_unrelated_photo_changes_no_other_group(self, library: tuple[dict[int, Photo], list[Relation]]) -> None:
        photos, relations = library
        more = photos | by_id(photo(50, "new.jpg", "newer.jpg", width=9000))
        assert [made for made in group(more, relations, {}) if made.id != 50] == group(photos, relations, {})

    @settings(max_examples=40, deadline=None)
    @given(libraries(), st.sets(PAIRS))
    def test_asking_ends_and_then_every_keeper_knows_its_chain(
        self, library: tuple[dict[int, Photo], list[Relation]], truth: set[tuple[int, int]]
    ) -> None:
        photos, relations = library
        for _ in range(40):
            asked = pairs_to_verify(photos, relations)
            assert not set(asked) & related(relations).keys()
            if not asked:
                break
            relations += [relation(a, b, Kind.RESIZED if (a, b) in truth else Kind.SIMILAR) for a, b in asked]
        else:
            pytest.fail("never stops asking")
        self.assert_no_open_question(photos, relations)

    @settings(max_examples=60, deadline=None)
    @given(libraries(), st.sets(PAIRS), st.dictionaries(PAIRS, A_COPY), st.randoms(use_true_random=False))
    def test_the_order_of_arrival_changes_nothing(
        self,
        library: tuple[dict[int, Photo], list[Relation]],
        near: set[tuple[int, int]],
        truth: Mapping[tuple[int, int], Kind],
        random,
    ) -> None:
        """One by one in any order, or all at once: the same groups, whatever is true of the pairs."""
        photos = {number: one for number, one in library[0].items() if number <= 8}
        arriving = list(photos)
        random.shuffle(arriving)
        at_once = self.settled(photos, [], near, truth)
        relations: list[Relation] = []
        for count in range(1, len(arriving) + 1):
            relations = self.settled({number: photos[number] for number in arriving[:count]}, relations, near, truth)
        assert group(photos, relations, {}) == group(photos, at_once, {})

    def settled(
        self,
        photos: dict[int, Photo],
        known: list[Relation],
        near: set[tuple[int, int]],
        truth: Mapping[tuple[int, int], Kind],
    ) -> list[Relation]:
        """What is known once the near pairs were looked at, and then every pair that was asked for."""
        known = list(known)
        asked = sorted(pair for pair in near if set(pair) <= photos.keys() and pair not in related(known))
        while asked:
            known += [relation(*pair, truth.get(pair, Kind.SIMILAR)) for pair in asked]
            asked = pairs_to_verify(photos, known)
        return known

    def assert_no_open_question(self, photos: Mapping[int, Photo], relations: list[Relation]) -> None:
        """The largest star of each chain is complete: whether its keeper takes a photo or not was verified."""
        known = related(relations)
        for made in group(photos, relations, {}):
            for member in made.members:
                neighbours = {
                    end for pair, kind in known.items() if member.photo.id in pair and kind in COPIES for end in pair
                }
                for other in neighbours - {made.id}:
                    taken_earlier = any(
                        other in {one.photo.id for one in elsewhere.members}
                        for elsewhere in group(photos, relations, {})
                        if elsewhere.id != made.id
                    )
                    assert taken_earlier or (min(other, made.id), max(other, made.id)) in known
