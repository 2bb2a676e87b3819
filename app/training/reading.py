"""What one position reads of the standards, in one language: exactly these words are shown, signed and kept."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from app.standards.comparison import Comparison
from app.standards.criterion import Criterion, Picture
from app.standards.document import Document, Reference
from app.standards.noun import Noun, Text

WORDS_A_MINUTE = (
    180  # an adult reads work instructions in Russian at 120–180 words a minute, in English at 180–240
)
STATEMENTS = {
    "ru": "Я прочитал(а) эти стандарты, понимаю их и буду по ним работать.",
    "en": "I have read these standards, understand them and will work by them.",
}


class ReadPicture(Noun):
    """A picture that was shown: what it tells those who cannot see it, and the SHA-256 of its file."""

    alt: str
    sha256: str


class ReadCriterion(Noun):
    """What is expected, and all that explains it. `before` is what was expected when this person signed last."""

    code: str
    expected: str
    before: str | None = None
    why: str
    good: str
    bad: str
    playbook: str | None = None
    picture: ReadPicture | None = None


class ReadClause(Noun):
    """A clause with those of its criteria that concern the position. `before` is its text at the last signature."""

    number: str
    title: str
    text: str
    before: str | None = None
    criteria: tuple[ReadCriterion, ...]


class Shown(Noun):
    """What is shown as one piece; its digest is worked out once, since many read the same."""

    def digest(self) -> str:
        """Give the SHA-256 of the canonical text in hexadecimal."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        return super().digest()


class ReadChapter(Shown):
    """A chapter with what concerns the position, under the number it has in the document."""

    language: str
    number: int
    title: str
    clauses: tuple[ReadClause, ...]

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        return math.ceil(len(self.canonical().decode().split()) / WORDS_A_MINUTE)

    def criteria(self) -> Iterator[ReadCriterion]:
        for clause in self.clauses:
            yield from clause.criteria


class Reading(Shown):
    """All that one position reads at one version; without `since` everything, with it what changed after that version."""

    format: Literal[1] = 1
    language: str
    title: str
    standard: int
    since: int | None
    position: str
    position_title: str
    chapters: tuple[ReadChapter, ...]
    statement: str

    @property
    def minutes(self) -> int:
        return sum(chapter.minutes for chapter in self.chapters)

    def criteria(self) -> Iterator[ReadCriterion]:
        """Give every criterion in the order of reading."""
        for chapter in self.chapters:
            yield from chapter.criteria()

    def clauses(self) -> Iterator[ReadClause]:
        """Give every clause in the order of reading."""
        for chapter in self.chapters:
            yield from chapter.clauses

    def clause_of(self, code: str) -> ReadClause:
        """Give the clause in which a criterion is read; KeyError if it is not."""
        for clause in self.clauses():
            if any(each.code == code for each in clause.criteria):
                return clause
        raise KeyError(code)


class Edition(NamedTuple):
    """A version of the standards by its number."""

    number: int
    document: Document


class Earlier(NamedTuple):
    """What a person signed last, and what has changed in it since."""

    number: int
    comparison: Comparison


def reading_of(
    edition: Edition, codes: Collection[str], position: str, language: str, earlier: Earlier | None = None
) -> Reading:
    """Give these criteria as a position reads them, chapter by chapter; `earlier` if this person signed before."""
    document = edition.document
    wording = _Wording(language, position, earlier.comparison if earlier else None)
    places: dict[int, list[ReadClause]] = {}
    for reference in document.references():
        mine = tuple(each for each in reference.clause.criteria if each.code in codes)
        if mine:
            number = int(reference.number.partition(".")[0])
            places.setdefault(number, []).append(wording.clause(reference, mine))
    titles = {each.code: each.title for each in document.positions}
    return Reading(
        language=language,
        title=document.title.in_(language),
        standard=edition.number,
        since=earlier.number if earlier else None,
        position=position,
        position_title=titles[position].in_(language) if position in titles else position,
        chapters=tuple(
            ReadChapter(
                language=language,
                number=number,
                title=document.chapters[number - 1].title.in_(language),
                clauses=tuple(clauses),
            )
            for number, clauses in places.items()
        ),
        statement=STATEMENTS[language],
    )


class _Wording:
    """Writes clauses and criteria in one language, with what stood in their place before."""

    def __init__(self, language: str, position: str, comparison: Comparison | None) -> None:
        self.language, self.position = language, position
        differing = comparison.clauses if comparison else ()
        self.clauses = {each.after.number: each for each in differing if each.after}
        self.criteria = {each.code: each for clause in differing for each in clause.criteria}

    def clause(self, reference: Reference, criteria: tuple[Criterion, ...]) -> ReadClause:
        clause, difference = reference.clause, self.clauses.get(reference.number)
        was = difference.before.clause.text if difference and difference.before else None
        return ReadClause(
            number=reference.number,
            title=clause.title.in_(self.language),
            text=clause.text.in_(self.language),
            before=self._before(was, clause.text),
            criteria=tuple(self._criterion(each) for each in criteria),
        )

    def _criterion(self, criterion: Criterion) -> ReadCriterion:
        difference = self.criteria.get(criterion.code)
        old = difference.before.criterion if difference and difference.before else None
        was = old.expected if old and self.position in old.positions else None
        return ReadCriterion(
            code=criterion.code,
            expected=criterion.expected.in_(self.language),
            before=self._before(was, criterion.expected),
            why=criterion.why.in_(self.language),
            good=criterion.good.in_(self.language),
            bad=criterion.bad.in_(self.language),
            playbook=criterion.playbook.in_(self.language) if criterion.playbook else None,
            picture=self._picture(criterion.picture) if criterion.picture else None,
        )

    def _picture(self, picture: Picture) -> ReadPicture:
        content = base64.b64decode(picture.content)
        return ReadPicture(alt=picture.alt.in_(self.language), sha256=hashlib.sha256(content).hexdigest())

    def _before(self, was: Text | None, now: Text) -> str | None:
        """What stood there before, if it reads differently in this language."""
        text = was.in_(self.language) if was else None
        return text if text != now.in_(self.language) else None
