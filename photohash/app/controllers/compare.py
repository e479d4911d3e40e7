"""Leads through comparing photos: which are compared, what is decided of them, and one photo on the whole screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.deciding import DecidingController
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.review import ReviewController
from photohash.app.dialogs.compare import CompareDialog
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.models.chosen import Chosen
from photohash.app.models.comparison import ComparedFile, subjects_of
from photohash.app.navigation import Location, Page
from photohash.app.pages.stack import PageStack
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.full_screen import FullScreenViewer
from photohash.core.formatting import number
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.actions import DecisionVerdict
from photohash.library.browse import Browser
from photohash.library.comparison import ComparedPhoto, compared
from photohash.library.group_preferences import File
from photohash.library.photo import SAFE_COPIES, Group, Member


class CompareController(QObject):
    """Shows what is to be compared, and carries out what is decided there.

    Nothing here touches a file: dropping a photo means to tick it for the review, by the rules of the ticks.
    """

    def __init__(
        self,
        pages: PageStack,
        navigation: NavigationController,
        commands: Commands,
        reader: LibraryReader,
        deciding: DecidingController,
        review: ReviewController,
        banner: Banner,
        theme: Theme,
        thumbnails: Thumbnails,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._pages, self._page, self._copies = pages, pages.compare, pages.copies
        self._navigation, self._commands, self._reader = navigation, commands, reader
        self._deciding, self._review = deciding, review
        self._banner, self._theme, self._thumbnails, self._window = banner, theme, thumbnails, window
        self._ids: tuple[int, ...] = ()
        self._group_id: int | None = None
        self._row = 0
        self._found: tuple[ComparedPhoto, ...] = ()
        self.viewer: FullScreenViewer | None = None
        self.dialog: CompareDialog | None = None
        self._was_maximized = False
        commands["compare"].triggered.connect(self.compare_selected)
        commands["view-photo"].triggered.connect(self.view_selected)
        commands["full-screen"].triggered.connect(self.toggle_full_screen)
        page = self._page
        page.keep_wanted.connect(self._keep)
        page.tick_wanted.connect(self._tick)
        page.not_duplicates_wanted.connect(self._not_duplicates)
        page.keep_all_wanted.connect(self._keep_all)
        page.step_wanted.connect(self._step)
        page.left.connect(navigation.back)
        pages.photo.picture.opened.connect(self.view_selected)
        navigation.located.connect(self._follow)
        self._copies.ticks.changed.connect(self._take_states)
        review.compare_wanted.connect(self.compare_in_dialog)
        deciding.dropped.connect(page.say_more)

    @property
    def settled(self) -> bool:
        """Whether no large picture is waited for."""
        return not self._page.pictures.waiting

    def close(self) -> None:
        """Closes what stands beside the window."""
        for window in (self.viewer, self.dialog):
            if window is not None:
                window.close()

    @Slot()
    def compare_selected(self) -> None:
        """Compares the photos that the page's commands are about."""
        ids = self._selected()
        if len(ids) > 1 or self._group_with(ids) is not None:
            self._navigation.open_compare(ids)
        else:
            self._banner.say(tr("Select two or more photos to compare them."), kind=BannerKind.INFO)

    def compare_first(self) -> None:
        """Compares the first group of copies, if there is one."""
        if self._copies.model.rowCount():
            self._navigation.open_compare(_ids(self._copies.model.group(0)))

    @Slot()
    def view_selected(self) -> None:
        """Shows a photo on the whole screen; the arrows go along the page."""
        ids, page = self._selected(), self._pages.currentWidget()
        if not ids:
            return
        sequence: Sequence[int] = ids
        in_order = getattr(page, "photo_sequence", None)
        if len(ids) == 1 and in_order is not None:
            sequence = in_order()
        first = next((number for number in self._navigation.photos() if number in sequence), ids[0])
        self.view(sequence, first)

    def view(self, photo_ids: Sequence[int], current: int) -> None:
        """Shows one of some photos on the whole screen."""
        if self.viewer is not None:
            return
        viewer = FullScreenViewer(self._page.pictures, self._thumbnails, self._theme, self._window)
        self.viewer = viewer
        viewer.wanted.connect(self._ask_photo)
        viewer.closed.connect(self._viewer_closed)
        viewer.showFullScreen()
        viewer.begin(photo_ids, current)
        viewer.setFocus()

    @Slot()
    def toggle_full_screen(self) -> None:
        """Gives the window the whole screen, or takes it back."""
        if self._window.isFullScreen():
            self._leave_full_screen()
        else:
            self._was_maximized = self._window.isMaximized()
            self._window.showFullScreen()

    @Slot(object)
    def compare_in_dialog(self, photo_ids: tuple[int, ...]) -> None:
        """Compares photos over a dialog, which stays as it is."""
        if self.dialog is not None:
            return
        parent = self._review.dialog or self._window
        dialog = CompareDialog(self._page.pictures, self._thumbnails, self._theme, parent)
        dialog.finished.connect(self._dialog_closed)
        self.dialog = dialog
        dialog.open()
        self._reader.ask(partial(_compared, photo_ids), partial(self._take_for_dialog, dialog))

    def _take_for_dialog(self, dialog: CompareDialog, found: tuple[ComparedPhoto, ...]) -> None:
        if self.dialog is dialog:
            dialog.show_subjects(subjects_of(None, found))

    @Slot()
    def _dialog_closed(self) -> None:
        self.dialog = None

    def _leave_full_screen(self) -> None:
        if self._was_maximized:
            self._window.showMaximized()
        else:
            self._window.showNormal()

    @Slot(int)
    def _ask_photo(self, photo_id: int) -> None:
        self._reader.ask(partial(_photos, photo_id), self._take_photo)

    def _take_photo(self, found: list[object]) -> None:
        if self.viewer is not None and found:
            self.viewer.show_photo(found[0])  # type: ignore[arg-type]  # photos, as _photos gives them

    @Slot(int)
    def _viewer_closed(self, _photo_id: int) -> None:
        self.viewer = None
        if self._pages.currentWidget() is not self._page:
            self._page.pictures.release()

    def _selected(self) -> tuple[int, ...]:
        page = self._pages.currentWidget()
        selected = getattr(page, "selected_photos", None)
        if selected is not None:
            return tuple(selected())
        if page is self._copies:
            group = self._copies.view.current_group()
            return () if group is None else _ids(group)
        photo = self._pages.photo.photo
        return (photo.id,) if page is self._pages.photo and photo is not None else ()

    def _group_with(self, photo_ids: Sequence[int]) -> Group | None:
        """The group of copies that all of some photos are in, if there is one."""
        wanted = set(photo_ids)
        rows = self._copies.model.rows
        return next(
            (row.group for row in rows if wanted and wanted <= {member.photo.id for member in row.group.members}), None
        )

    @Slot(object)
    def _follow(self, place: Location) -> None:
        """Shows what belongs to a place that was gone to."""
        if place.page is not Page.COMPARE:
            if self._ids:
                self._ids, self._found = (), ()
                if self.viewer is None:
                    self._page.pictures.release()
            return
        if place.photos != self._ids:
            group = self._group_with(place.photos)
            self._ids = place.photos
            self._group_id = group.id if group is not None else None
            self._page.say("")
            self._begin(self._copies.view.current_member())

    def _begin(self, pointed: Member | None = None) -> None:
        """Shows at once what is known, and asks for the rest; current is the copy that was pointed at."""
        group = self._group
        self._page.pictures.forget_waiting()
        ids = self._ids if group is None else _ids(group, self._ids)
        self._found = ()
        if group is not None:
            members = [member for member in group.members if member.photo.id in set(ids)]
            unique = {member.photo.id: member for member in reversed(members)}
            if pointed is not None and pointed.keeper:
                pointed = None
            self._show(group, tuple(_provisional(unique[number]) for number in ids), pointed)
            self._row = self._copies.model.row_of(group.id) or 0
            self._copies.view.setCurrentIndex(self._copies.model.index(self._row, 0))
        self._reader.ask(partial(_compared, ids), partial(self._take_compared, self._ids))

    @property
    def _group(self) -> Group | None:
        row = self._copies.model.row_of(self._group_id) if self._group_id is not None else None
        return None if row is None else self._copies.model.group(row)

    def _take_compared(self, asked: tuple[int, ...], found: tuple[ComparedPhoto, ...]) -> None:
        if asked != self._ids:
            return
        if not found:
            self._banner.say(tr("These photos are no longer in the library."))
            self._navigation.back()
            return
        self._found = found
        self._show(self._group, found)

    def _show(self, group: Group | None, found: Sequence[ComparedPhoto], pointed: Member | None = None) -> None:
        """Shows photos as they are now; the current one is the one that was pointed at, where one was."""
        subjects = [self._with_state(group, subject) for subject in subjects_of(group, found)]
        current = next((one for one in subjects if pointed is not None and one.member is pointed), None)
        self._page.view.show_subjects(subjects, current)
        self._page.be_in_group(in_group=group is not None)
        self._page.tell(self._in_words(group, len(subjects)))
        focused: QWidget | None = self._window.focusWidget()
        view = self._page.view
        if self._page.isVisible() and (focused is None or focused is view or not self._page.isAncestorOf(focused)):
            view.take_focus()

    def _in_words(self, group: Group | None, files: int) -> str:
        photos = tr("{number} photos").format(number=files)
        if group is None:
            return photos
        row, rows = self._copies.model.row_of(group.id) or 0, self._copies.model.rowCount()
        where = tr("Group {place} of {total}").format(place=number(row + 1), total=number(rows))
        return f"{where} · {photos}"

    def _with_state(self, group: Group | None, subject: ComparedFile) -> ComparedFile:
        if group is None or subject.member is None:
            return subject
        ticks, member = self._copies.ticks, subject.member
        ticked = member.path in ticks.ticked(group)
        return replace(
            subject,
            ticked=ticked,
            protected=ticks.is_protected(group, member),
            obstacle="" if ticked else ticks.obstacle(group, member),
        )

    @Slot()
    def _take_states(self) -> None:
        group = self._group
        if self._ids and group is not None and self._found:
            self._show(group, self._found)

    def take(self) -> None:
        """Takes in the library anew, after the pages have: another keeper, other members, or the group is gone."""
        if not self._ids or self._group_id is None:
            return
        group = self._group
        if group is None:
            self._go_on()
            return
        known = {one.photo.id: one.photo for one in self._found}
        wanted = _ids(group, self._ids)
        if wanted != tuple(known) or any(
            known.get(member.photo.id, member.photo) != member.photo for member in group.members
        ):
            self._begin()
        else:
            self._take_states()

    def _go_on(self) -> None:
        """After a group is gone: to the one that is in its place now, or back where there is none."""
        rows, said = self._copies.model.rowCount(), self._page.said
        if rows:
            self._go_to_row(min(self._row, rows - 1))
            self._page.say(said)  # it is why
            return
        with self._banner.staying():
            self._navigation.back()
        if said:
            self._banner.say(said, kind=BannerKind.SUCCESS)

    def _go_to_row(self, row: int) -> None:
        self._navigation.replace_compare(_ids(self._copies.model.group(row)))

    @Slot(int)
    def _step(self, step: int) -> None:
        self._page.say("")
        row = self._copies.model.row_of(self._group_id) if self._group_id is not None else None
        if row is None:
            return
        wanted = row + step
        if 0 <= wanted < self._copies.model.rowCount():
            self._go_to_row(wanted)
        else:
            self._page.say(tr("This is the last group.") if step > 0 else tr("This is the first group."))

    @Slot(object)
    def _keep(self, subject: ComparedFile) -> None:
        """Keeps a photo and ticks the others that may go; outside groups it becomes the one compared with."""
        self._page.say("")
        group, member = self._group, subject.member
        if group is None or member is None:
            chosen = subject.compared.photo.id
            self._navigation.replace_compare((chosen, *(number for number in self._ids if number != chosen)))
            return
        compared_files = frozenset(one.key for one in self._page.view.subjects if one.key is not None)
        self._deciding.keep_only(group, member, compared_files)

    @Slot(object)
    def _tick(self, subject: ComparedFile) -> None:
        group, member, ticks = self._group, subject.member, self._copies.ticks
        if group is None or member is None:
            return
        if obstacle := ticks.toggle(group, member):
            self._page.say(obstacle)
            return
        words = tr("{name} is ticked.") if member.path in ticks.ticked(group) else tr("{name} is not ticked any more.")
        self._page.say_done(words.format(name=shown(member.path.name)), undo=True)

    @Slot()
    def _not_duplicates(self) -> None:
        self._decide(DecisionVerdict.NOT_DUPLICATES)

    @Slot()
    def _keep_all(self) -> None:
        self._decide(DecisionVerdict.KEEP_BOTH)

    def _decide(self, verdict: DecisionVerdict) -> None:
        """Of the whole group where the one to keep is current, else of the current one and the others."""
        self._page.say("")
        group, subject = self._group, self._page.view.current_subject
        if group is None or subject is None or subject.member is None:
            return
        member = group.keeper if verdict is DecisionVerdict.KEEP_BOTH else subject.member
        self._deciding.say_of([Chosen(group, (member,), whole=False)], verdict)


Deliver = Callable[[tuple[ComparedPhoto, ...]], object]


def _ids(group: Group, among: Sequence[int] = ()) -> tuple[int, ...]:
    """The photos of a group, the one to keep first, each once; of those asked for, where some are."""
    ids = tuple(dict.fromkeys(member.photo.id for member in group.members))
    return tuple(number for number in ids if number in among) if among else ids


def _file(member: Member) -> File:
    return member.path, member.photo.digest


def _provisional(member: Member) -> ComparedPhoto:
    """What is known of a photo before it was asked about."""
    return ComparedPhoto(member.photo, kind=member.kind, same=member.keeper or member.kind in SAFE_COPIES)


def _compared(photo_ids: Sequence[int], browser: Browser) -> tuple[ComparedPhoto, ...]:
    return tuple(compared(browser, photo_ids))


def _photos(photo_id: int, browser: Browser) -> list[object]:
    return list(browser.photos([photo_id]))
