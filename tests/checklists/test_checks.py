"""Each rule of a derived checklist, and of a selection, broken once."""

import pytest

from tests.standards.small_folder import CHAPTER, CRITERION, YES_NO, SmallFolder

CHAT = (
    '- {position: seller, channel: chat, leave_out: [%s], because: {ru: "Так надо.", en: "It must be so."}}\n'
)


def add_criteria(folder: SmallFolder, first: int, last: int, own: str = YES_NO) -> None:
    numbers = range(first, last + 1)
    more = "".join(CRITERION.replace("NN", f"{number:02}") + own for number in numbers)
    folder.write(CHAPTER, folder.text(CHAPTER) + more)
    codes = "".join(f"COU-{number:02}\n" for number in numbers)
    folder.write("standards/codes.txt", folder.text("standards/codes.txt") + codes)


def test_a_checklist_has_at_least_twelve_questions(folder: SmallFolder) -> None:
    folder.change_criterion(7, "[everyone]", "[cashier]")
    assert folder.problems() == [
        "checklists/positions.yaml:3 seller chat: the checklist has 11 questions, fewer than 12",
        "checklists/positions.yaml:3 seller in_person: the checklist has 11 questions, fewer than 12",
    ]


def test_a_checklist_has_at_most_forty_questions(folder: SmallFolder) -> None:
    add_criteria(folder, 13, 40)
    assert folder.problems() == []
    add_criteria(folder, 41, 41)
    found = folder.problems()
    assert len(found) == 3
    assert (
        "seller chat: the checklist has 41 questions, more than 40; leave some out in selections.yaml"
        in found[1]
    )


def test_leaving_questions_out_mends_a_checklist_that_is_too_long(folder: SmallFolder) -> None:
    add_criteria(folder, 13, 41)
    before = folder.problems()
    folder.write("selections.yaml", CHAT % "COU-13, COU-14")
    assert folder.problems() == [problem for problem in before if "seller chat" not in problem]


def test_most_of_the_weight_is_human(folder: SmallFolder) -> None:
    conditions = YES_NO.replace("human", "conditions").replace("weight: 3", "weight: 19")
    add_criteria(folder, 13, 13, conditions)
    assert folder.problems() == []  # 30 of 50
    folder.change_criterion(13, "weight: 19", "weight: 19.1")
    assert (
        "checklists/positions.yaml:2 cashier in_person: only 59.9% of the weight is human, less than 60%"
        in folder.problems()
    )


def test_at_most_three_questions_are_critical(folder: SmallFolder) -> None:
    for number in (7, 8):
        folder.change_criterion(number, "weight: 3", "weight: 3\n        critical: true")
    assert folder.problems() == []
    folder.change_criterion(9, "weight: 3", "weight: 3\n        critical: true")
    assert (
        "checklists/positions.yaml:2 cashier in_person: 4 questions are critical "
        "(COU-01, COU-07, COU-08, COU-09), more than 3"
    ) in folder.problems()


def test_every_criterion_is_asked_somewhere(folder: SmallFolder) -> None:
    add_criteria(folder, 13, 13)
    folder.change_criterion(13, "[everyone]", "[cashier]")
    folder.change_criterion(13, "[in_person, chat]", "[chat]")
    line = folder.line(CHAPTER, "COU-13")
    assert folder.problems() == [f"checklists/{CHAPTER}:{line} COU-13: no checklist asks this"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("channel: chat", "channel: phone", "selections.yaml:1 seller phone: there is no such checklist"),
        (
            "leave_out: []",
            "leave_out: [COU-99]",
            "COU-99: the checklist seller chat does not ask this anyway",
        ),
        (
            "leave_out: []",
            "leave_out: [COU-12]",
            "selections.yaml:5 COU-12: the checklist seller chat does not ask",
        ),
        ("COU-12:", "COU-98:", "selections.yaml:5 COU-98: the checklist seller chat does not ask this"),
        ("В чате назвали имя?", "Name?", "selections.yaml:5 COU-12: the Russian text has no Russian letter"),
        ("Was a name given in the chat?", "w" * 91, "selections.yaml:5 COU-12: the English question has 91"),
        (
            "A name is written in a chat.",
            "Имя",
            "selections.yaml:6 seller chat: the English text has a Russian",
        ),
        ("because:", "why:", "because is missing"),
    ],
)
def test_a_selection_means_something(folder: SmallFolder, old: str, new: str, said: str) -> None:
    folder.change("selections.yaml", old, new)
    found = folder.problems()
    assert any(said in problem for problem in found), found


def test_a_checklist_has_one_selection(folder: SmallFolder) -> None:
    folder.write("selections.yaml", folder.text("selections.yaml") + CHAT % "")
    assert folder.problems() == [
        "checklists/selections.yaml:7 seller chat: this checklist has a selection already"
    ]


def test_a_folder_without_selections_is_right(folder: SmallFolder) -> None:
    (folder.path / "selections.yaml").unlink()
    assert folder.problems() == []
