from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.bench.library_score import (
    DIFFERENT,
    FRAMES,
    GROUPED,
    MISSED,
    SUBJECT,
    TIMED,
    UNRELATED,
    Scores,
    WrongPair,
    score,
)
from photohash.bench.synthetic_library import FAMILIES, MadeFile
from photohash.library.photo import COPIES, Kind, Relation

A, A_CROPPED, A_SAME, B, B_GREY = (Path(name) for name in ("a.jpg", "a crop.jpg", "a same.jpg", "b.jpg", "b grey.jpg"))
MADE = (
    MadeFile(A, "a"),
    MadeFile(A_CROPPED, "a", "crop-80", (Kind.CROPPED,)),
    MadeFile(A_SAME, "a", "same-bytes", (Kind.IDENTICAL,)),
    MadeFile(B, "b"),
    MadeFile(B_GREY, "b", "grey", (Kind.EDITED,)),
)
PHOTOS = {A: 1, A_CROPPED: 2, A_SAME: 1, B: 3, B_GREY: 4}


def test_a_library_told_right_has_full_marks():
    relations = [Relation(1, 2, Kind.CROPPED, 0.9), Relation(3, 4, Kind.EDITED, 0.8), Relation(1, 3, Kind.SIMILAR, 0.2)]
    scores = score(MADE, PHOTOS, relations, [{1, 2}, {3, 4}])
    assert (scores.called, scores.wrong, scores.precision) == (2, (), 1.0)
    assert (scores.recall("core"), scores.right_kind("core")) == (1.0, 1.0)
    assert scores.confusion == {
        "cropped": {"cropped": 1},
        "identical": {"identical": 1},
        "edited": {"edited": 1},
        DIFFERENT: {"similar": 1, UNRELATED: 3},
    }
    assert scores.kinds == {"cropped": (1, 1), "edited": (1, 1)}


def test_a_wrong_pair_is_listed_by_name_with_what_was_said():
    scores = score(MADE, PHOTOS, [Relation(2, 4, Kind.ROTATED, 0.7), Relation(1, 2, Kind.EDITED, 0.6)], [])
    assert scores.wrong == (WrongPair(A_CROPPED, B_GREY, DIFFERENT, "rotated", 0.7),)
    assert scores.precision == 0.5
    assert scores.unsafe == 0
    assert scores.confusion["cropped"] == {"edited": 1}
    assert scores.confusion["edited"] == {MISSED: 1}
    assert scores.recall("whole") == pytest.approx(2 / 3)
    assert scores.right_kind("whole") == 0.5


def test_what_would_be_ticked_and_should_not_is_counted():
    relations = [
        Relation(1, 2, Kind.RESIZED, 0.9),
        Relation(3, 4, Kind.EDITED, 0.8),
        Relation(1, 3, Kind.RE_ENCODED, 0.6),
    ]
    scores = score(MADE, PHOTOS, relations, [])
    assert scores.unsafe == 2, "the crop, and the other photo"
    assert scores.as_dict()["unsafe"] == 2


def test_two_photos_in_one_group_are_called_copies_though_nobody_verified_them():
    relations = [Relation(2, 3, Kind.EDITED, 0.9), Relation(1, 3, Kind.SIMILAR, 0.1)]
    scores = score(MADE, PHOTOS, relations, [{1, 2, 3}])
    assert scores.called == 3
    assert [(pair.a, pair.b, pair.said, pair.score) for pair in scores.wrong] == [
        (A_CROPPED, B, "edited", 0.9),
        (A, B, GROUPED, None),
    ]
    assert scores.confusion["cropped"] == {GROUPED: 1}
    assert scores.rows["crop-80"].found == 1
    assert scores.rows["crop-80"].right == 0


def test_a_copy_that_was_looked_at_and_refused_is_told_apart_from_one_that_was_never_near():
    scores = score(MADE, PHOTOS, [Relation(1, 2, Kind.SIMILAR, 0.4)], [])
    assert scores.confusion["cropped"] == {"similar": 1}
    assert scores.confusion["edited"] == {MISSED: 1}
    assert (scores.rows["crop-80"].found, scores.rows["crop-80"].refused) == (0, 1)
    assert (scores.rows["grey"].found, scores.rows["grey"].refused) == (0, 0)


def test_a_file_that_was_not_taken_in_is_a_missed_copy():
    scores = score(MADE, {A: 1, B: 3, B_GREY: 4}, [], [])
    assert scores.rows["crop-80"].found == scores.rows["same-bytes"].found == 0
    assert scores.precision == 1.0
    assert (scores.recall("core"), scores.right_kind("core")) == (0.0, 0.0)


