"""How far a library is read: what a scan that was cut short left to do."""

from __future__ import annotations

from dataclasses import dataclass

from photohash.library.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a library is read.

    Attributes:
        read: files that are in the library now.
        unread: files that were found and are not read yet; None while folders were added and not looked through.
        uncoded: photos that are known but have no code of the model that finds copies, and could be read before.
        compared: whether all pairs that may be copies were looked at.
    """

    read: int
    unread: int | None
    uncoded: int
    compared: bool

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do, so that what is not found is not there."""
        return self.unread == 0 and not self.uncoded and self.compared

    @property
    def done(self) -> int:
        """Files that are read and coded."""
        return max(self.read - self.uncoded, 0)

    @property
    def total(self) -> int:
        """Files that are to be, as far as is known."""
        return self.read + (self.unread or 0)


class CoverageStore:
    """Keeps how far the library is read. Made by ``Catalogue.coverage``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def folders_came(self) -> None:
        """Folders were added whose files nobody has looked for yet."""
        self._connection.run("UPDATE coverage SET unread = NULL WHERE unread IS NOT NULL")

    def found(self, unread: int) -> None:
        """All folders were looked through, and so many files are to be read."""
        self._connection.run("UPDATE coverage SET unread = ?1 WHERE unread IS NOT ?1", (unread,))

    def found_more(self, files: int) -> None:
        """So many files more are to be read."""
        if files:
            self._connection.run("UPDATE coverage SET unread = unread + ?", (files,))

    def took_in(self, files: int) -> None:
        """So many of them were read, or cannot be."""
        if files:
            self._connection.run("UPDATE coverage SET unread = max(unread - ?, 0)", (files,))

    def set_compared(self, *, compared: bool) -> None:
        """Whether all pairs that may be copies were looked at."""
        self._connection.run("UPDATE coverage SET compared = ?1 WHERE compared <> ?1", (int(compared),))

    def read(self) -> tuple[int | None, bool]:
        """Files found and not read yet, and whether all pairs were looked at."""
        unread, compared = self._connection.rows("SELECT unread, compared FROM coverage")[0]
        return unread, bool(compared)
