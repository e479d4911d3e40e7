"""Steps from a version of the catalogue to the next, each carried out whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from photohash.core.errors import LibraryError
from photohash.core.paths import shown
from photohash.library.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a version of the catalogue to the next.

    Attributes:
        name: what it does, in a few words.
        statements: SQL, run in order in one transaction together with the new version number.
    """

    name: str
    statements: tuple[str, ...]


def version(connection: Connection, known: int) -> int:
    """How many migrations a catalogue has been through.

    Args:
        connection: to the catalogue.
        known: how many there are.

    Raises:
        LibraryError: more than are known here.
    """
    found = int(connection.value("PRAGMA user_version"))
    if found > known:
        raise LibraryError(
            f"{shown(connection.place)} was made by a newer version of photohash "
            f"(catalogue version {found}, this one knows {known}). Install the newer version to use it."
        )
    return found


def migrate(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Brings a catalogue up to date. A migration that fails leaves the catalogue as it was before that migration.

    Raises:
        LibraryError: the catalogue is from a newer version, or cannot be written.
    """
    done = version(connection, len(migrations))
    for number, migration in enumerate(migrations[done:], start=done + 1):
        with connection.transaction():
            for statement in migration.statements:
                connection.run(statement)
            connection.run(f"PRAGMA user_version = {number}")
