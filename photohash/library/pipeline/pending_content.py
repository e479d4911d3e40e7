"""A content on its way into the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field

from photohash.core.errors import PhotoError
from photohash.library.photo import FoundFile, Picture, Pixels


@dataclass(slots=True, eq=False)
class PendingContent:
    """A content on its way into the catalogue.

    Attributes:
        sources: the files that hold it.
        digest: its name; empty while, or because, it could not be read.
        photo: its number, where the catalogue knows it.
        lacking: the models by which it is to be coded.
        recorded: whether the catalogue has the files already.
        picture: what decoding told, without the pixels.
        prepared: what each model takes, by the model's id, until it is coded.
        glimpse: what tells in a moment that another picture is no copy of it.
        codes: its packed codes, by the model's id.
        reason: why it cannot be taken in.
        retry: whether another try is worth it though the file does not change.
        opening: of a file that cannot be read, by which the photo is found that it is a damaged copy of.
    """

    sources: list[FoundFile]
    digest: bytes = b""
    photo: int | None = None
    lacking: frozenset[str] = frozenset()
    recorded: bool = False
    picture: Picture | None = None
    prepared: dict[str, Pixels] = field(default_factory=dict)
    glimpse: bytes = b""
    codes: dict[str, bytes] = field(default_factory=dict)
    reason: str | None = None
    retry: bool = False
    opening: str = ""

    def fail(self, error: PhotoError) -> None:
        """What the system refuses may be granted next time; what is broken stays broken until the file changes."""
        cause = error.__cause__
        self.reason, self.retry = str(error), isinstance(cause, OSError) and cause.errno is not None
