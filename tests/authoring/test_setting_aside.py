"""Setting a file aside: nothing more is taken from it, what was taken stays, and it can be brought back."""

from tests.authoring.conftest import Desk
from tests.authoring.files import chapters, given, offered, page_of, take

ASIDE = "It can be brought back under “Who changed what”."


def set_aside(desk: Desk, address: str) -> str:
    """Answer the question with yes; the page that comes then."""
    file = address.rpartition("/")[0]
    assert "Set the file aside?" in desk.author.get(f"{file}/setting-aside").text
    answer = desk.author.post(f"{file}/setting-aside")
    return desk.author.get(answer.headers["Location"]).text


def test_a_file_that_is_set_aside_offers_nothing_and_what_was_taken_from_it_stays(desk: Desk) -> None:
    address = given(desk)
    door, *_others = offered(desk, address)
    take(desk, address, tick="none", take=[door], prefix="DR")
    listed = set_aside(desk, address)
    assert ASIDE in listed
    assert f'href="{address}"' not in listed, "the list still leads to it"
    assert desk.author.get(address).status_code == 303
    assert chapters(desk)["DR"] == ["DR-01"]


def test_a_colleague_who_has_its_page_open_takes_nothing_in_and_is_told_why(
    desk: Desk, colleague: Desk
) -> None:
    address = given(desk)
    form = page_of(colleague, address)
    set_aside(desk, address)
    answer = colleague.author.post(address, form.to_dict(flat=False))
    assert "This file was set aside." in colleague.author.get(answer.headers["Location"]).text
    assert set(chapters(desk)) == {"COU"}


def test_it_is_brought_back_like_any_other_step_and_set_aside_again(desk: Desk) -> None:
    address = given(desk)
    before = offered(desk, address)
    set_aside(desk, address)
    history = desk.author.get("/authoring/history").text
    assert "set a file aside" in history and "rules.md" in history
    desk.undo_last()
    assert offered(desk, address) == before
    set_aside(desk, address)
    set_aside(desk, address)
    assert [verb for verb, _place in desk.history()] == ["begin", "set_aside", "take_up", "set_aside"]


def test_a_file_of_another_working_copy_is_not_there(desk: Desk) -> None:
    file = given(desk).rpartition("/")[0]
    desk.author.post("/authoring/discarding", word="discard")
    desk.author.post("/authoring")
    assert desk.author.get(f"{file}/setting-aside").status_code == 404
    assert desk.author.post(f"{file}/setting-aside").status_code == 404
