"""Preview: the clause as staff will read it, the criterion as the card of each checklist that asks it."""

import re

from tests.authoring.conftest import Desk


def test_the_clause_is_shown_as_staff_will_read_it_with_dots_where_words_are_missing(desk: Desk) -> None:
    desk.save("criterion:COU-01", "question", ru="Новый вопрос?", en="")
    desk.save("criterion:COU-02", "why", ru="Новый довод.", en="A new reason.")
    page = desk.author.get("/authoring/clauses/c1/preview").text
    assert "<strong>…</strong>" in page
    assert "A new reason." in page


def test_the_criterion_is_shown_as_the_card_of_the_form(desk: Desk) -> None:
    desk.save("criterion:COU-03", "question", ru="Кто был первым?", en="Who was first?")
    page = desk.author.get("/authoring/criteria/COU-03/preview?way=1").text
    assert re.search(r'<fieldset class="question".*Who was first\?.*Customer.*Employee', page, re.DOTALL)
    assert "Cashier · In person" in page and "Seller · Chat" in page


def test_a_covert_form_shows_nothing_of_what_is_expected(desk: Desk) -> None:
    covert, public = (
        card(desk.author.get(f"/authoring/criteria/COU-01/preview?way={way}").text) for way in (0, 1)
    )
    assert "Expectation 01." not in covert
    assert "Expectation 01." in public


def test_a_checklist_that_asks_in_other_words_has_a_card_of_its_own(desk: Desk) -> None:
    page = desk.author.get("/authoring/criteria/COU-12/preview").text
    ways = re.findall(r'href="\?way=(\d)"', page)
    cards = [desk.author.get(f"/authoring/criteria/COU-12/preview?way={way}").text for way in ways]
    assert len(ways) == 4
    assert sum("Was a name given in the chat?" in each for each in cards) == 2


def test_what_is_asked_nowhere_and_what_cannot_be_read_yet_say_so(desk: Desk) -> None:
    desk.save("criterion:COU-01", "weight", weight="heavy")
    desk.save("criterion:COU-02", "channels")
    for code in ("COU-01", "COU-02"):
        page = desk.author.get(f"/authoring/criteria/{code}/preview")
        assert page.status_code == 200
        assert "No checklist asks this yet" in page.text


def card(page: str) -> str:
    found = re.search(r"<fieldset class=\"question\".*</fieldset>", page, re.DOTALL)
    assert found is not None
    return found.group()
