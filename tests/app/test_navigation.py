from hypothesis import given
from hypothesis import strategies as st

from photohash.app.navigation import Location, NavigationHistory, Page

START = Location(Page.COPIES)


def test_back_and_forward_retrace_the_way():
    history = NavigationHistory(START)
    history.visit(Location(Page.SIMILAR, 1))
    history.visit(Location(Page.SIMILAR, 2))
    assert history.back() == Location(Page.SIMILAR, 1)
    assert history.back() == START
    assert not history.can_go_back
    assert history.back() == START
    assert history.forward() == Location(Page.SIMILAR, 1)
    assert history.can_go_forward


def test_a_new_turn_forgets_what_was_ahead():
    history = NavigationHistory(START)
    history.visit(Location(Page.SIMILAR, 1))
    history.back()
    history.visit(Location(Page.FAILURES))
    assert not history.can_go_forward
    assert history.back() == START


def test_going_where_one_is_changes_nothing():
    history = NavigationHistory(START)
    history.visit(START)
    assert not history.can_go_back


def test_another_place_instead_of_the_current_one_leaves_the_way_back_as_it_was():
    history = NavigationHistory(START)
    history.visit(Location(Page.COMPARE, photos=(1, 2)))
    history.amend(Location(Page.COMPARE, photos=(3, 4)))
    assert history.current == Location(Page.COMPARE, photos=(3, 4))
    assert history.back() == START


@given(st.lists(st.integers(0, 5), max_size=20))
def test_going_all_the_way_back_and_forward_ends_where_one_was(photos):
    history = NavigationHistory(START)
    for photo in photos:
        history.visit(Location(Page.SIMILAR, photo))
    end = history.current
    for _ in photos:
        history.back()
    assert history.current == START
    for _ in photos:
        history.forward()
    assert history.current == end
