"""What a browser without a script posts of a page as it is shown."""

import re
from html import unescape

from werkzeug.datastructures import MultiDict

from tests.authoring.conftest import Desk, address


def form_of(desk: Desk, place: str) -> MultiDict[str, str]:
    """What a browser without a script would post of the page as it is shown."""
    page = desk.author.get(address(place)).text
    form = re.search(r'<form class="stack" id="fields".*?</form>', page, re.DOTALL)
    assert form is not None
    return posted(form.group())


def posted(form: str) -> MultiDict[str, str]:
    found: MultiDict[str, str] = MultiDict()
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = attribute(tag, "name"), attribute(tag, "value")
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found.add(name, unescape(value or ""))
    for name, words in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found.add(name, unescape(words))
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        options = re.findall(r"<option[^>]*>", inner)
        chosen = next((each for each in options if " selected" in each), options[0])
        found.add(name, attribute(chosen, "value") or "")
    return found


def attribute(tag: str, name: str) -> str | None:
    met = re.search(rf'\s{name}="([^"]*)"', tag)
    return met[1] if met else None
