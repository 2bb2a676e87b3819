"""The form of a checklist version as a fragment of HTML: rendered once by the server, without anybody's data.

The page without JavaScript shows it in place; the phone keeps it by its digest and shows the same bytes offline.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from flask import render_template
from flask_babel import force_locale

from app.checklists.checklist import Checklist
from app.checklists.models import ChecklistVersion
from app.visits.form import FillForm
from app.web import build


@dataclass(frozen=True)
class Fragment:
    """An empty form: its HTML and the SHA-256 of it, which is its address."""

    html: str
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
        html = render(FillForm(version.checklist.for_visit(kind), language), covert=kind == "mystery")
    return Fragment(html, hashlib.sha256(html.encode()).hexdigest())


def render(form: FillForm, *, covert: bool) -> str:
    """The sections and questions of a form, filled or empty. A covert form hides what is expected."""
    return render_template("visits/fragment.html", form=form, covert=covert, language=form.language)
