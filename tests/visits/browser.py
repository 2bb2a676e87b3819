"""A page of the fill form as a browser without JavaScript reads it."""

import re
from typing import Any


def problems(page: str) -> dict[str, str]:
    """What the page says under each question."""
    said = re.findall(r'id="problem-(COU-\d\d)" role="alert">([^<]+)</p>', page)
    return dict(said)


def shown(page: str) -> dict[str, Any]:
    """What the form of the page would post if nothing were touched, as a browser works it out."""
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        kind, name = (re.search(rf'{each}="([^"]*)"', tag) for each in ("type", "name"))
        if not name or (kind and kind[1] in ("radio", "checkbox") and not re.search(r"\bchecked\b", tag)):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        if kind and kind[1] == "checkbox":
            fields.setdefault(name[1], []).append(value[1] if value else "on")
        elif kind and kind[1] not in ("file", "hidden"):
            fields[name[1]] = value[1] if value else ""
    for name, value in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', page):
        fields[name] = value
    return {name: value for name, value in fields.items() if value}
