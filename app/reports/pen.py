"""A checklist as a form to fill in by pen: questions numbered through, conditions in words, room for every kind of answer."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.checklists.checklist import Checklist, Question, Section
from app.checklists.models import ChecklistVersion
from app.reports.qr import address_of
from app.visits.conditions import wanted
from app.visits.fields import RADIO_KINDS


@dataclass(frozen=True)
class Row:
    """A question under its number on the form; `when` says when it is asked, empty when always."""

    number: int
    question: Question
    when: str

    @property
    def may_have_none(self) -> bool:
        """Whether “not applicable” and “not seen” can be its answer."""
        return self.question.kind in RADIO_KINDS or self.question.scored


@dataclass(frozen=True)
class PenForm:
    """What a kind of visit asks by a published checklist, in one language. `base` is the address of the product."""

    id: int
    number: int
    standard: int  # the version of the standards
    words: str  # the digest of the checklist
    checklist: Checklist  # as this kind of visit asks it
    kind: str
    language: str
    base: str

    @classmethod
    def of(cls, version: ChecklistVersion, kind: str, language: str, base: str) -> "PenForm":
        """The form of a published checklist for a "mystery" visit or an "audit"."""
        checklist = version.checklist.for_visit(kind)
        standard = version.standard.number
        return cls(version.id, version.number, standard, version.digest, checklist, kind, language, base)

    @property
    def covert(self) -> bool:
        """Whether expected values and critical marks are hidden: whoever knows them sees them."""
        return self.kind != "audit"

    @property
    def digest(self) -> str:
        """SHA-256 over everything the form says."""
        said = (self.id, self.number, self.standard, self.words, self.kind, self.language, self.base)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def address(self) -> str:
        """The page of this version of the checklist."""
        return address_of(self.base, "checklists.show", version_id=self.id, kind=self.kind)

    def sections(self) -> Iterator[tuple[Section, list[Row]]]:
        """The sections in the order of this kind of visit, their questions numbered through."""
        numbers = {question.id: number for number, question in enumerate(self.checklist.questions(), 1)}
        for section in self.checklist.sections:
            rows = [Row(numbers[each.id], each, self._when(each, numbers)) for each in section.questions]
            yield section, rows

    def _when(self, question: Question, numbers: dict[str, int]) -> str:
        when = question.enable_when
        if when is None:
            return ""
        told = [
            _(
                "№ %(number)s is “%(answer)s”",
                number=numbers[each.item],
                answer=wanted(each, self.checklist.question(each.item), self.language),
            )
            for each in when.conditions
        ]
        joint = _(" and ") if when.all else _(" or ")
        return _("Only if %(conditions)s", conditions=joint.join(told))
