from hypothesis import given
from hypothesis import strategies as st

from photohash.core.name_digest import digest_of_names


@given(
    st.lists(st.text(st.characters(exclude_characters="\0"), max_size=4), max_size=6), st.randoms(use_true_random=False)
)
def test_it_tells_which_names_there_are_and_not_their_order(names: list[str], random):
    shuffled = list(names)
    random.shuffle(shuffled)
    assert digest_of_names(shuffled) == digest_of_names(names)
    assert digest_of_names([*names, "x"]) != digest_of_names(names)


def test_names_do_not_run_into_one_another():
    assert digest_of_names(["ab", "c"]) != digest_of_names(["a", "bc"])
