"""The standards as a printed document: one version with its address, so that every clause leads back to the product."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from app.reports.qr import address_of
from app.standards.criterion import Criterion, Picture
from app.standards.document import Document
from app.standards.models import StandardVersion

EVERYONE = "everyone"  # the group of positions that files call so, where they have one


@dataclass(frozen=True)
class StandardsPaper:
    """A published version in one language. `base` is the address of the product."""

    number: int
    document: Document
    words: str  # the digest of the document
    reason: str
    published_at: datetime
    language: str
    base: str

    @classmethod
    def of(cls, version: StandardVersion, language: str, base: str) -> "StandardsPaper":
        """The paper of a published version."""
        return cls(
            version.number,
            version.document,
            version.digest,
            version.reason,
            version.published_at,
            language,
            base,
        )

    @property
    def digest(self) -> str:
        """SHA-256 over everything the paper says."""
        said = (self.number, self.words, self.reason, self.published_at, self.language, self.base)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def address(self) -> str:
        """Where the standards in force are read."""
        return address_of(self.base, "standards.index")

    def address_of(self, clause: str) -> str:
        """Where the clause of this number is read; it finds the clause in later versions too."""
        return address_of(self.base, "standards.clause", version=self.number, number=clause)

    def whom(self, criterion: Criterion) -> str:
        """Whom a criterion concerns, in words, in the order of the document."""
        everyone = set(self.document.groups.get(EVERYONE, ())) or {p.code for p in self.document.positions}
        titles = [
            position.title.in_(self.language)
            for position in self.document.positions
            if position.code in criterion.positions
            and not (everyone <= set(criterion.positions) and position.code in everyone)
        ]
        return ", ".join([_("Everyone"), *titles] if everyone <= set(criterion.positions) else titles)

    def where(self, criterion: Criterion) -> str:
        """On which channels it is looked at, in words."""
        known = self.document.channels
        return ", ".join(each.title.in_(self.language) for each in known if each.code in criterion.channels)

    @property
    def pictures(self) -> dict[str, Picture]:
        """The reference pictures by the codes of their criteria."""
        return {each.code: each.picture for each in self.document.criteria() if each.picture}
