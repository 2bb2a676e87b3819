"""JSON Schema of the standards files, so that an editor can help whoever writes them."""

import json

from pydantic import TypeAdapter

from app.checklists.selection import Selections
from app.standards.reading import SHAPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Give the text of each schema by the name of its file."""
    return {
        f"{name}.schema.json": json.dumps(
            {"$schema": DIALECT, **TypeAdapter(shape).json_schema()}, ensure_ascii=False, indent=2
        )
        + "\n"
        for name, shape in {**SHAPES, "selections": Selections}.items()
    }
