"""What another choice would come to, worked out before it is made: rules of what is kept, and how far is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photohash.library.actions import KeepRule
from photohash.library.browse import Browser, Model, Radius
from photohash.library.group_preferences import GroupPreferences, groups_to_show
from photohash.library.photo import Group

FindRadius = Callable[[Model, float], Radius | None]
"""Search radius in bits of a model at a share of unrelated pairs that may pass."""


@dataclass(frozen=True, slots=True)
class StrictnessPreview:
    """What one strictness comes to.

    Attributes:
        value: the share of unrelated pairs that become candidates.
        groups: how many groups there are.
        unrelated: how many unrelated pairs of this library are expected among the candidates; each is looked at
            closely before it is called a copy.
    """

    value: float
    groups: int
    unrelated: float


@dataclass(frozen=True, slots=True)
class RulesPreview:
    """What some rules come to.

    Attributes:
        groups: how many groups there are.
        decided: in how many of them the rules alone choose the file that stays.
        changes: files that would be ticked without the person and are not now, or the other way round.
    """

    groups: int
    decided: int
    changes: int


def preview_strictness(
    browser: Browser, preferences: GroupPreferences, radius: FindRadius, values: Iterable[float]
) -> list[StrictnessPreview]:
    """What each strictness comes to, from what is verified already; nothing is searched.

    Args:
        browser: of the library.
        preferences: what the person wants of the groups.
        radius: of a model at a strictness, from its card.
        values: the strictnesses.
    """
    photos = browser.counts().photos
    pairs = photos * (photos - 1) / 2
    return [
        StrictnessPreview(
            value, len(groups_to_show(browser, preferences, radius(browser.model, value)).groups), value * pairs
        )
        for value in values
    ]


def preview_rules(
    browser: Browser, preferences: GroupPreferences, rules: Sequence[KeepRule], radius: Radius | None
) -> RulesPreview:
    """What rules come to beside those in force.

    Args:
        browser: of the library.
        preferences: with the rules in force.
        rules: the others.
        radius: of the search, in bits; None for no limit.
    """
    before = groups_to_show(browser, preferences, radius)
    after = groups_to_show(browser, replace(preferences, rules=tuple(rules)), radius)
    changes = _safe(before.groups) ^ _safe(after.groups)
    return RulesPreview(len(after.groups), len(after.decided), len(changes))


def _safe(groups: Iterable[Group]) -> set[Path]:
    """The files that are ticked without the person."""
    return {member.path for group in groups for member in group.members if member.is_safe and not member.protected}
