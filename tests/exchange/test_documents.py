"""Whole documents of invented companies: most of what they ask is proposed where it stands, and little else."""

import pytest

from tests.built_in import built_in
from tests.exchange.truth import NAMES, proposed, share, truths


@pytest.mark.parametrize("name", NAMES)
def test_most_criteria_are_proposed_in_their_clause_with_their_position(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = share(name)
    with capsys.disabled():
        print(f"\n{name}: {found}")
    assert found.right >= 0.8 * found.criteria
    assert found.right_channels >= 0.8 * found.criteria
    assert found.junk <= 0.25 * found.proposals


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_are_as_long_and_as_broad_as_real_ones(name: str) -> None:
    told = [criterion for _, criterion in truths(name)]
    assert 35 <= len(told) <= 80
    assert len({position for each in told for position in each["positions"]}) >= 6
    assert len({channel for each in told for channel in each["channels"]}) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_proposed_names_what_the_standards_have(name: str) -> None:
    document = built_in().document
    positions = {each.code for each in document.positions} | set(document.groups)
    channels = {each.code for each in document.channels}
    for each in proposed(name).proposals:
        assert set(each.positions) <= positions
        assert each.channels
        assert set(each.channels) <= channels


def test_the_same_file_gives_the_same_proposals_with_the_same_ids() -> None:
    first, again = proposed("lists_ru"), proposed("lists_ru")
    assert first == again
    assert len({each.id for each in first.proposals}) == len(first.proposals)
    assert type(first).model_validate_json(first.model_dump_json()) == first
