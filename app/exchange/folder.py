"""A document as the folder of files described in checklists/README.md; read again it is the same document."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from app.checklists.selection import Selections
from app.exchange.groups import named
from app.exchange.yaml_text import yaml_text
from app.standards.criterion import Criterion, Noun, Text
from app.standards.document import Chapter, Document, TitlePage
from app.standards.ledger import HEADING, LEDGER
from app.standards.pictures import FOLDER as PICTURES
from app.standards.reading import SHAPES

MOST_CHAPTERS = 99  # the files are numbered with two digits


class Unwritable(ValueError):
    """The document does not go into a folder; the sentence says why."""


def files_of(document: Document, selections: Selections, ledger: Iterable[str]) -> dict[str, bytes]:
    """Give the content of every file by its name in the folder. `ledger` holds every code published so far.

    The same document always gives the same bytes. Raises Unwritable.
    """
    texts = {
        "standards/document.yaml": _title_page(document),
        "positions.yaml": {
            "positions": [_plain(each) for each in document.positions],
            **({"groups": document.groups} if document.groups else {}),
        },
        **_lists(document),
        **_chapters(document),
        **({"selections.yaml": [_plain(each) for each in selections]} if selections else {}),
    }
    files = {name: yaml_text(plain).encode() for name, plain in texts.items()}
    codes = "".join(f"{code}\n" for code in dict.fromkeys(ledger))
    return files | {LEDGER: (HEADING + codes).encode()} | _pictures(document)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the folder, making it and what lies in it. Raises OSError."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _title_page(document: Document) -> dict[str, Any]:
    page = {name: getattr(document, name) for name in TitlePage.model_fields}
    return {
        **{name: _text(value) if isinstance(value, Text) else value for name, value in page.items()},
        "published_on": document.published_on.isoformat(),
    }


def _lists(document: Document) -> dict[str, Any]:
    """Give the lists that have a file of their own; one that a folder can do without is left out where it is empty."""
    fields = Document.model_fields
    return {
        f"{name}.yaml": [_plain(each) for each in getattr(document, name)]
        for name in SHAPES
        if name in fields and name != "positions" and (fields[name].is_required() or getattr(document, name))
    }


def _chapters(document: Document) -> dict[str, Any]:
    if len(document.chapters) > MOST_CHAPTERS:
        raise Unwritable(
            f"the document has {len(document.chapters)} chapters, and a folder holds {MOST_CHAPTERS}"
        )
    return {
        f"standards/{number:02}-{chapter.code.replace('_', '-')}.yaml": _chapter(chapter, document.groups)
        for number, chapter in enumerate(document.chapters, 1)
    }


def _chapter(chapter: Chapter, groups: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    clauses = [
        {
            "title": _text(clause.title),
            "text": _text(clause.text),
            **(
                {"criteria": [_criterion(each, groups) for each in clause.criteria]}
                if clause.criteria
                else {}
            ),
        }
        for clause in chapter.clauses
    ]
    return {
        "code": chapter.code,
        "prefix": chapter.prefix,
        "title": _text(chapter.title),
        "clauses": clauses,
    }


def _criterion(criterion: Criterion, groups: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    plain = {**_plain(criterion), "positions": named(criterion.positions, groups)}
    if criterion.required == criterion.scored:
        del plain["required"]
    if criterion.picture:
        del plain["picture"]["content"]
    return plain


def _text(text: Text) -> dict[str, str]:
    return {"ru": text.ru, "en": text.en}


def _plain(part: Any) -> Any:
    """Give a part as plain data: no more than has to be said."""
    if isinstance(part, tuple):
        return tuple(_plain(each) for each in part)
    if isinstance(part, dict):
        return {key: _plain(each) for key, each in part.items()}
    if not isinstance(part, Noun):
        return part
    values = {name: (field, getattr(part, name)) for name, field in type(part).model_fields.items()}
    return {
        name: _plain(value)
        for name, (field, value) in values.items()
        if field.is_required() or value != field.default
    }


def _pictures(document: Document) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for criterion in document.criteria():
        if criterion.picture is None:
            continue
        name, content = f"{PICTURES}/{criterion.picture.file}", base64.b64decode(criterion.picture.content)
        if found.setdefault(name, content) != content:
            raise Unwritable(
                f"two different pictures are called {criterion.picture.file}; rename one of them"
            )
    return found
