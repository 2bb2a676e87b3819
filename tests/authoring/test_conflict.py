"""Two authors at one copy: other fields pass each other by, the same words are shown side by side and asked about."""

from tests.authoring.conftest import Desk, address
from tests.authoring.typed import form_of
from tests.cast import NAMES

PART = "criterion:COU-01"


def test_two_authors_change_different_fields_and_both_are_kept(desk: Desk, colleague: Desk) -> None:
    desk.look(PART), colleague.look(PART)
    assert desk.save(PART, "why", ru="Мой довод.", en="My reason.").status_code == 200
    assert colleague.save(PART, "weight", weight="5").status_code == 200
    assert (desk.part(PART)["why"]["en"], desk.part(PART)["weight"]) == ("My reason.", 5)


def test_two_authors_change_the_same_words_and_the_second_is_shown_both(desk: Desk, colleague: Desk) -> None:
    desk.look(PART), colleague.look(PART)
    desk.save(PART, "why", ru="Мой довод.", en="My reason.")
    answer = colleague.save(PART, "why", ru="Её довод.", en="Her reason.")
    assert answer.status_code == 409
    assert answer.json["theirs"] == {"why": "Мой довод. / My reason."}
    assert answer.json["by"] == NAMES["quality"]
    assert desk.part(PART)["why"]["en"] == "My reason.", "nothing is written over before somebody chose"


def test_keeping_mine_after_having_seen_theirs_is_a_step_like_any_other(desk: Desk, colleague: Desk) -> None:
    desk.look(PART), colleague.look(PART)
    desk.save(PART, "why", ru="Мой довод.", en="My reason.")
    answer = colleague.save(PART, "why", ru="Её довод.", en="Her reason.")
    colleague.seen[PART] = answer.json["rev"]
    assert colleague.save(PART, "why", ru="Её довод.", en="Her reason.").status_code == 200
    assert desk.part(PART)["why"]["en"] == "Her reason."


def test_the_same_words_from_both_are_no_conflict(desk: Desk, colleague: Desk) -> None:
    desk.look(PART), colleague.look(PART)
    desk.save(PART, "weight", weight="5")
    assert colleague.save(PART, "weight", weight="5").status_code == 200


def test_without_a_script_the_page_comes_back_with_both_texts(desk: Desk, colleague: Desk) -> None:
    typed = form_of(colleague, PART)
    desk.save(PART, "why", ru="Мой довод.", en="My reason.")
    desk.save(PART, "bad", ru="Молчит.", en="Is silent.")
    typed.setlist("why-en", ["Her reason."])
    answer = colleague.author.post(address(PART), typed.to_dict(flat=False))
    assert answer.status_code == 409
    assert "Her reason." in answer.text and "Мой довод. / My reason." in answer.text
    assert "Is silent." not in colleague.part(PART)["why"]["en"]
    rev = form_of(colleague, PART)["rev"]
    colleague.author.post(address(PART), {**typed.to_dict(flat=False), "rev": rev, "field": ["why"]})
    assert desk.part(PART)["why"]["en"] == "Her reason."
    assert desk.part(PART)["bad"]["en"] == "Is silent.", "what she did not touch stays as he left it"


def test_a_part_removed_meanwhile_is_gone_and_can_be_brought_back(desk: Desk, colleague: Desk) -> None:
    colleague.look(PART)
    desk.author.post(f"{address(PART)}/removal")
    assert colleague.save(PART, "weight", weight="5").status_code == 404
    desk.undo_last()
    assert colleague.save(PART, "weight", weight="5").status_code == 200
