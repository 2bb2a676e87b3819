"""Word by word: what stayed, what came, what went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.standards.order import merged, moved
from app.standards.wording import sides

TEXTS = st.text(st.sampled_from("аб вг.,!\n x1"), max_size=60)


def test_one_changed_word_leaves_the_others() -> None:
    found = sides("Кто поздоровался первым?", "Кто поздоровался последним?")
    assert [tuple(each) for each in found.before] == [
        ("kept", "Кто поздоровался "),
        ("removed", "первым"),
        ("kept", "?"),
    ]
    assert [tuple(each) for each in found.after] == [
        ("kept", "Кто поздоровался "),
        ("added", "последним"),
        ("kept", "?"),
    ]


def test_a_sentence_that_came_after_leaves_the_last_word_alone() -> None:
    found = sides("We greet first.", "We greet first. Always.")
    assert [each.kind for each in found.before] == ["kept"]
    assert [each.kind for each in found.after] == ["kept", "added"]


def test_two_sentences_that_have_nothing_in_common_are_read_whole() -> None:
    found = sides("Did the employee greet you at the door first?", "How long was the queue?")
    assert [each.kind for each in (*found.before, *found.after)] == ["removed", "added"]


@pytest.mark.parametrize(("before", "after"), [("", "Words."), ("Words.", "")])
def test_a_text_that_came_or_went_is_one_piece(before: str, after: str) -> None:
    found = sides(before, after)
    assert [each.text for each in (*found.before, *found.after)] == ["Words."]


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts_to_the_letter(before: str, after: str) -> None:
    found = sides(before, after)
    assert "".join(each.text for each in found.before) == before
    assert "".join(each.text for each in found.after) == after


@given(st.permutations(range(7)))
def test_what_did_not_move_stands_in_the_same_order(order: list[int]) -> None:
    left = [each for each in order if each not in moved(range(7), order)]
    assert left == sorted(left)


def test_the_fewest_things_are_told_to_have_moved() -> None:
    assert moved("abcde", "bcdea") == {"a"}
    assert moved("abc", "xabyc") == set()


def test_what_is_gone_stands_after_what_it_stood_after() -> None:
    assert merged(["a", "gone", "b", "last"], ["b", "new", "a"]) == ["b", "last", "new", "a", "gone"]
