"""What a checklist leaves out, adds or rewords lasts: over new versions it is kept, and a conflict is shown, never guessed."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from app.checklists.checks import check_checklists
from app.checklists.derivation import derive
from app.checklists.patch import Conflict, conflicts, settled
from app.checklists.selection import Selection
from app.checklists.traces import NOT_KEPT, traces
from app.standards.criterion import Text
from app.standards.document import Document
from tests.standards.small_folder import SmallFolder

OURS = Text(ru="В чате назвали имя?", en="Was a name given in the chat?")
ASKED = Text(ru="Вопрос 12 задан?", en="Was question 12 asked?")
NEW = Text(ru="Имя названо?", en="Was the name given?")


@pytest.fixture
def document(folder: SmallFolder) -> Document:
    """The small document in which COU-11 is asked of the cashier alone."""
    whole = folder.read().document
    return with_criteria(whole, lambda criteria: criteria[10].update(positions=["cashier"]))


def selection(**own: Any) -> Selection:
    because = Text(ru="В чате иначе.", en="It is otherwise in a chat.")
    return Selection(position="seller", channel="chat", because=because, **own)


def with_criteria(document: Document, change: Callable[[list[dict[str, Any]]], Any]) -> Document:
    plain = copy.deepcopy(document.model_dump(mode="json"))
    change(plain["chapters"][0]["clauses"][0]["criteria"])
    return Document.model_validate(plain)


def asked(document: Document, chosen: Selection) -> list[str]:
    return [each.id for each in derive(document, "seller", "chat", chosen).questions()]


def test_a_criterion_of_another_position_is_asked_in_its_place(document: Document) -> None:
    chosen = selection(added=("COU-11",))
    assert "COU-11" not in asked(document, selection())
    found = asked(document, chosen)
    assert found.index("COU-10") + 1 == found.index("COU-11") == found.index("COU-12") - 1


def test_what_was_chosen_lasts_over_a_new_version(document: Document) -> None:
    chosen = selection(
        leave_out=("COU-07",), added=("COU-11",), reworded={"COU-12": OURS}, was={"COU-12": ASKED}
    )
    later = with_criteria(document, lambda criteria: criteria[8].update(weight=5))
    assert conflicts(later, chosen) == []
    questions = derive(later, "seller", "chat", chosen)
    assert questions.question("COU-12").text == OURS
    assert questions.question("COU-11")
    assert "COU-07" not in [each.id for each in questions.questions()]


def test_a_question_reworded_here_and_then_in_the_standards_is_a_conflict(document: Document) -> None:
    later = with_criteria(document, lambda criteria: criteria[11].update(question=NEW.model_dump()))
    chosen = selection(reworded={"COU-12": OURS}, was={"COU-12": ASKED})
    assert conflicts(later, chosen) == [Conflict("reworded_since", "COU-12", OURS, ASKED, NEW)]
    message = "the checklist seller chat rewords this, and the standards ask it in other words now"
    assert message in [problem.message for problem in check_checklists(later, [chosen])]


def test_an_old_selection_is_held_against_the_version_it_was_made_for(document: Document) -> None:
    later = with_criteria(document, lambda criteria: criteria[11].update(question=NEW.model_dump()))
    old = selection(reworded={"COU-12": OURS})
    assert conflicts(later, old) == []
    assert [each.kind for each in conflicts(later, old, document)] == ["reworded_since"]


def test_what_is_gone_or_asked_anyway_is_told(document: Document) -> None:
    chosen = selection(
        leave_out=("COU-07",), added=("COU-11", "COU-09"), reworded={"COU-08": OURS}, was={"COU-08": ASKED}
    )
    later = with_criteria(document, lambda criteria: [criteria.pop(10), criteria.pop(7), criteria.pop(6)])
    assert [(each.kind, each.code) for each in conflicts(later, chosen)] == [
        ("left_out_gone", "COU-07"),
        ("added_gone", "COU-11"),
        ("added_asked", "COU-09"),
        ("reworded_gone", "COU-08"),
    ]
    assert "COU-11" not in asked(later, chosen)
    messages = [problem.message for problem in check_checklists(later, [chosen])]
    assert "there is no criterion COU-11" in messages
    assert "the checklist seller chat asks this anyway" in messages


def test_words_that_replace_nothing_are_refused(document: Document) -> None:
    chosen = selection(was={"COU-12": ASKED})
    messages = [problem.message for problem in check_checklists(document, [chosen])]
    assert "the checklist seller chat does not reword this" in messages


def test_settling_takes_off_what_is_gone_and_remembers_the_words_of_today(document: Document) -> None:
    later = with_criteria(document, lambda criteria: criteria[11].update(question=NEW.model_dump()))
    chosen = selection(
        leave_out=("COU-99",), added=("COU-98",), reworded={"COU-12": OURS}, was={"COU-12": ASKED}
    )
    mended = settled(later, chosen)
    assert (mended.leave_out, mended.added, mended.was) == ((), (), {"COU-12": NEW})
    assert conflicts(later, mended) == []


def test_what_was_chosen_is_read_off_checklists_where_it_was_not_kept(document: Document) -> None:
    chosen = selection(
        leave_out=("COU-07",), added=("COU-11",), reworded={"COU-12": OURS}, was={"COU-12": ASKED}
    )
    lists = [derive(document, "seller", "chat", chosen), derive(document, "cashier", "in_person")]
    (found,) = traces(document, lists)
    assert found == chosen.model_copy(update={"because": NOT_KEPT})
