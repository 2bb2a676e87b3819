"""Each rule of a condition, broken once."""

import pytest

from tests.standards.small_folder import CHAPTER, SmallFolder


def when(folder: SmallFolder, number: int, condition: str) -> int:
    """Let a question hang on a condition; gives its line."""
    folder.change_criterion(
        number, "        channels: [in_person, chat]\n", f"        channels: [in_person, chat]\n{condition}\n"
    )
    return folder.line(CHAPTER, f"COU-{number:02}") + 8


def one(item: str, op: str, value: str) -> str:
    return f"        enable_when: {{all: [{{item: {item}, op: {op}, value: {value}}}]}}"


@pytest.mark.parametrize(
    ("item", "op", "value"),
    [
        ("COU-01", "eq", '"yes"'),
        ("COU-01", "in", '["yes", "no"]'),
        ("COU-01", "answered", "true"),
        ("COU-02", "ge", "5"),
        ("COU-02", "in", "[1, 2]"),
        ("COU-03", "ne", "customer"),
        ("COU-03", "in", "[customer, employee]"),
    ],
)
def test_a_condition_that_can_be_met_is_right(folder: SmallFolder, item: str, op: str, value: str) -> None:
    when(folder, 7, one(item, op, value))
    assert folder.problems() == []


@pytest.mark.parametrize(
    ("item", "op", "value", "said"),
    [
        ("COU-99", "eq", '"yes"', "there is no criterion COU-99"),
        ("COU-07", "eq", '"yes"', "a question cannot hang on its own answer"),
        ("COU-01", "gt", "1", "gt does not fit COU-01, which is of the kind yes_no"),
        ("COU-01", "contains", '"yes"', "contains does not fit COU-01, which is of the kind yes_no"),
        ("COU-03", "contains", "customer", "contains does not fit COU-03, which is of the kind choice"),
        ("COU-01", "eq", "maybe", "maybe is not an answer to COU-01"),
        ("COU-01", "eq", "1", "1 is not an answer to COU-01"),
        ("COU-02", "eq", "6", "6 is not an answer to COU-02"),
        ("COU-02", "gt", "1.5", "1.5 is not an answer to COU-02"),
        ("COU-02", "eq", "customer", "customer is not an answer to COU-02"),
        ("COU-03", "eq", "nobody", "nobody is not an answer to COU-03"),
        ("COU-03", "in", "[customer, nobody]", "nobody is not an answer to COU-03"),
        ("COU-01", "answered", '"yes"', "answered is compared with true or false"),
        ("COU-01", "eq", "true", "eq is compared with one number or code"),
        ("COU-01", "in", "[]", "in is compared with a list that is not empty"),
        ("COU-01", "in", '"yes"', "in is compared with a list that is not empty"),
        ("COU-02", "eq", "1.00001", "should be true or false, a number, a code, or a list of these"),
        ("COU-01", "like", '"yes"', "op: input should be"),
    ],
)
def test_a_condition_that_cannot_be_met_names_its_line(
    folder: SmallFolder, item: str, op: str, value: str, said: str
) -> None:
    line = when(folder, 7, one(item, op, value))
    found = folder.problems()
    assert any(p.startswith(f"checklists/{CHAPTER}:{line} COU-07: ") and said in p for p in found), found


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ("{}", "give the conditions under all or under any, one of the two"),
        (
            '{all: [{item: COU-01, op: eq, value: "yes"}], any: [{item: COU-01, op: eq, value: "no"}]}',
            "one of the two",
        ),
        ("{all: []}", "all: tuple should have at least 1 item"),
        ('{none: [{item: COU-01, op: eq, value: "yes"}]}', "none is not a key of this format"),
    ],
)
def test_conditions_stand_in_one_list(folder: SmallFolder, lists: str, said: str) -> None:
    when(folder, 7, f"        enable_when: {lists}")
    found = folder.problems()
    assert any("COU-07: " in problem and said in problem for problem in found), found


def test_an_item_is_asked_before(folder: SmallFolder) -> None:
    line = when(folder, 7, one("COU-08", "eq", '"yes"'))
    found = folder.problems()
    assert len(found) == 6  # three checklists, two kinds of visit
    assert found[0] == (
        f"checklists/{CHAPTER}:{line} COU-07: COU-08 is asked later "
        "on the checklist cashier in_person of a visit of the kind audit"
    )


def test_an_item_that_only_an_audit_asks_is_missing_on_a_mystery_visit(folder: SmallFolder) -> None:
    folder.change_criterion(12, "stage: welcome", "stage: deal")
    when(folder, 12, one("COU-05", "gt", "0"))
    found = folder.problems()
    assert len(found) == 3
    assert all(
        "COU-12: COU-05 is not asked" in problem and "of the kind mystery" in problem for problem in found
    )


def test_a_mystery_visit_tells_the_impression_first(folder: SmallFolder) -> None:
    when(folder, 6, one("COU-01", "eq", '"yes"'))
    found = folder.problems()
    assert len(found) == 3
    assert all("COU-06: COU-01 is asked later" in problem for problem in found)


def test_a_selection_may_not_leave_out_what_another_question_hangs_on(folder: SmallFolder) -> None:
    when(folder, 8, one("COU-07", "eq", '"yes"'))
    assert folder.problems() == []
    folder.change("selections.yaml", "leave_out: []", "leave_out: [COU-07]")
    assert any(
        "COU-08: COU-07 is not asked on the checklist seller chat" in each for each in folder.problems()
    )


def test_a_critical_question_may_have_a_condition(folder: SmallFolder) -> None:
    when(folder, 7, one("COU-01", "eq", '"yes"'))
    folder.change_criterion(7, "weight: 3", "weight: 3\n        critical: true")
    assert folder.problems() == []