def test_series_are_told_apart_from_photos_of_nothing_in_common():
    made = [
        *(MadeFile(Path(f"burst {number}"), f"b{number}", series="bursts/x", timed=True) for number in range(2)),
        MadeFile(Path("burst copy"), "b0", "crop-80", (Kind.CROPPED,), "bursts/x"),
        *(MadeFile(Path(f"cup {number}"), f"c{number}", series="subjects/cup") for number in range(2)),
    ]
    numbers = {file.path: number for number, file in enumerate(made, 1)}
    relations = [Relation(1, 2, Kind.BURST, 0.5), Relation(2, 3, Kind.CROPPED, 0.6), Relation(4, 5, Kind.SIMILAR, 0.1)]
    scores = score(made, numbers, relations, [])
    assert scores.confusion[TIMED] == {"burst": 1, UNRELATED: 0}
    assert scores.confusion[FRAMES] == {"cropped": 1, UNRELATED: 0}
    assert scores.confusion[SUBJECT] == {"similar": 1, UNRELATED: 0}
    assert scores.confusion[DIFFERENT] == {UNRELATED: 6}
    assert [pair.truth for pair in scores.wrong] == [FRAMES]


@st.composite
def libraries(draw: st.DrawFn):
    """A few photos with copies, some of one series, and anything at all said of them."""
    rows = FAMILIES["whole"]
    made = []
    for number in range(draw(st.integers(1, 4))):
        series = draw(st.sampled_from([None, "bursts/x", "subjects/y"]))
        timed = series == "bursts/x" and draw(st.booleans())
        made.append(MadeFile(Path(f"{number}"), f"{number}", series=series, timed=timed))
        copied_by = draw(st.lists(st.sampled_from(rows), max_size=3, unique_by=lambda row: row.name))
        made += [MadeFile(Path(f"{number} {row.name}"), f"{number}", row.name, row.kinds, series) for row in copied_by]
    photos = {file.path: number for number, file in enumerate(made, 1) if draw(st.integers(0, 9))}
    for file in made:
        if file.copied_by == "same-bytes" and file.path in photos and Path(file.photo) in photos:
            photos[file.path] = photos[Path(file.photo)]
    pairs = list(combinations(sorted(set(photos.values())), 2))
    said = draw(st.dictionaries(st.sampled_from(pairs), st.sampled_from(list(Kind)))) if pairs else {}
    relations = [Relation(a, b, kind, 0.5) for (a, b), kind in sorted(said.items())]
    groups = (
        draw(st.lists(st.frozensets(st.sampled_from(sorted(set(photos.values()))), min_size=1), max_size=2))
        if photos
        else []
    )
    return made, photos, relations, groups


def slow_counts(made, photos, relations, groups) -> tuple[int, int, dict[str, tuple[int, int, int, int]]]:
    """Pairs called a copy, wrong ones, and by transformation copies, found, right and refused: pair after pair."""

    def said(a: int, b: int) -> set[str]:
        kinds = {found.kind.value for found in relations if {found.a, found.b} == {a, b} and found.kind in COPIES}
        return kinds | ({GROUPED} if any(a in group and b in group for group in groups) else set())

    shows = {number: next(file.photo for file in made if photos.get(file.path) == number) for number in photos.values()}
    called = [pair for pair in combinations(sorted(shows), 2) if said(*pair)]
    wrong = [pair for pair in called if shows[pair[0]] != shows[pair[1]]]
    rows: dict[str, tuple[int, int, int, int]] = {}
    for file in made:
        if file.copied_by is None:
            continue
        original, copy = photos.get(Path(file.photo)), photos.get(file.path)
        words = set() if None in (original, copy) else {"identical"} if original == copy else said(original, copy)
        right = bool(words & set(file.kinds))
        refused = not words and any({found.a, found.b} == {original, copy} for found in relations)
        before = rows.get(file.copied_by, (0, 0, 0, 0))
        rows[file.copied_by] = before[0] + 1, before[1] + bool(words), before[2] + right, before[3] + refused
    return len(called), len(wrong), rows


def counts(scores: Scores) -> tuple[int, int, dict[str, tuple[int, int, int, int]]]:
    rows = {name: (row.copies, row.found, row.right, row.refused) for name, row in scores.rows.items()}
    return scores.called, len(scores.wrong), rows


@given(libraries())
@settings(max_examples=150, deadline=None)
def test_scores_are_those_of_looking_at_every_pair(library):
    made, photos, relations, groups = library
    scores = score(made, photos, relations, groups)
    assert counts(scores) == slow_counts(made, photos, relations, groups)
    numbers = len(set(photos.values()))
    alike = sum(
        len({photos[file.path] for file in made if file.photo == name and file.path in photos})
        * (len({photos[file.path] for file in made if file.photo == name and file.path in photos}) - 1)
        // 2
        for name in {file.photo for file in made}
    )
    told = [row for truth, row in scores.confusion.items() if truth in {TIMED, FRAMES, SUBJECT, DIFFERENT}]
    assert sum(sum(row.values()) for row in told) == numbers * (numbers - 1) // 2 - alike
    assert all(count >= 0 for row in told for count in row.values())
    assert sum(called for called, _ in scores.kinds.values()) == scores.called
    assert sum(right for _, right in scores.kinds.values()) == scores.called - len(scores.wrong)
