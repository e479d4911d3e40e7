"""What the wizard says of methods, times and stages; the one table of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from photohash.core.translation import TextTable, Words

RECOMMENDED = "dahp"


@dataclass(frozen=True, slots=True)
class MethodWords:
    """A method.

    Attributes:
        title: its name.
        sentence: what it does.
    """

    title: Words
    sentence: Words


METHODS: Mapping[str, MethodWords] = TextTable(
    {
        "dahp": MethodWords(
            title="DAHP",
            sentence="Gives each album a code of its own, as far from the others as possible, and pulls photos to it.",
        ),
        "dah": MethodWords(
            title="DAH",
            sentence="Pulls photos of one album together and keeps photos of different albums a set distance apart.",
        ),
        "dhida": MethodWords(
            title="DHIDA",
            sentence="Looks at what is special in each photo; also learns albums that differ only in small details.",
        ),
    }
)
"""The methods, the one recommended first."""

BITS = (16, 32, 64, 128)
DEFAULT_BITS = 64


@dataclass(frozen=True, slots=True)
class BudgetWords:
    """How long training may take.

    Attributes:
        title: the time as people have it.
        sentence: what is done in it.
    """

    title: Words
    sentence: Words


BUDGETS: Mapping[float, BudgetWords] = TextTable(
    {
        5.0: BudgetWords(
            title="A coffee: about 5 minutes",
            sentence="Learns from what photohash already sees in your photos. Enough for a first model.",
        ),
        30.0: BudgetWords(
            title="Lunch: about 30 minutes",
            sentence="The same, and then teaches it to look at your photos differently, as far as the time allows.",
        ),
        480.0: BudgetWords(
            title="Overnight: up to 8 hours",
            sentence="Goes over your photos until nothing more is gained, usually long before the morning.",
        ),
    }
)
"""The times to choose from, by minutes."""

STAGES: Mapping[str, Words] = TextTable(
    {
        "waiting": "Getting ready",
        "scanning": "Looking for the photos",
        "encoding": "Reading the photos",
        "training": "Learning",
        "measuring": "Measuring on photos held back",
    }
)
"""What is being done, by what the run calls it."""


def stage_in_words(stage: str) -> str:
    """What is being done."""
    return STAGES.get(stage, STAGES["waiting"])
