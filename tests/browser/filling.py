"""How an auditor fills a visit with every kind of question, the same with a script and without."""

from playwright.sync_api import Locator, Page, expect

from tests.sync.field import picture

VALUES = {
    "COU-01": {"value": "yes", "comment": "At the door"},
    "COU-02": {"value": 4},
    "COU-03": {"value": "employee"},
    "COU-04": {"value": "12.5"},
    "COU-05": {"value": {"found": 7, "sought": 10}},
    "COU-06": {"value": "A quiet shop"},
    "COU-07": {"value": ["bag"]},
    "COU-08": {"non_answer": "not_observed"},
    "COU-09": {"value": 9},
    "COU-12": {"value": "2026-03-04"},
    "COU-13": {"value": "14:05"},
}


def card(page: Page, code: str):
    return page.locator(f"#q-{code}")


def take_photo(page: Page, code: str, shade: int) -> None:
    file = {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": picture(shade)}
    more = card(page, code).locator(".question-more")
    if not more.evaluate("each => each.open"):
        more.locator("summary").click()
    card(page, code).locator(".photo-input").set_input_files(file)


def turn(page: Page, button: str = "Next") -> None:
    """Tap a button of the bar and wait until the other page is there."""
    form = page.locator("fill-form")
    before = int(form.get_attribute("data-page") or 0)
    page.locator(".fill-bar").get_by_role("button", name=button).click()
    expect(form).to_have_attribute("data-page", str(before + (1 if button in ("Next", "Дальше") else -1)))


def pictures(page: Page) -> int:
    """How many pictures lie on all sections of the form together; ends on the last page, where Finish is."""
    found = 0
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    while int(page.locator("fill-form").get_attribute("data-page") or 0) > 0:
        turn(page, "Back")
    while page.locator(".fill-last").count() == 0:
        found += page.locator(".photos img").count()
        turn(page)
    return found


def answer(page: Page, code: str) -> None:
    """Answer one question as VALUES says."""
    given, place = VALUES[code], card(page, code)
    kind = place.get_attribute("data-kind")
    value = given.get("value")
    if "non_answer" in given:
        place.locator(f'[value$="{given["non_answer"]}"]').check()
    elif kind in ("yes_no", "scale", "choice", "recommendation"):
        place.locator(f'[value="value:{value}"]').check()
    elif kind == "choices":
        for code_of_option in value:
            place.locator(f'[value="{code_of_option}"]').check()
    elif kind == "found_of_sought":
        for part in ("found", "sought"):
            place.locator(f'[name="{code}.{part}"]').fill(str(value[part]))
    else:
        place.locator(f'[name="{code}"]').fill(str(value))
    if "comment" in given:
        place.locator(".question-more summary").click()
        place.locator("textarea").fill(given["comment"])


def answer_well(place: Locator) -> None:
    """Answer a question of any kind somehow, as a person does who saw everything."""
    code, kind = place.get_attribute("data-question"), place.get_attribute("data-kind")
    match kind:
        case "yes_no" | "scale" | "choice" | "recommendation":
            place.locator('[value^="value:"]').first.check()
        case "choices":
            place.locator(".options input").first.check()
        case "found_of_sought":
            place.locator(f'[name="{code}.found"]').fill("3")
            place.locator(f'[name="{code}.sought"]').fill("4")
        case "number" | "duration":
            place.locator(f'[name="{code}"]').fill("1")
        case "text":
            place.locator(f'[name="{code}"]').fill("All was well")
        case "date":
            place.locator(f'[name="{code}"]').fill("2026-03-04")
        case "time":
            place.locator(f'[name="{code}"]').fill("14:05")
