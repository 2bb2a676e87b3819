"""What the standards ask of one position, in short: the text of a sheet of A4 folded once."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from app.reports.qr import address_of
from app.standards.criterion import Criterion
from app.standards.document import Document, Position, Reference
from app.standards.models import StandardVersion

LONGEST = 6  # criteria in one passage


@dataclass(frozen=True)
class Passage:
    """What is expected in a clause; `chapter` is the title of the chapter that it opens on this sheet.

    A long clause is several passages, so that none is cut by the end of a page; the later ones have no title.
    """

    id: str
    chapter: str
    number: str
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Extract:
    """What concerns a position, in one language. `least` is the smallest weight that an uncritical criterion has here."""

    number: int
    document: Document
    words: str  # the digest of the document
    published_at: datetime
    position: Position
    language: str
    base: str
    least: Decimal = Decimal(0)

    @classmethod
    def of(cls, version: StandardVersion, position: str, language: str, base: str) -> "Extract":
        """The extract of a published version for a position of it. Raises StopIteration if there is no such position."""
        document = version.document
        found = document.position(position)
        return cls(version.number, document, version.digest, version.published_at, found, language, base)

    @property
    def digest(self) -> str:
        """SHA-256 over everything the sheet says."""
        said = (self.number, self.words, self.published_at, self.position.code, self.language, self.base)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def address(self) -> str:
        """Where the whole of this version's standards in force is read."""
        return address_of(self.base, "standards.index")

    @property
    def concerning(self) -> list[Criterion]:
        """Every criterion by which the position is scored; what an assessor tells besides is no business of it."""
        return [each for each in self.document.criteria() if self._concerns(each)]

    @property
    def passages(self) -> list[Passage]:
        """What stands on the sheet, clause by clause."""
        found: list[Passage] = []
        chapter = None
        for reference in self.document.references():
            told = tuple(self._told(reference.clause.criteria))
            for first in range(0, len(told), LONGEST):
                opens = reference.chapter.code != chapter
                found.append(self._passage(reference, told, first, opens))
                chapter = reference.chapter.code
        return found

    @property
    def left_out(self) -> int:
        """How many criteria of the position do not stand on the sheet."""
        return len(self.concerning) - sum(len(passage.criteria) for passage in self.passages)

    def shorter(self) -> "Extract | None":
        """The extract without the criteria of least weight that are not critical; None when only critical ones are left."""
        weights = [each.weight for passage in self.passages for each in passage.criteria if not each.critical]
        if not weights:
            return None
        return replace(self, least=min(weights) + Decimal("0.0001"))

    def _told(self, criteria: Iterable[Criterion]) -> Iterable[Criterion]:
        for each in criteria:
            if self._concerns(each) and (each.critical or each.weight >= self.least):
                yield each

    def _concerns(self, criterion: Criterion) -> bool:
        return criterion.scored and self.position.code in criterion.positions

    def _passage(self, reference: Reference, told: tuple[Criterion, ...], first: int, opens: bool) -> Passage:
        id = f"clause-{reference.number.replace('.', '-')}"
        return Passage(
            id=f"{id}-{first}" if first else id,
            chapter=reference.chapter.title.in_(self.language) if opens else "",
            number="" if first else reference.number,
            title="" if first else reference.clause.title.in_(self.language),
            criteria=told[first : first + LONGEST],
        )
