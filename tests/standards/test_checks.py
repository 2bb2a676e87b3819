"""Each rule of a standards document, broken once."""

import pytest

from tests.standards.small_folder import CHAPTER, SmallFolder


def test_the_small_folder_has_no_problems(folder: SmallFolder) -> None:
    assert folder.problems() == []


@pytest.mark.parametrize(
    ("number", "old", "new", "said"),
    [
        (7, 'ru: "Причина 07."', 'ru: "Reason 07."', "the Russian text has no Russian letter"),
        (7, 'en: "Reason 07."', 'en: "Reason с 07."', "the English text has a Russian letter"),
        (
            7,
            'ru: "Вопрос 07 задан?"',
            f'ru: "{"ы" * 91}"',
            "the Russian question has 91 characters, more than 90",
        ),
        (
            7,
            'en: "Was question 07 asked?"',
            f'en: "{"w" * 91}"',
            "the English question has 91 characters, more",
        ),
        (7, "stage: welcome", "stage: hello", "there is no stage hello"),
        (7, "[everyone]", "[everyone, cook]", "there is no position cook"),
        (7, "[in_person, chat]", "[in_person, fax]", "there is no channel fax"),
        (7, "rater: empathy", "rater: warmth", "there is no dimension warmth in a framework rater"),
        (7, "rater: empathy", "raster: empathy", "there is no dimension empathy in a framework raster"),
        (7, "kind: yes_no", "kind: yes_no\n        min: 1", "min is not a key of the kind yes_no"),
        (7, "weight: 3", "weight: 0", "a scored question needs a weight above 0"),
        (6, "kind: text", "kind: text\n        weight: 1", "a question that is not scored has no weight"),
        (
            6,
            "kind: text",
            "kind: text\n        critical: true",
            "a question that is not scored cannot be critical",
        ),
        (2, "max: 5", "max: 1", "min is not below max"),
        (3, "code: employee", "code: customer", "option 'customer' appears twice"),
        (3, "points: 0.5", "points: 0", "no option is worth any points"),
        (4, "points: 0.35", "points: 2", "points is above 1"),
        (4, "max: 180", "max: 30", "the bands do not rise to a last one without max"),
        (4, "{points: 0}", "{max: 600, points: 0}", "the bands do not rise to a last one without max"),
    ],
)
def test_a_broken_rule_names_the_criterion(
    folder: SmallFolder, number: int, old: str, new: str, said: str
) -> None:
    folder.change_criterion(number, old, new)
    found = folder.problems()
    assert len(found) >= 1
    first, last = folder.line(CHAPTER, f"COU-{number:02}"), folder.line(CHAPTER, f"COU-{number + 1:02}")
    assert any(
        f" COU-{number:02}: {said}" in problem and first <= int(problem.split(":")[1].split()[0]) < last
        for problem in found
    ), found


def test_a_text_of_figures_belongs_to_both_languages(folder: SmallFolder) -> None:
    folder.change_criterion(2, '{ru: "Плохо", en: "Badly"}', '{ru: "0 %", en: "0 %"}')
    assert folder.problems() == []


def test_a_code_is_used_once(folder: SmallFolder) -> None:
    line = folder.line(CHAPTER, "COU-08")
    folder.change(CHAPTER, "code: COU-08", "code: COU-07")
    assert f"checklists/{CHAPTER}:{line} COU-07: the code is used twice" in folder.problems()


def test_a_code_begins_with_its_chapters_prefix(folder: SmallFolder) -> None:
    folder.change(CHAPTER, "code: COU-08", "code: GDS-08")
    assert any(
        "GDS-08: the codes of this chapter begin with COU-" in problem for problem in folder.problems()
    )


def test_two_chapters_share_neither_code_nor_prefix(folder: SmallFolder) -> None:
    folder.write("standards/02-again.yaml", folder.text(CHAPTER).partition("    criteria:")[0])
    assert folder.problems() == [
        "checklists/standards/02-again.yaml:1 courtesy: the code is used twice",
        "checklists/standards/02-again.yaml:2 courtesy: the prefix COU is taken",
    ]


@pytest.mark.parametrize("name", ["positions.yaml", "channels.yaml", "stages.yaml", "frameworks.yaml"])
def test_list_entries_have_codes_of_their_own(folder: SmallFolder, name: str) -> None:
    text = folder.text(name)
    entry = text[text.index("- ") :].partition("\ngroups")[0]
    first = entry.splitlines()[0] if name != "frameworks.yaml" else entry.rstrip()
    indent = "  " if name == "positions.yaml" else ""
    folder.write(name, text.replace(first, f"{first}\n{indent}{first}", 1))
    assert any("the code is used twice" in problem for problem in folder.problems())


def test_positions_and_groups_name_what_exists(folder: SmallFolder) -> None:
    folder.change("positions.yaml", "[cashier, seller]", "[cashier, seller, cook]")
    folder.change("positions.yaml", "channels: [in_person, chat]", "channels: [in_person, chat, fax]")
    found = folder.problems()
    assert "checklists/positions.yaml:3 seller: there is no channel fax" in found
    assert "checklists/positions.yaml:5 everyone: there is no position cook" in found


def test_a_group_is_not_called_as_a_position(folder: SmallFolder) -> None:
    folder.write("positions.yaml", folder.text("positions.yaml") + "  seller: [seller]\n")
    assert folder.problems() == [
        "checklists/positions.yaml:6 seller: a position and a group have the same name"
    ]


def test_a_published_code_cannot_vanish(folder: SmallFolder) -> None:
    folder.write("standards/codes.txt", folder.text("standards/codes.txt") + "COU-13\n")
    assert folder.problems() == [
        "checklists/standards/document.yaml:5 COU-13: was published and is gone; "
        "bring it back or list it in retired"
    ]
    folder.change("standards/document.yaml", "retired: []", "retired: [COU-13]")
    assert folder.problems() == []


def test_a_retired_code_is_not_used_again(folder: SmallFolder) -> None:
    folder.change("standards/document.yaml", "retired: []", "retired: [COU-07]")
    line = folder.line(CHAPTER, "COU-07")
    assert folder.problems() == [
        f"checklists/{CHAPTER}:{line} COU-07: is retired; take a code that was never used"
    ]


def test_a_new_code_is_written_down(folder: SmallFolder) -> None:
    folder.write("standards/codes.txt", folder.text("standards/codes.txt").replace("COU-07\n", ""))
    line = folder.line(CHAPTER, "COU-07")
    assert folder.problems() == [
        f"checklists/{CHAPTER}:{line} COU-07: is not in codes.txt yet; run `flask standards check --record`"
    ]
