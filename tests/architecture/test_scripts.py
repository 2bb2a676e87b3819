"""What stands in the scripts of pages."""

from app.config import ROOT

# Who may hear by itself that the page goes out of sight, and so also that it is being left, each with its reason.
HEARS = {
    "elements/cover.js": "a covert form is covered before anybody sees it, which reads nothing",
    "elements/fill-form.js": "what was typed last is saved, however the page ends",
    "lib/dom.js": "`whenOutOfSight` itself",
}


def test_nothing_is_begun_in_a_page_that_is_being_left() -> None:
    """WebKit keeps such a page with its reading unfinished, and no other page can write there: the receipt waited."""
    scripts = ROOT / "static/js"
    hear = {
        script.relative_to(scripts).as_posix()
        for script in scripts.rglob("*.js")
        if "visibilityState === 'hidden'" in script.read_text(encoding="utf-8")
    }
    assert hear == set(HEARS), "ask `whenOutOfSight` of lib/dom.js instead"
