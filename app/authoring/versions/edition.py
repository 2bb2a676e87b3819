"""Two editions to compare: published versions by number, or the working copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.authoring.models import WorkingCopy
from app.checklists.checklist import Checklist
from app.checklists.derivation import derive_all
from app.checklists.queries import checklists_of
from app.standards.document import Document
from app.standards.models import StandardVersion

COPY = "copy"


@dataclass(frozen=True)
class Edition:
    """One of two things compared; `code` is what the address calls it."""

    code: str
    source: StandardVersion | WorkingCopy

    @cached_property
    def document(self) -> Document:
        """Raises NotWhole for a working copy in which something is missing."""
        return self.source.document() if isinstance(self.source, WorkingCopy) else self.source.document

    @cached_property
    def checklists(self) -> list[Checklist]:
        """What is asked by it. Raises NotWhole."""
        if isinstance(self.source, WorkingCopy):
            return derive_all(self.document, self.source.selections())
        return [each.checklist for each in checklists_of(self.source.number)]


def editions(versions: Sequence[StandardVersion], copy: WorkingCopy | None) -> dict[str, Edition]:
    """Everything that may be compared by its code, the latest first."""
    found = {COPY: Edition(COPY, copy)} if copy else {}
    return found | {str(each.number): Edition(str(each.number), each) for each in versions}
