"""The adoption of a model in the window: photos are coded in the background, then it takes over; Undo goes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.scan import ScanController
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.model_shelf import ModelShelf
from photohash.app.wizard.quiet_line import QuietLine
from photohash.core.errors import KnownError
from photohash.core.formatting import number
from photohash.core.settings import Settings
from photohash.core.translation import said, tr
from photohash.hashing.card import read_card
from photohash.library.adoption import Adoption, AdoptionProgress
from photohash.library.watch import Changes


class AdoptionController(QObject):
    """Has photos coded by the model to come, sees when all are, and puts it in force.

    Args:
        settings: of the library.
        reader: answers how far it is.
        scan: codes photos, in the background.
        banner: says when a model took over, and offers the way back.

    Attributes:
        line: says quietly how far it is.

    Signals:
        switched: another model tells look-alikes from now on.
    """

    switched = Signal()

    def __init__(self, settings: Settings, reader: LibraryReader, scan: ScanController, banner: Banner) -> None:
        super().__init__()
        self._reader, self._scan, self._banner = reader, scan, banner
        self._shelf = ModelShelf(settings.folder)
        self.adoption = Adoption(settings)
        self.line = QuietLine()
        self._asking = self._begun = False
        reader.snapshot_read.connect(self._look)
        scan.changed.connect(self._look)

    @property
    def idle(self) -> bool:
        """Whether nothing is to take over any more, or cannot now."""
        return not self.adoption.coming or self._scan.stopped

    def adopt(self, folder: Path) -> bool:
        """Takes a model in and has it adopted; returns whether that began.

        Args:
            folder: its directory.
        """
        try:
            model = self._taken_in(folder)
            self.adoption.adopt(model)
        except KnownError as error:
            self._banner.say(said(str(error)))
            return False
        self._begun = False
        self._look()
        return True

    @Slot()
    def roll_back(self) -> None:
        """The model before tells look-alikes again."""
        self._change(self.adoption.roll_back, tr("Look-alikes use the model “{model}” again."))

    @Slot(str, object)
    def see_chosen(self, key: str, _value: object) -> None:
        """Whoever chooses a browsing model by hand wants no other one to take over."""
        if key == "browsing-model":
            self.give_up()

    def give_up(self) -> None:
        """The model to come will not take over."""
        try:
            self.adoption.give_up()
        except KnownError as error:
            self._banner.say(said(str(error)))
        self._show(None)

    def _taken_in(self, folder: Path) -> str:
        """The id of a model that is on the shelf from now on; one that was put there before a crash stays."""
        card = read_card(folder)
        for model in self._shelf.models():
            if (model.card.id, model.card.files) == (card.id, card.files):
                return card.id
        return self._shelf.take_in(folder)

    @Slot()
    def _look(self) -> None:
        """Asks how far it is; begins to code where nobody does yet."""
        coming = self.adoption.coming
        if not coming:
            self._show(None)
            return
        if not self._begun:
            self._begun = True
            self._scan.notice(Changes(everything=True))
        if not self._asking:
            self._asking = True
            self._reader.ask(self.adoption.progress, self._take)

    def _take(self, progress: AdoptionProgress | None) -> None:
        self._asking = False
        if progress is None or progress.model != self.adoption.coming:
            self._show(None)
        elif progress.complete:
            sentence = tr("Every photo was looked at: look-alikes now use the model “{model}”.")
            self._change(self.adoption.take_over, sentence, undo=True)
        else:
            self._show(progress)

    def _change(self, change: Callable[[], None], sentence: str, *, undo: bool = False) -> None:
        try:
            change()
        except KnownError as error:
            self._banner.say(said(str(error)))
            return
        self._show(None)
        self.switched.emit()
        titles = {model.card.id: model.title for model in self._shelf.models()}
        words = sentence.format(model=titles.get(self.adoption.current, self.adoption.current))
        with self._banner.staying():
            if undo:
                self._banner.say(words, tr("Undo"), self.roll_back, BannerKind.SUCCESS)
            else:
                self._banner.say(words, kind=BannerKind.INFO)

    def _show(self, progress: AdoptionProgress | None) -> None:
        if progress is None:
            self.line.say("")
            return
        far = tr("{done} of {total}").format(done=number(progress.coded), total=number(progress.photos))
        if self._scan.stopped or self._scan.idle:
            words, go_on = (
                tr("Your new model waits: {far} photos have their code."),
                [(tr("Continue"), self._scan.again)],
            )
        else:
            words, go_on = tr("Your new model looks at every photo: {far}."), []
        self.line.say(words.format(far=far), [*go_on, (tr("Do not adopt"), self.give_up)])
