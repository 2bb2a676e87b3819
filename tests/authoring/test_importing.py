"""Taking in from a file: what it offers is looked through, and only what an author ticks enters the working copy, once."""

import pytest

from app.authoring import queries
from tests.authoring.conftest import Desk
from tests.authoring.files import RULES, chapters, given, offered, page_of, take


def test_reading_a_file_changes_nothing_in_the_copy(desk: Desk) -> None:
    before = desk.document()
    page = desk.author.get(given(desk)).text
    assert "Продавец открывает дверь пожилым покупателям" in page
    assert desk.document() == before
    assert desk.history() == [("begin", "document")]


def test_only_what_is_ticked_is_taken_in_and_the_rest_stays_offered(desk: Desk) -> None:
    address = given(desk)
    door, greeting, goodbye = offered(desk, address)
    assert take(desk, address, tick="none", take=[door, goodbye], prefix="DR").status_code == 303
    assert chapters(desk)["DR"] == ["DR-01", "DR-02"]
    assert desk.part("criterion:DR-01")["positions"] == ["seller"]
    assert desk.part("criterion:DR-02")["positions"] == ["cashier"]
    assert offered(desk, address) == [greeting]
    assert desk.history()[1:] == [("take_in", "document")]


def test_what_is_new_stands_in_the_chapter_and_the_clause_of_the_file(desk: Desk) -> None:
    take(desk, given(desk))
    (chapter,) = [each for each in desk.part("document")["chapters"] if each["prefix"] not in {"COU"}]
    assert chapter["title"] == {"ru": "Двери", "en": ""}
    assert [(each["title"]["ru"], len(each["criteria"])) for each in chapter["clauses"]] == [
        ("Вход", 2),
        ("Выход", 1),
    ]


def test_the_language_and_the_guidance_that_a_file_does_not_have_are_problems_of_the_copy(desk: Desk) -> None:
    take(desk, given(desk), prefix="DR")
    assert {"the English text is missing", "the Russian text is missing"} <= desk.problems("criterion:DR-01")
    assert desk.author.get("/authoring").status_code == 200
    assert desk.author.get("/authoring/criteria/DR-01").status_code == 200
    assert desk.author.get("/standards/publication").status_code == 200


def test_what_an_author_mends_on_the_page_is_what_enters(desk: Desk) -> None:
    address = given(desk)
    door, *_others = offered(desk, address)
    mended = {
        f"question-ru-{door}": "Вам открыли дверь?",
        f"clause-{door}": "1.1 " + desk.part("clause:c1")["title"]["en"],
    }
    form = page_of(desk, address, tick="none")
    for name, value in {**mended, "take": door}.items():
        form.setlist(name, [value])
    form.setlist(f"positions-{door}", ["seller", "cashier"])
    form.setlist(f"channels-{door}", ["in_person"])
    desk.author.post(address, form.to_dict(flat=False))
    code = desk.codes("clause:c1")[-1]
    assert code == "COU-14", "its code comes of the letters of the chapter it stands in"
    taken = desk.part(f"criterion:{code}")
    assert (taken["question"]["ru"], sorted(taken["positions"])) == (
        "Вам открыли дверь?",
        ["cashier", "seller"],
    )
    assert list(chapters(desk)) == ["COU"], "no chapter was made for nothing"


def test_what_is_written_without_a_tick_is_kept_for_later(desk: Desk) -> None:
    address = given(desk)
    door, *_others = offered(desk, address)
    answer = take(desk, address, tick="none", **{f"question-ru-{door}": "Дверь открыли?"})
    assert "Nothing was ticked" in desk.author.get(answer.headers["Location"]).text
    assert "Дверь открыли?" in desk.author.get(address).text
    assert desk.history() == [("begin", "document")]


def test_sending_the_same_page_twice_takes_nothing_in_twice(desk: Desk) -> None:
    address = given(desk)
    form = page_of(desk, address).to_dict(flat=False)
    desk.author.post(address, form)
    after = chapters(desk)
    desk.author.post(address, form)
    assert chapters(desk) == after


def test_the_same_file_given_again_offers_what_was_not_taken_in(desk: Desk) -> None:
    take(desk, given(desk))
    again = given(desk, RULES.replace("## Выход", "- Продавец придерживает коляску.\n\n## Выход"))
    assert len(offered(desk, again)) == 1
    take(desk, again)
    assert [len(codes) for codes in chapters(desk).values()][1:] == [4], "no second chapter of the same title"


def test_the_whole_taking_in_is_taken_back_at_once_and_no_code_is_given_again(desk: Desk) -> None:
    before, address = desk.document(), given(desk)
    take(desk, address, prefix="DR")
    assert "Taken back." in desk.author.get(desk.undo_last().headers["Location"]).text
    assert desk.document() == before
    assert len(offered(desk, address)) == 3, "it is offered again"
    assert "These letters belong to another chapter." in take(desk, address, prefix="DR").text
    assert take(desk, address, prefix="DRR").status_code == 303
    history = desk.author.get("/authoring/history").text
    assert "took criteria in from a file" in history
    assert "DRR-01, DRR-02, DRR-03" in history


def test_what_was_taken_in_and_changed_since_is_not_taken_back(desk: Desk) -> None:
    take(desk, given(desk), prefix="DR")
    desk.save("criterion:DR-01", "weight", weight="5")
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        taking = queries.edits_of(copy)[1].id
    answer = desk.author.post(f"/authoring/edits/{taking}/undoing")
    assert "Later changes stand on this one" in desk.author.get(answer.headers["Location"]).text
    assert desk.part("criterion:DR-01")


@pytest.mark.parametrize("prefix", ["D", "COU", "Д1", "ABCDE"])
def test_letters_that_no_chapter_can_have_are_told_and_nothing_is_taken_in(desk: Desk, prefix: str) -> None:
    address = given(desk)
    answer = take(desk, address, prefix=prefix)
    assert answer.status_code == 422
    assert list(chapters(desk)) == ["COU"]
    assert page_of(desk, address).getlist("take"), "everything is offered still"


def test_where_offers_were_to_stand_keeps_its_name_when_it_is_taken_away(desk: Desk) -> None:
    address = given(desk)
    door, *_others = offered(desk, address)
    clause = desk.part("clause:c1")["title"]["en"]
    take(desk, address, tick="none", into="1 Courtesy", **{f"clause-{door}": f"1.1 {clause}"})
    assert f'value="1.1 {clause}"' in desk.author.get(address).text
    desk.author.post("/authoring/chapters/courtesy/removal")
    form = page_of(desk, address)
    assert (form["into"], form[f"clause-{door}"]) == ("Courtesy", clause)
