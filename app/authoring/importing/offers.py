"""What a file offers to the working copy: criteria read out of it, each with its place there, nothing confirmed yet."""

from __future__ import annotations

import re
from typing import Any

from app.authoring.content.parts import LANGUAGES
from app.exchange.proposing.proposals import Doubt, Warning
from app.exchange.reading.blocks import Place
from app.standards.noun import Noun

RUSSIAN = re.compile(r"[а-яё]", re.I)


class Offer(Noun):
    """One criterion that a file offers.

    `words` are those of the file, `fields` what they come to, as the working copy keeps a criterion; `clause` is the
    title under which it would stand: that of the file, until an author writes another, and `home` the place of the
    clause of the working copy that was meant by it. `assumed` names the fields of which a form says nothing.
    """

    id: str
    clause: str
    home: str = ""
    words: str = ""
    where: Place
    doubts: tuple[Doubt, ...] = ()
    assumed: tuple[str, ...] = ()
    sure: str
    fields: dict[str, Any]

    @property
    def languages(self) -> list[str]:
        """The languages in which it asks; the other one is for the author."""
        return [each for each in LANGUAGES if self.fields["question"][each]] or ["ru"]


class OfferedChapter(Noun):
    """A chapter of the file with what it offers, in the order of the file.

    `texts` are what the file says in its clauses, by title; `both` are titles that it has in both languages.

    `into` is the title of the chapter that an author has chosen for new clauses, `home` its place in the working copy;
    one to be made has no place yet but a prefix of its codes. All are empty until somebody has chosen.
    """

    title: str
    into: str = ""
    home: str = ""
    prefix: str = ""
    texts: dict[str, str] = {}
    both: dict[str, dict[str, str]] = {}
    offers: tuple[Offer, ...] = ()


class Offers(Noun):
    """All that one file offers; as JSON it is kept beside the working copy until it is taken in."""

    chapters: tuple[OfferedChapter, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def ids(self) -> list[str]:
        return [offer.id for chapter in self.chapters for offer in chapter.offers]


def in_language(words: str) -> dict[str, str]:
    """Words as a text of the working copy: in their own language, nothing in the other."""
    russian = bool(RUSSIAN.search(words))
    return {"ru": words if russian else "", "en": "" if russian else words}
