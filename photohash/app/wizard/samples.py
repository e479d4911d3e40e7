"""A run and its report made up from a library's own albums, to draw the wizard without training: for its pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from photohash.library.albums.album import Album
from photohash.library.photo import Photo
from photohash.training.album_report import AlbumChange, AlbumReport, AlbumStrip, Estimate, Reason
from photohash.training.run_folder import Event

_STEPS = 240


def sample_events() -> Iterator[Event]:
    """What a run tells in its first minutes."""
    yield {"kind": "began"}
    yield {"kind": "plan", "steps": 60, "views": 40.0, "heads": 30.0, "tuning": 190.0, "writing": 30.0}
    for step in range(1, _STEPS + 1, 4):
        loss = 0.35 + 2.4 * math.exp(-step / 60) + 0.04 * math.sin(step * 1.7)
        yield {"kind": "loss", "phase": "head", "step": step, "steps": _STEPS, "loss": loss}
        if step % 24 == 1:
            found = 0.91 - 0.42 * math.exp(-step / 70)
            yield {"kind": "held_out", "phase": "head", "mean_average_precision": found}
    yield {"kind": "stage", "stage": "training", "done": _STEPS, "total": 400}


def sample_report(
    albums: Sequence[Album], previews: Mapping[int, Sequence[Photo]], *, better: bool = True
) -> AlbumReport:
    """What might come of a run on some albums.

    Args:
        albums: of the library.
        previews: some photos of each.
        better: whether the model is.
    """
    changes = tuple(
        AlbumChange(album.name, album.photos, 0.52 + 0.03 * place, (0.94 if better else 0.5) - 0.07 * (place % 3))
        for place, album in enumerate(albums)
    )
    digests = [photo.digest.hex() for album in albums for photo in previews.get(album.id, ())]
    strips = []
    for album in albums[:3]:
        own = [photo.digest.hex() for photo in previews.get(album.id, ())]
        others = [digest for digest in digests if digest not in own]
        mixed = [digest for pair in zip(others, [*own[1:], *others], strict=False) for digest in pair]
        if len(own) > 1:
            strips.append(AlbumStrip(own[0], tuple(mixed[: len(own) - 1]), tuple(own[1:])))
    after, gain = (0.91, Estimate(0.35, 0.29, 0.41)) if better else (0.57, Estimate(0.01, -0.04, 0.06))
    return AlbumReport(
        model="dahp-lite0-64-albums-1", before_model="dahp-lite0-128-scenes", method="dahp", bits=64,
        photos=sum(album.photos for album in albums), albums=changes,
        map_before=Estimate(0.56, 0.51, 0.60), map_after=Estimate(after, after - 0.03, after + 0.02), gain=gain,
        p10_before=0.61, p10_after=0.89 if better else 0.62,
        reason=Reason.BETTER if better else Reason.NOT_SURE, strips=tuple(strips),
        copies_recall_before=0.71, copies_recall_after=0.64, copies_recall_kept=0.97, seconds=300.0,
    )  # fmt: skip
