"""What a working copy begins with: the version in force as plain data, and what was chosen in its checklists."""

from __future__ import annotations

import copy
from itertools import count
from typing import Any

from app.checklists.selection import Selections
from app.clock import today
from app.standards.models import StandardVersion


def content_of(version: StandardVersion, selections: Selections) -> dict[str, Any]:
    """The content to begin with, as the next version: clauses with keys, and "selections"."""
    content = copy.deepcopy(version.content)
    keys = count(1)
    for chapter in content["chapters"]:
        for clause in chapter["clauses"]:
            clause["key"] = f"c{next(keys)}"
    chosen = [each.model_dump(mode="json") for each in selections]
    day = today().isoformat()
    return {**content, "version": version.number + 1, "published_on": day, "selections": chosen}
