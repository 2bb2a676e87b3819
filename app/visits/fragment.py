"""The form of a checklist version: rendered once by the server, section by section, without anybody's data.

The page without JavaScript shows the sections one below the other. A phone keeps the form by its digest, each section
apart, and shows the same bytes offline: only the section in the hand costs it anything.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import render_template
from flask_babel import force_locale

from app.checklists.checklist import Checklist, Question, Section
from app.checklists.models import ChecklistVersion
from app.visits.form import FillForm
from app.visits.models import AUDIT
from app.web import build


@dataclass(frozen=True)
class Fragment:
    """An empty form: the JSON a phone takes along, and the SHA-256 of it, which is its address.

    The JSON is {"sections": [{"id", "title", "html", "questions": [outline of each question]}]}.
    """

    body: str
    digest: str


class _Version:
    """Lets the cache key on the digest while carrying the checklist along."""

    def __init__(self, checklist: Checklist, digest: str) -> None:
        self.checklist, self.digest = checklist, digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Version) and self.digest == other.digest


def form_of(version: ChecklistVersion, kind: str, language: str) -> FillForm:
    """A fresh form of the version as this kind of visit asks it."""
    return FillForm(version.checklist.for_visit(kind), language)


def fragment(version: ChecklistVersion, kind: str, language: str) -> Fragment:
    """The empty form of a checklist version for a kind of visit in a language; rendered once per process."""
    return _fragment(_Version(version.checklist, version.digest), kind, language, build.number())


@lru_cache(maxsize=256)
def _fragment(version: _Version, kind: str, language: str, _build: str) -> Fragment:
    with force_locale(language):
        form = FillForm(version.checklist.for_visit(kind), language)
        pages = sections(form, covert=kind != AUDIT)
    parts = [{**part, "html": html} for part, html in zip(outline(form), pages, strict=True)]
    body = json.dumps({"sections": parts}, ensure_ascii=False, separators=(",", ":"))
    return Fragment(body, hashlib.sha256(body.encode()).hexdigest())


def sections(form: FillForm, *, covert: bool) -> list[str]:
    """The HTML of each section of a form, filled or empty. A covert form hides what is expected."""
    return [
        render_template(
            "visits/section.html", section=section, questions=questions, covert=covert, language=form.language
        )
        for section, questions in form.sections()
    ]


def outline(form: FillForm) -> list[dict[str, Any]]:
    """What a phone must know of the sections that are not in the hand: what is asked, and what an answer must be."""
    return [_section(section, form.language) for section in form.checklist.sections]


def _section(section: Section, language: str) -> dict[str, Any]:
    questions = [_question(question, language) for question in section.questions]
    return {"id": section.id, "title": section.title.in_(language), "questions": questions}


def _question(question: Question, language: str) -> dict[str, Any]:
    asked: dict[str, Any] = {"id": question.id, "kind": question.kind, "text": question.text.in_(language)}
    if question.required:
        asked["required"] = True
    if question.evidence == "required":
        asked["photo"] = True
    if question.enable_when:
        asked["enable_when"] = question.enable_when.model_dump(mode="json")
    return asked
