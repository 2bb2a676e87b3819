"""A question with a condition in a derived checklist, and the checklist less the questions that are not asked."""

import json

from app.checklists.checklist import Checklist
from app.checklists.conditions import without_hidden
from app.checklists.derivation import derive
from app.scoring import parse_checklist, parse_responses, score
from tests.standards.small_folder import SmallFolder

HALF = "[{item: COU-02, op: ge, value: 2.0}, {item: COU-04, op: lt, value: 0.50}]"


def conditional(folder: SmallFolder, number: int, conditions: str, *, stage: str = "deal") -> Checklist:
    channels = "        channels: [in_person, chat]\n"
    folder.change_criterion(number, channels, f"{channels}        enable_when: {{all: {conditions}}}\n")
    folder.change_criterion(number, "stage: welcome", f"stage: {stage}")
    return derive(folder.read().document, "cashier", "in_person")


def test_a_question_without_a_condition_says_nothing_of_it(folder: SmallFolder) -> None:
    checklist = derive(folder.read().document, "cashier", "in_person")
    assert b"enable_when" not in checklist.canonical()


def test_a_condition_is_frozen_with_its_numbers_exact(folder: SmallFolder) -> None:
    checklist = conditional(folder, 7, HALF)
    assert checklist.question("COU-07").model_dump(mode="json")["enable_when"] == {
        "all": [
            {"item": "COU-02", "op": "ge", "value": 2},
            {"item": "COU-04", "op": "lt", "value": "0.5"},
        ]
    }
    again = Checklist.model_validate(json.loads(checklist.canonical()))
    assert again == checklist
    assert again.digest() == checklist.digest()


def test_a_condition_changes_the_address_of_its_checklist(folder: SmallFolder) -> None:
    before = derive(folder.read().document, "cashier", "in_person").digest()
    assert conditional(folder, 7, HALF).digest() != before


def test_a_hidden_question_leaves_the_score_altogether(folder: SmallFolder) -> None:
    folder.change_criterion(7, "weight: 3", "weight: 3\n        critical: true")
    checklist = conditional(folder, 7, '[{item: COU-01, op: eq, value: "no"}]').for_visit("audit")
    answers = {"COU-01": {"value": "yes"}, "COU-02": {"value": 5}, "COU-07": {"value": "no"}}
    asked = parse_checklist(without_hidden(checklist, answers).model_dump(mode="json"))
    del answers["COU-07"]
    card = score(asked, parse_responses(asked, answers))
    assert card.score == 100
    assert "COU-07" not in [reason.question for reason in card.reasons]
    assert "COU-07" not in repr(card.lines)


def test_a_section_without_any_question_left_scores_nothing_and_breaks_nothing(folder: SmallFolder) -> None:
    folder.change(
        "stages.yaml", "- {code: deal,", '- {code: wait, title: {ru: "Ж", en: "W"}}\n- {code: deal,'
    )
    checklist = conditional(folder, 7, '[{item: COU-01, op: eq, value: "no"}]', stage="wait")
    left = without_hidden(checklist.for_visit("audit"), {"COU-01": {"value": "yes"}})
    assert [(section.id, len(section.questions)) for section in left.sections][1] == ("wait", 0)
    asked = parse_checklist(left.model_dump(mode="json"))
    card = score(asked, parse_responses(asked, {"COU-01": {"value": "yes"}}))
    assert (card.score, card.sections["wait"]) == (100, None)
