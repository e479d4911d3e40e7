"""What rules and strictnesses would come to, against what they come to once they are in force."""

from dataclasses import replace

import pytest

from photohash.library.actions import RULE_WORDS, Protection, rule_names, rules_in
from photohash.library.browse import Browser
from photohash.library.group_preferences import GroupPreferences, groups_to_show
from photohash.library.group_preview import RulesPreview, preview_rules, preview_strictness
from tests.library.actions.worlds import MODEL, World, build


@pytest.fixture
def world(tmp_path, home) -> World:
    return build(tmp_path)


def test_every_rule_has_words_of_its_own():
    assert sorted(RULE_WORDS) == sorted(rule_names())
    assert len({words.title for words in RULE_WORDS.values()}) == len(RULE_WORDS)
    assert all(words.meaning.endswith(".") for words in RULE_WORDS.values())


def test_without_rules_everything_is_left_to_the_person(world):
    with Browser(world.library, MODEL) as browser:
        assert preview_rules(browser, GroupPreferences(), (), None) == RulesPreview(2, 0, 0)


@pytest.mark.parametrize("words", ["newest", "oldest", "most-pixels", "shortest-path,newest", "in:/nowhere", "digest"])
def test_a_preview_of_rules_is_what_comes_when_they_are_taken_over(world, words):
    with Browser(world.library, MODEL) as browser:
        rules = tuple(rules_in(words))
        preview = preview_rules(browser, GroupPreferences(), rules, None)
        protection = Protection.of(browser.roots())
        ticked = [
            {
                member.path
                for group in groups_to_show(browser, preferences, None).groups
                for member in group.members
                if member.is_safe and not protection.reason(member.path)
            }
            for preferences in (GroupPreferences(), replace(GroupPreferences(), rules=rules))
        ]
        assert preview.groups == 2
        assert preview.changes == len(ticked[0] ^ ticked[1])
        assert 0 <= preview.decided <= 2


def test_a_rule_that_tells_nothing_apart_decides_nothing(world):
    with Browser(world.library, MODEL) as browser:
        assert preview_rules(browser, GroupPreferences(), tuple(rules_in("in:/nowhere")), None).decided == 0
        assert preview_rules(browser, GroupPreferences(), tuple(rules_in("oldest")), None).decided == 2


def test_strictness_counts_groups_within_its_radius_and_expected_unrelated_pairs(world):
    with Browser(world.library, MODEL) as browser:
        photos = browser.counts().photos
        radii = {1e-6: None, 1e-4: None}
        found = preview_strictness(browser, GroupPreferences(), lambda _model, value: radii[value], radii)
    assert [(one.value, one.groups) for one in found] == [(1e-6, 2), (1e-4, 2)]
    assert found[1].unrelated == pytest.approx(1e-4 * photos * (photos - 1) / 2)
