"""Two versions of a checklist: what an assessor is asked anew, otherwise, or no longer."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from app.checklists.comparison import ChecklistDifference, compare_checklists
from app.checklists.derivation import derive_all
from app.checklists.selection import Selection
from app.standards.document import Document
from tests.standards.small_folder import SmallFolder

Change = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def document(folder: SmallFolder) -> Document:
    return folder.read().document


def compared(document: Document, change: Change) -> dict[tuple[str, str], ChecklistDifference]:
    """What a change of the criteria of the document does to its checklists."""
    plain = copy.deepcopy(document.model_dump(mode="json"))
    change(plain["chapters"][0]["clauses"][0]["criteria"])
    after = derive_all(Document.model_validate(plain))
    return {each.address: each for each in compare_checklists(derive_all(document), after)}


def kinds(difference: ChecklistDifference) -> dict[str, tuple[str, ...]]:
    return {each.code: each.kinds for each in difference.questions}


def test_only_the_checklists_that_ask_a_criterion_differ_with_it(document: Document) -> None:
    found = compared(document, lambda criteria: criteria[6].update(positions=["cashier"]))
    assert set(found) == {("seller", "in_person"), ("seller", "chat")}
    assert kinds(found["seller", "chat"]) == {"COU-07": ("removed",)}


def test_every_change_is_told_as_what_it_is(document: Document) -> None:
    def change(criteria: list[dict[str, Any]]) -> None:
        criteria[1]["question"]["ru"] = "Иначе?"
        criteria[2]["weight"] = 5
        criteria[6]["critical"] = True
        criteria[0]["critical"] = False
        criteria[7]["why"]["en"] = "Another reason."
        criteria.append({**criteria[8], "code": "COU-13"})
        criteria.append(criteria.pop(8))

    (cashier, *_others) = compared(document, change).values()
    assert kinds(cashier) == {
        "COU-01": ("uncritical",),
        "COU-02": ("reworded",),
        "COU-03": ("reweighted",),
        "COU-07": ("critical",),
        "COU-08": ("changed",),
        "COU-09": ("reordered",),
        "COU-13": ("added",),
    }
    assert cashier.counts["added"] == cashier.counts["critical"] == cashier.counts["reordered"] == 1


def test_a_question_of_another_stage_stands_in_another_place_though_its_neighbours_stay(
    document: Document,
) -> None:
    found = compared(document, lambda criteria: criteria[4].update(stage="impression"))
    assert kinds(found["cashier", "in_person"]) == {"COU-05": ("reordered",)}


def test_a_new_checklist_and_one_that_is_gone_are_told_whole(document: Document) -> None:
    lists = derive_all(document)
    gone, new = compare_checklists(lists[:2], lists[:1]), compare_checklists(lists[:1], lists[:2])
    assert [(each.after, each.counts["removed"]) for each in gone] == [(None, 12)]
    assert [(each.before, each.counts["added"]) for each in new] == [(None, 12)]


def test_a_selection_changes_its_own_checklist_alone(document: Document) -> None:
    because = {"ru": "Так.", "en": "So."}
    chosen = Selection(position="seller", channel="chat", leave_out=("COU-07",), because=because)  # type: ignore[arg-type]
    (only,) = compare_checklists(derive_all(document), derive_all(document, [chosen]))
    assert only.address == ("seller", "chat")
    assert kinds(only) == {"COU-07": ("removed",)}
