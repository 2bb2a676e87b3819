"""How an auditor fills a visit with every kind of question, the same with a script and without."""

from playwright.sync_api import Locator, Page

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
