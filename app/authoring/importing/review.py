"""The page on which an author looks through what a file offers, a chapter at a time, and what was typed there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from app.authoring.content.parts import Part
from app.authoring.importing.homes import Homes
from app.authoring.importing.offers import Offer, OfferedChapter, Offers

MOST = 40  # offers on one page
PREFIX = re.compile(r"[A-Z]{2,4}")
SURE = {"sure": _l("Sure"), "likely": _l("Likely"), "guess": _l("A guess")}
LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщыэюя", "ABVGDEEZZIIKLMNOPRSTUFHCCSSYEUA", strict=True))


class Page(NamedTuple):
    """A page: one chapter of the file, or forty offers of a long one; `part` counts the pages of the chapter from 1."""

    number: int
    at: int
    chapter: OfferedChapter
    part: int
    offers: tuple[Offer, ...]

    @property
    def title(self) -> str:
        return (
            f"{self.chapter.title} ({self.part})" if len(self.chapter.offers) > MOST else self.chapter.title
        )


def pages(offers: Offers) -> list[Page]:
    """Every page of a file, in its order."""
    found: list[Page] = []
    for at, chapter in enumerate(offers.chapters):
        for part, first in enumerate(range(0, len(chapter.offers), MOST), 1):
            found.append(Page(len(found) + 1, at, chapter, part, chapter.offers[first : first + MOST]))
    return found


@dataclass
class Review:
    """One page of a file as an author works on it: `ticked` are the offers to take in, `taken` those that were."""

    offers: Offers
    page: Page
    homes: Homes
    taken: Mapping[str, str]
    prefixes: Collection[str]
    ticked: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)

    @cached_property
    def chapter(self) -> Part | None:
        """The chapter of the working copy that new clauses go into; None if it has to be made."""
        return self.homes.at(self.page.chapter.home) or self.homes.chapter(self.into)

    @property
    def into(self) -> str:
        return self.page.chapter.into or self.page.chapter.title or _("From a file")

    @property
    def into_shown(self) -> str:
        return self.homes.label(self.chapter) if self.chapter else self.into

    @property
    def prefix(self) -> str:
        """The letters of a new chapter: those that were typed, else some that are free."""
        return self.page.chapter.prefix or free_prefix(self.into, self.prefixes)

    def clause_shown(self, offer: Offer) -> str:
        """The clause of an offer as it is listed, or the title of a new one."""
        clause = self.homes.at(offer.home) or self.homes.likely_clause(offer.clause, self.chapter)
        return self.homes.label(clause) if clause else offer.clause

    @property
    def chosen(self) -> list[Offer]:
        """What is ticked and was not taken in before."""
        return [each for each in self.page.offers if each.id in self.ticked and each.id not in self.taken]

    def count(self, page: Page) -> int:
        """How many offers of a page were taken in."""
        return sum(each.id in self.taken for each in page.offers)

    def read(self, typed: MultiDict[str, str]) -> Review:
        """The same page with what was typed."""
        chapter = self.page.chapter
        if "into" in typed:
            into = self.homes.chapter(typed["into"])
            said = {"into": self._title(into, typed["into"])[:200], "home": into.place if into else ""}
            chapter = chapter.model_copy(update={**said, "prefix": typed.get("prefix", "").strip().upper()})
        shown = {each.id for each in self.page.offers}
        home = self.homes.at(chapter.home) or self.homes.chapter(chapter.into or chapter.title)
        offers = tuple(
            self._typed(each, typed, home) if each.id in shown and f"clause-{each.id}" in typed else each
            for each in chapter.offers
        )
        chapter = chapter.model_copy(update={"offers": offers})
        chapters = list(self.offers.chapters)
        chapters[self.page.at] = chapter
        changed = self.offers.model_copy(update={"chapters": tuple(chapters)})
        page = pages(changed)[self.page.number - 1]
        return Review(changed, page, self.homes, self.taken, self.prefixes, set(typed.getlist("take")))

    def _typed(self, offer: Offer, typed: MultiDict[str, str], home: Part | None) -> Offer:
        said = typed[f"clause-{offer.id}"]
        clause = self.homes.clause(said, home)
        question = dict(offer.fields["question"])
        for language in offer.languages:
            asked = typed.get(f"question-{language}-{offer.id}", question[language])
            question[language] = asked.replace("\r\n", "\n").strip()
        lists: dict[str, Any] = {name: self._listed(name, offer, typed) for name in ("positions", "channels")}
        return offer.model_copy(
            update={
                "clause": self._title(clause, said)[:300],
                "home": clause.place if clause else "",
                "fields": {**offer.fields, "question": question, **lists},
            }
        )

    def _title(self, home: Part | None, said: str) -> str:
        """The words for a home: its own, so that they are there still when it is not; else as they were typed."""
        return self.homes.title(home) if home else " ".join(said.split())

    def _listed(self, name: str, offer: Offer, typed: MultiDict[str, str]) -> list[str]:
        known = [each["code"] for each in self.homes.document.value[name]]
        return [code for code in typed.getlist(f"{name}-{offer.id}") if code in known]

    def check_prefix(self) -> None:
        """Say what is wrong with the letters of a new chapter."""
        if not PREFIX.fullmatch(self.prefix):
            self.errors["prefix"] = _("Two to four capital Latin letters.")
        elif self.prefix in self.prefixes:
            self.errors["prefix"] = _("These letters belong to another chapter.")


def free_prefix(title: str, taken: Collection[str]) -> str:
    """Letters for the codes of a new chapter: of its title if they are free, else three or four others."""
    latin = "".join(LATIN.get(each, each.upper()) for each in title.lower() if each.isalpha())
    letters = re.sub(r"[^A-Z]", "", latin)[:3]
    first = letters if len(letters) > 1 else "NEW"
    tried = (first, *(f"{first}{chr(65 + at)}" for at in range(26)), *_all())
    return next((each for each in tried if each not in taken), "")


def _all() -> list[str]:
    letters = [chr(65 + at) for at in range(26)]
    return [f"{one}{two}{three}" for one in letters for two in letters for three in letters]
