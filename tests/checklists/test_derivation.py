"""A checklist is the projection of the standards on a position and a channel."""

import json
from fractions import Fraction

import pytest

from app.checklists.checklist import Checklist
from app.checklists.derivation import derive, derive_all
from app.scoring import parse_checklist
from tests.standards.small_folder import CHAPTER, CRITERION, YES_NO, SmallFolder


@pytest.fixture
def checklist(folder: SmallFolder) -> Checklist:
    return derive(folder.read().document, "cashier", "in_person")


def test_there_is_one_checklist_for_each_position_on_each_of_its_channels(folder: SmallFolder) -> None:
    found = derive_all(*folder.read())
    assert [(each.position, each.channel) for each in found] == [
        ("cashier", "in_person"),
        ("seller", "in_person"),
        ("seller", "chat"),
    ]
    assert found[2].title.in_("ru") == "Продавец · Чат"


def test_sections_are_the_stages_that_have_questions(folder: SmallFolder) -> None:
    folder.change(
        "stages.yaml", "- {code: deal,", '- {code: needs, title: {ru: "Н", en: "N"}}\n- {code: deal,'
    )
    found = derive(folder.read().document, "cashier", "in_person")
    assert [section.id for section in found.sections] == ["welcome", "deal", "impression"]


def test_a_question_carries_its_clause_and_its_explanations(checklist: Checklist) -> None:
    question = checklist.question("COU-04")
    assert (question.clause, question.clause_title.en) == ("1.1", "Greeting")
    assert question.text.en == "Was question 04 asked?"
    assert question.why.ru == "Причина 04."
    assert question.bands is not None
    assert len(question.bands) == 3
    with pytest.raises(KeyError):
        checklist.question("COU-99")


def test_a_question_says_only_the_keys_of_its_kind(checklist: Checklist) -> None:
    plain = checklist.question("COU-01").model_dump(mode="json")
    assert not plain.keys() & {"options", "bands", "min", "max", "labels", "sought", "unit", "fails_on"}
    assert checklist.question("COU-05").model_dump(mode="json")["sought"] == 10


def test_a_checklist_counts_itself(checklist: Checklist) -> None:
    assert checklist.asked == 12
    assert checklist.critical == 1
    assert checklist.human_share == Fraction(30, 31)


def test_the_scorer_takes_a_checklist_as_it_is_stored(checklist: Checklist) -> None:
    parsed = parse_checklist(checklist.model_dump(mode="json"))
    assert parsed.minimum_coverage == Fraction(7, 10)
    assert parsed.pass_mark == 80
    kinds = {question.id: question for question in parsed.questions()}
    assert kinds["COU-01"].critical
    assert kinds["COU-01"].required
    assert not kinds["COU-06"].required
    assert kinds["COU-03"].weight == 3


def test_a_selection_leaves_out_and_rewords_on_its_own_checklist_only(folder: SmallFolder) -> None:
    document, selections = folder.read()
    chosen = selections[0].model_copy(update={"leave_out": ("COU-07",)})
    _, in_person, chat = derive_all(document, [chosen])
    assert "COU-07" not in [question.id for question in chat.questions()]
    assert "COU-07" in [question.id for question in in_person.questions()]
    assert chat.question("COU-12").text.en == "Was a name given in the chat?"
    assert in_person.question("COU-12").text.en == "Was question 12 asked?"


@pytest.mark.parametrize("kind", ["mystery", "competitor"])
def test_a_covert_visitor_tells_the_story_first_and_is_asked_what_can_be_seen(
    checklist: Checklist, kind: str
) -> None:
    covert = checklist.for_visit(kind)
    assert [section.id for section in covert.sections] == ["impression", "welcome", "deal"]
    assert "COU-05" not in [question.id for question in covert.questions()]


def test_an_open_audit_follows_the_contact(checklist: Checklist) -> None:
    audit = checklist.for_visit("audit")
    assert [section.id for section in audit.sections] == ["welcome", "deal"]
    assert audit.question("COU-05").sought == 10


def test_a_stored_checklist_reads_back_the_same(checklist: Checklist) -> None:
    again = Checklist.model_validate(json.loads(checklist.canonical()))
    assert again == checklist
    assert again.canonical() == checklist.canonical()


def test_a_new_version_leaves_an_unchanged_checklist_its_address(folder: SmallFolder) -> None:
    before = {each.title.en: each.digest() for each in derive_all(*folder.read())}
    folder.change("standards/document.yaml", "version: 1", "version: 2")
    own = YES_NO.replace("stage: welcome", "stage: deal")
    folder.write(CHAPTER, folder.text(CHAPTER) + CRITERION.replace("NN", "13").replace(", chat", "") + own)
    folder.write("standards/codes.txt", folder.text("standards/codes.txt") + "COU-13\n")
    after = {each.title.en: each.digest() for each in derive_all(*folder.read())}
    assert after["Seller · Chat"] == before["Seller · Chat"]
    assert after["Seller · In person"] != before["Seller · In person"]
    assert len(before["Seller · Chat"]) == 64


def test_the_order_of_keys_in_a_file_does_not_change_the_address(folder: SmallFolder) -> None:
    second = folder.text("frameworks.yaml").replace("code: rater", "code: again")
    folder.write("frameworks.yaml", folder.text("frameworks.yaml") + second)
    folder.change_criterion(7, "{rater: empathy}", "{rater: empathy, again: empathy}")
    before = derive(folder.read().document, "cashier", "in_person").digest()
    folder.change_criterion(7, "{rater: empathy, again: empathy}", "{again: empathy, rater: empathy}")
    assert derive(folder.read().document, "cashier", "in_person").digest() == before
