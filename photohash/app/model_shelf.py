"""The models at hand as the settings show them: what each is for, how good it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photohash.core.formatting import number, size_in_words
from photohash.core.translation import TextTable, Words, number_in_words, tr
from photohash.hashing import model_store
from photohash.hashing.card import Card

PURPOSES: Mapping[str, Words] = TextTable(
    {
        "copies": "Finds copies of a photo, even when they were cropped, turned, mirrored, framed or saved again.",
        "scenes": "Finds photos of the same kind of scene or subject, to wander through a library. Not for copies.",
    }
)
"""What a model is for, by the purpose on its card."""

TITLES: tuple[Words, ...] = (
    "Copies, 128 bits",
    "Copies, 256 bits",
    "Scenes and subjects, 64 bits",
    "Scenes and subjects, 128 bits",
)
"""Of the models that come with photohash, as their cards have them; an imported one is called as its card says."""

_HOLD_TRUE = 0.5
"""A share of copies found below this is not worth a line: the model is for something else."""


@dataclass(frozen=True, slots=True)
class ShelvedModel:
    """One model at hand.

    Attributes:
        card: what it says of itself.
        folder: where it is.
        own: whether it was imported, and so can be removed.
    """

    card: Card
    folder: Path
    own: bool

    @property
    def title(self) -> str:
        """What it is called."""
        return tr(self.card.title)

    @property
    def purpose(self) -> str:
        """What it is for, in a sentence."""
        if self.card.purpose in PURPOSES:
            return PURPOSES[self.card.purpose]
        return tr("Its card calls its purpose “{purpose}”.").format(purpose=self.card.purpose)

    @property
    def facts(self) -> str:
        """Its size, its bits, its licence and where it is from, in one line."""
        size = sum((self.folder / name).stat().st_size for name in self.card.files if (self.folder / name).is_file())
        parts = [
            tr("{bits} bits a photo").format(bits=number(self.card.bits)),
            tr("{size} on disk").format(size=size_in_words(size)),
            tr("licence {licence}").format(licence=self.card.licence),
            tr("imported") if self.own else tr("comes with photohash"),
        ]
        return " · ".join(parts)

    @property
    def results(self) -> str:
        """What was measured, in plain words; "" where the card has no figure that can be understood."""
        metrics = self.card.metrics
        recall, mean = metrics.get("recall"), _share(metrics.get("mean_recall"))
        if isinstance(recall, Mapping) and mean is not None and mean >= _HOLD_TRUE:
            found = [
                tr("Finds {share} of edited copies while one unrelated pair in {pairs} passes as a candidate.").format(
                    share=_percent(mean), pairs=number(100_000)
                )
            ]
            hard = {name: _share(recall.get(name)) for name in ("jpeg 20", "crop 50 %", "turn 90", "grey")}
            known = [_percent(share) for share in hard.values() if share is not None]
            if len(known) == len(hard):
                words = tr(
                    "Strong compression {first}, cut to half {second}, turned {third}, black and white {fourth}."
                )
                found.append(words.format(first=known[0], second=known[1], third=known[2], fourth=known[3]))
            return " ".join(found)
        validation = metrics.get("validation")
        precision = _share(validation.get("mean_average_precision")) if isinstance(validation, Mapping) else None
        if precision is not None:
            words = tr("Puts photos of the same subject first with a mean average precision of {share}.")
            return words.format(share=_percent(precision))
        return ""


class ModelShelf:
    """The models of a library.

    Args:
        library: its folder; its own models are kept there.
    """

    def __init__(self, library: Path) -> None:
        self._library = library

    def models(self) -> list[ShelvedModel]:
        """The bundled ones first; those whose card cannot be read are left out."""
        own = self._library / "models"
        found = model_store.models_at_hand(self._library)
        return [ShelvedModel(card, folder, folder.parent == own) for folder, card in found]

    def take_in(self, folder: Path) -> str:
        """Imports a model, a directory or one file, and returns its id.

        Raises:
            KnownError: it is not sound or cannot be copied, in a sentence.
        """
        return model_store.import_model(self._library, folder).id

    def hand_out(self, model: str, file: Path) -> Path:
        """Copies a model into one file, in place of what has that name, and returns it.

        Raises:
            KnownError: it cannot be copied, in a sentence.
        """
        return model_store.export_model(self._library, model, file, overwrite=True)

    def rename(self, model: str, title: str) -> None:
        """Gives a model of the person's own another title.

        Raises:
            KnownError: it is bundled or not there, or that is no title, in a sentence.
        """
        model_store.rename_model(self._library, model, title)

    def remove(self, model: str) -> None:
        """Removes an imported model.

        Raises:
            KnownError: it is bundled or not there, in a sentence.
        """
        model_store.remove_model(self._library, model)


def _share(value: object) -> float | None:
    """A card may come from anywhere: only a number from 0 to 1 is a share."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1 else None


def _percent(share: float) -> str:
    digits = f"{share:.1%}" if 0.995 <= share < 1 else f"{share:.0%}"
    return number_in_words(digits.removesuffix("%")) + " %"
