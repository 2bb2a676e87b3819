"""What stands in the style sheets of pages."""

import re

from app.config import ROOT

# Whatever changes inside them, a letter or a tick, has everything in them looked through again.
WHOLE_PAGE = re.compile(
    r"(?:html|:root|body|main|form|\.page|\.fill|\.fill-place|\.fill-section)\b[^\s,>+~]*:has\("
)


def test_no_style_asks_what_a_whole_page_holds() -> None:
    sheets = sorted((ROOT / "static/css").rglob("*.css"))
    found = [
        f"{sheet.name}: {line.strip()}"
        for sheet in sheets
        for line in re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
        if WHOLE_PAGE.search(line)
    ]
    assert sheets
    assert not found, found
