"""YAML text that a parser of 1.1 and one of 1.2 read alike."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.yaml_text import yaml_text
from app.standards.source import read_source

VALUES = st.recursive(
    st.text() | st.integers(-999, 999) | st.booleans() | st.decimals(-9, 9, places=4, allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(VALUES) | st.dictionaries(st.text(max_size=9), VALUES))
def test_plain_data_comes_back_as_it_was_from_both_parsers(value: Any) -> None:
    source = read_source(yaml_text(value).encode(), "file.yaml")
    assert source.problems == []
    assert source.value == value


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off", "y", "n", "true", "Null", "12", "1e3", "~", ""])
def test_a_word_that_a_parser_takes_for_something_else_is_quoted(word: str) -> None:
    assert yaml_text({"a": word}) == f'a: "{word}"\n'


def test_texts_are_quoted_and_codes_are_not() -> None:
    written = yaml_text({"stage": "welcome", "title": {"ru": "Да", "en": "Yes"}, "weight": Decimal("0.50")})
    assert written == 'stage: welcome\ntitle: {ru: "Да", en: "Yes"}\nweight: 0.5\n'


def test_a_text_is_never_folded() -> None:
    assert yaml_text({"ru": "слово " * 80}).count("\n") == 1


def test_a_long_list_of_codes_goes_on_in_the_next_line_without_a_space_at_its_end() -> None:
    lines = yaml_text({"leave_out": ["COU-01"] * 40}).splitlines()
    assert len(lines) > 1
    assert [line for line in lines if line != line.rstrip()] == []


def test_what_stands_on_one_line_does_not_depend_on_how_a_number_came() -> None:
    for words in range(60, 130):
        bands = [{"max": Decimal(200), "points": Decimal("0.5")}, {"label": "a" * words}]
        same = [{"max": Decimal("200.0000"), "points": Decimal("0.5000")}, {"label": "a" * words}]
        assert yaml_text({"bands": same}) == yaml_text({"bands": bands})
