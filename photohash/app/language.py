"""The language of the window: installs Qt Linguist's translations for the program, and Qt's own for its dialogs."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from photohash.core import translation
from photohash.core.resources import resource

logger = logging.getLogger(__name__)

CONTEXT = "photohash"
SOURCE = "en"
"""The language of the sources, which needs no translation."""

SYSTEM = "system"
"""The choice of the system's language, where there is a translation into it."""


class Languages:
    """What was installed into an application, to be taken out again.

    Attributes:
        code: of the language in force, e.g. "de".
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self.code = SOURCE

    def choose(self, choice: str) -> None:
        """Has everything that is made from now on speak a language.

        Args:
            choice: its code, or ``SYSTEM``; where there is no translation, English is spoken.
        """
        self.clear()
        wanted = _of_the_system() if choice == SYSTEM else choice
        locale = QLocale(wanted)
        if wanted != SOURCE:
            own = QTranslator(self._application)
            if own.load(str(translations(wanted))):
                self._speak(own, wanted, locale)
            else:
                logger.info("the translation into %s cannot be read; English is spoken", wanted)
        if self.code == SOURCE and choice != SYSTEM:
            locale = QLocale(QLocale.Language.English)
        if choice != SYSTEM:
            QLocale.setDefault(locale)

    def clear(self) -> None:
        """Speaks English again, with the system's dates."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        self.code = SOURCE
        translation.install(None)
        QLocale.setDefault(QLocale.system())

    def _speak(self, own: QTranslator, code: str, locale: QLocale) -> None:
        def translated(text: str, number: int) -> str:
            return own.translate(CONTEXT, text, "", number) or text

        of_qt = QTranslator(self._application)
        if of_qt.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._application.installTranslator(of_qt)
        self._installed += [own, of_qt]
        sentences = json.loads(resource("translations", "sentences.json").read_text("utf-8"))
        translation.install(translated, sentences, (locale.groupSeparator(), locale.decimalPoint()), code)
        self.code = code


def translations(code: str) -> Path:
    """The file with the translations into a language; it need not exist."""
    return resource("translations", f"photohash_{code}.qm")


def _of_the_system() -> str:
    """The first of the system's languages that there is a translation into, or English where that comes first."""
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code == SOURCE or translations(code).exists():
            return code
    return SOURCE
