"""What came of a training on albums, for people: before and after on photos held back, and whether it is better."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from photohash.core.translation import number_in_words, tr

_ROUGH = 0.12
"""Width of an interval from which on the figure in its middle would say more than is known."""


class Reason(StrEnum):
    """Why a model is better or is not."""

    BETTER = "better"
    WORSE = "worse"
    NOT_SURE = "not-sure"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and how sure it is.

    Attributes:
        mean: the figure.
        low: end of the interval of 95 %.
        high: the other end.
    """

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AlbumChange:
    """An album and how well its photos find one another.

    Attributes:
        name: of the album.
        photos: that it has.
        before: mAP of its photos by the bundled model.
        after: the same by the model made.
    """

    name: str
    photos: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class AlbumStrip:
    """A photo held back and what it finds first among others held back; digests in hexadecimal.

    Attributes:
        query: the photo.
        before: by the bundled model, nearest first.
        after: by a model that knows neither the query nor what it finds.
    """

    query: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlbumReport:
    """What came of a run.

    Attributes:
        model: the id of the model made.
        before_model: the id of the bundled model that it is compared with.
        method: dah, dahp or dhida.
        bits: length of a code.
        photos: that could be read.
        albums: each of them.
        map_before: mAP of photos held back by the bundled model.
        map_after: the same by the model made.
        gain: the difference, of the same photos.
        p10_before: share of an album's own photos among the first ten found, by the bundled model.
        p10_after: the same by the model made.
        reason: why it is better or not.
        strips: photos held back and what they find.
        copies_recall_before: share of edited copies found by the bundled browsing model.
        copies_recall_after: the same by the model made.
        copies_recall_kept: the same by the model that finds copies, which stays in use whatever is adopted.
        seconds: that were worked.
    """

    model: str
    before_model: str
    method: str
    bits: int
    photos: int
    albums: tuple[AlbumChange, ...]
    map_before: Estimate
    map_after: Estimate
    gain: Estimate
    p10_before: float
    p10_after: float
    reason: Reason
    strips: tuple[AlbumStrip, ...]
    copies_recall_before: float
    copies_recall_after: float
    copies_recall_kept: float
    seconds: float

    @property
    def better(self) -> bool:
        """Whether the model is shown to be better, so that adopting it is recommended."""
        return self.reason is Reason.BETTER

    @property
    def why(self) -> str:
        """Why it is better or not, in a few sentences of the person's language."""
        roughly = self.map_after.high - self.map_after.low > _ROUGH
        text = {
            Reason.BETTER: tr(
                "The new model tells your albums apart better than {before}: of photos that it never saw, mAP is"
                " between {least} and {most} instead of about {old}. More photos in each album would tell it more"
                " exactly."
            )
            if roughly
            else tr(
                "The new model tells your albums apart better than {before}: of photos that it never saw, mAP is"
                " {after} instead of {old}, and chance does not explain that."
            ),
            Reason.WORSE: tr(
                "The new model tells your albums apart less well than {before}. Keep that one. More photos in each"
                " album would help most."
            ),
            Reason.NOT_SURE: tr(
                "It is not clear that the new model is better than {before}: the difference lies between {low}"
                " and {high}. More photos in each album would help most."
            ),
            Reason.TOO_FEW: tr(
                "There are too few photos to tell whether the new model is better than {before}. Put at least 12"
                " photos into each album."
            ),
        }[self.reason]
        return text.format(
            before=tr("the bundled model for look-alikes"),
            old=number_in_words(f"{self.map_before.mean:.2f}"),
            after=number_in_words(f"{self.map_after.mean:.2f}"),
            least=number_in_words(f"{self.map_after.low:.2f}"),
            most=number_in_words(f"{self.map_after.high:.2f}"),
            low=number_in_words(f"{self.gain.low:+.2f}"),
            high=number_in_words(f"{self.gain.high:+.2f}"),
        )

    @property
    def about_copies(self) -> str:
        """What the model means for finding copies, in the person's language."""
        return tr(
            "Copies are found by another model, which stays: it finds {kept}% of edited copies. The new model would"
            " find {after}%, {before} finds {old}%."
        ).format(
            kept=f"{self.copies_recall_kept:.0%}"[:-1],
            after=f"{self.copies_recall_after:.0%}"[:-1],
            before=tr("the bundled model for look-alikes"),
            old=f"{self.copies_recall_before:.0%}"[:-1],
        )

    def as_json(self) -> bytes:
        """For a file."""
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, content: bytes) -> AlbumReport:
        """As it was written.

        Raises:
            ValueError: it is no report.
        """
        try:
            found: dict[str, Any] = json.loads(content)
            read = {
                **found,
                "albums": tuple(AlbumChange(**album) for album in found["albums"]),
                "strips": tuple(
                    AlbumStrip(strip["query"], tuple(strip["before"]), tuple(strip["after"]))
                    for strip in found["strips"]
                ),
                "reason": Reason(found["reason"]),
            }
            read |= {name: Estimate(**found[name]) for name in ("map_before", "map_after", "gain")}
            return cls(**read)
        except (TypeError, KeyError, ValueError) as error:
            raise ValueError("no report") from error
