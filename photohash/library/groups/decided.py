"""What is left of photos and relations where the user has decided of pairs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from photohash.library.photo import Photo, Relation


def without_decided(
    photos: Mapping[int, Photo], relations: Sequence[Relation], decided: Collection[tuple[bytes, bytes]]
) -> tuple[dict[int, Photo], list[Relation], set[tuple[int, int]]]:
    """Photos and relations without what the user has decided, and the pairs of photos that are decided.

    Such pairs are not offered as copies any more, nor both as copies of a third.

    A photo of which the user keeps several byte-identical files stands with the first of them alone.

    Args:
        photos: by id.
        relations: verified pairs of them.
        decided: pairs of digests; the same one twice speaks of a photo's byte-identical files.
    """
    if not decided:
        return dict(photos), list(relations), set()
    kept = {
        number: replace(photo, files=photo.files[:1]) if (photo.digest, photo.digest) in decided else photo
        for number, photo in photos.items()
    }
    numbers = {photo.digest: number for number, photo in photos.items()}
    pairs = ((numbers[a], numbers[b]) for a, b in decided if a != b and a in numbers and b in numbers)
    apart = {(min(pair), max(pair)) for pair in pairs}
    return kept, [found for found in relations if (found.a, found.b) not in apart], apart
