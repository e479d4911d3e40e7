"""Putting away photos that were chosen on any page: copies where a copy stays, others by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from photohash.app.commands import Commands
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.review import ReviewController
from photohash.app.job_bar import Banner
from photohash.app.models.groups import GroupRow
from photohash.app.models.ticks import leaves_none
from photohash.app.pages.stack import PageStack
from photohash.core.translation import tr
from photohash.library.actions import ChosenPhoto, NoCopy
from photohash.library.browse import Browser
from photohash.library.group_preferences import CHOSEN
from photohash.library.photo import COPIES, Group, Photo


@dataclass(frozen=True, slots=True)
class ChosenCopies:
    """What is to go of photos that were chosen.

    Attributes:
        groups: the groups of which a copy stays.
        ticked: what goes of these, by the id of their group.
        alone: photos of which no copy stays, by id: whether they were chosen together with all their copies.
    """

    groups: tuple[Group, ...]
    ticked: Mapping[int, frozenset[Path]]
    alone: Mapping[int, bool]


class PutAwayController(QObject):
    """Carries out the command that is the same on every page.

    Args:
        pages: where photos are chosen.
        navigation: says which are.
        reader: of the library.
        review: asks the person.
        commands: of the window.
        banner: for what cannot be done.
    """

    def __init__(
        self,
        pages: PageStack,
        navigation: NavigationController,
        reader: LibraryReader,
        review: ReviewController,
        commands: Commands,
        banner: Banner,
    ) -> None:
        super().__init__()
        self._pages, self._navigation, self._reader = pages, navigation, reader
        self._review, self._banner = review, banner
        commands["put-away"].triggered.connect(self.put_away)

    @Slot()
    def put_away(self) -> None:
        """Asks about the photos that are chosen.

        On the pages of copies and of decisions a copy always stays. Elsewhere a photo may go that has none.
        """
        photos = self._navigation.photos()
        if self._review.dialog is not None or not photos:
            return
        page, pages = self._pages.currentWidget(), self._pages
        by_hand = page not in (pages.copies, pages.decisions, pages.failures)
        found = _parted(pages.copies.model.all_rows, frozenset(photos), by_hand=by_hand)
        if found.alone:
            self._reader.ask(partial(_chosen, alone=found.alone, going=frozenset(photos)), partial(self._check, found))
        else:
            self._check(found, ())

    def _check(self, found: ChosenCopies, chosen: Sequence[ChosenPhoto]) -> None:
        if found.ticked or chosen:
            self._review.check(found.groups, found.ticked, chosen)
        else:
            self._banner.say(
                tr("Nothing was put away: only photos go of which a copy stays. Show in folder leads to the file.")
            )


def _parted(rows: Iterable[GroupRow], photos: frozenset[int], *, by_hand: bool) -> ChosenCopies:
    """Of a group that is chosen in part the one that is kept stays, unless it was chosen and another as good is there.

    Args:
        rows: the groups.
        photos: what was chosen, by id.
        by_hand: whether photos go of which no copy stays.
    """
    groups: list[Group] = []
    ticked: dict[int, frozenset[Path]] = {}
    alone = dict.fromkeys(photos if by_hand else (), False)
    for row in rows:
        members = row.group.members
        found = [one for one in members if one.photo.id in photos]
        if not found:
            continue
        whole = len(found) == len(members) and not row.protected
        for one in found:
            if whole and by_hand:
                alone[one.photo.id] = True
            else:
                alone.pop(one.photo.id, None)
        if whole and by_hand:
            continue
        free = [one for one in found if one.path not in row.protected]
        paths = frozenset(one.path for one in free if not one.keeper)
        if not paths and free and free[0].reason != CHOSEN:
            paths = frozenset(one.path for one in free)
        if paths and not leaves_none(row.group, paths):
            ticked[row.id] = paths
            groups.append(row.group)
    return ChosenCopies(tuple(groups), ticked, alone)


def _chosen(browser: Browser, *, alone: Mapping[int, bool], going: Collection[int]) -> list[ChosenPhoto]:
    """The photos of which no copy stays, and why."""
    decided = {(one.a, one.b) for one in browser.decisions()}
    chosen = []
    for photo in browser.photos(alone):
        if alone[photo.id]:
            why = NoCopy.ALL_CHOSEN
        else:
            why = NoCopy.HIDDEN if _has_hidden_copy(browser, photo, going, decided) else NoCopy.NONE
        if photo.files:
            chosen.append(ChosenPhoto(photo, why))
    return chosen


def _has_hidden_copy(
    browser: Browser, photo: Photo, going: Collection[int], decided: Collection[tuple[bytes, bytes]]
) -> bool:
    """Whether a verified copy is there that is in no group now."""
    related = [found for found in browser.relations_of(photo.id) if found.kind in COPIES]
    others = browser.photos({found.a if found.b == photo.id else found.b for found in related} - set(going))
    return any(
        other.files and (min(photo.digest, other.digest), max(photo.digest, other.digest)) not in decided
        for other in others
    )
