"""Checklists as they will be kept: plain content and digest, a question that several of them ask written down once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from app.checklists.checklist import Checklist, Question
from app.checklists.derivation import derived
from app.checklists.selection import Selection
from app.standards.document import Document


class Proof(NamedTuple):
    """One checklist before it is published; `digest` is the one its `content` has as a Checklist."""

    position: str
    channel: str
    content: dict[str, Any]
    digest: str


def proofs(document: Document, selections: Iterable[Selection] = ()) -> Iterator[Proof]:
    """Give the proof of every checklist of the document, one by one."""
    setting = _Setting()
    for checklist in derived(document, selections):
        yield setting.proof(checklist)


class _Setting:
    """What was written down already: plain values and canonical texts of questions, by the question itself."""

    def __init__(self) -> None:
        self.plain: dict[int, dict[str, Any]] = {}
        self.texts: dict[int, str] = {}
        self.kept: list[Question] = []  # an id is only its own while the thing lives

    def proof(self, checklist: Checklist) -> Proof:
        sections = [section.model_copy(update={"questions": ()}) for section in checklist.sections]
        empty = checklist.model_copy(update={"sections": tuple(sections)})
        content = empty.model_dump(mode="json")
        for plain, section in zip(content["sections"], checklist.sections, strict=True):
            for question in section.questions:
                self._write(question)
            plain["questions"] = [self.plain[id(question)] for question in section.questions]
        text = self._canonical(content, checklist)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Proof(checklist.position, checklist.channel, content, digest)

    def _write(self, question: Question) -> None:
        if id(question) not in self.plain:
            self.kept.append(question)
            self.plain[id(question)] = question.model_dump(mode="json")
            self.texts[id(question)] = _json(self.plain[id(question)])

    def _canonical(self, content: dict[str, Any], checklist: Checklist) -> str:
        """The one JSON text of the checklist, as Noun.canonical gives it."""
        sections = []
        for plain, section in zip(content["sections"], checklist.sections, strict=True):
            questions = ",".join(self.texts[id(question)] for question in section.questions)
            sections.append(_object({**plain, "questions": f"[{questions}]"}, "questions"))
        return _object({**content, "sections": f"[{','.join(sections)}]"}, "sections")


def _object(plain: dict[str, Any], written: str) -> str:
    """JSON of a mapping in which the value of one key is JSON already."""
    pairs = (
        f"{_json(key)}:{value if key == written else _json(value)}" for key, value in sorted(plain.items())
    )
    return "{" + ",".join(pairs) + "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
