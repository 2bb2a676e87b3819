"""Several positions are named by their groups wherever that says exactly the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.groups import named

GROUPS = {
    "everyone": ("cleaner", "guard", "cashier", "director"),
    "backstage": ("cleaner", "guard"),
    "till": ("cashier", "guard"),
    "alone": ("director",),
    "nobody": (),
}
JOBS = st.permutations(["a", "b", "c", "d", "e"])


@pytest.mark.parametrize(
    ("positions", "names"),
    [
        (("cleaner", "guard", "cashier", "director"), ("everyone",)),
        (("cleaner", "guard", "director"), ("backstage", "director")),
        (("guard", "cleaner"), ("guard", "cleaner")),  # another order is another list
        (("cleaner", "guard", "cashier"), ("backstage", "cashier")),
        (("director",), ("director",)),
        (
            ("cashier", "guard", "cleaner", "director"),
            ("till", "everyone"),
        ),  # who is named already is not named twice
        (("loader",), ("loader",)),
    ],
)
def test_the_shortest_list_that_says_the_same(positions: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert named(positions, GROUPS) == names


@given(JOBS, st.integers(0, 5), st.dictionaries(st.sampled_from("uvwxyz"), JOBS.map(lambda jobs: jobs[:3])))
def test_names_are_written_out_as_the_same_positions(
    jobs: list[str], most: int, groups: dict[str, list[str]]
) -> None:
    names = named(jobs[:most], groups)
    written_out = dict.fromkeys(code for name in names for code in groups.get(name, [name]))
    assert list(written_out) == jobs[:most]
    assert len(names) <= most
