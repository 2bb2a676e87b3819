"""What the codes of a figure are called: positions, channels, stages, dimensions, criteria, in the reader's language."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from flask_babel import lazy_gettext as _l

from app.insights.cells import CRITERION, FRAMEWORK, NATURE, SECTION, SHIFT, STAGE
from app.insights.facts import DAY, EVENING, MORNING
from app.insights.forms import KINDS
from app.standards.document import Channel, Document, Framework, Position, Reference, Stage
from app.standards.queries import current_standard
from app.visits.models import AUDIT, MYSTERY
from app.web.filters import words

SHIFTS = {
    MORNING: _l("Morning, until noon"),
    DAY: _l("Day, noon to 17:00"),
    EVENING: _l("Evening, from 17:00"),
}
VISITS = {MYSTERY: _l("Mystery visit"), AUDIT: _l("Audit")}
NATURES = {"human": _l("People"), "conditions": _l("Conditions")}
POSITION, CHANNEL, KIND, REGION, STORE = "position", "channel", "kind", "region", "store"
FACETS = {
    POSITION: _l("Position"),
    CHANNEL: _l("Channel"),
    KIND: _l("Kind of visit"),
    REGION: _l("Region"),
    SHIFT: _l("Shift"),
    STAGE: _l("Stage of the contact"),
    NATURE: _l("People and conditions"),
}


class Titles:
    """The words of the standards in force; a code they no longer know stands for itself."""

    @cached_property
    def document(self) -> Document | None:
        standard = current_standard()
        return standard.document if standard else None

    def of(self, facet: str, code: str) -> str:
        """What one part of a facet is called."""
        return self._facet(facet).get(code, code)

    def facet(self, facet: str) -> str:
        """What a way to cut the scores is called."""
        if facet.startswith(FRAMEWORK):
            code = facet.removeprefix(FRAMEWORK)
            return next((words(each.title) for each in self.frameworks if each.code == code), code)
        return str(FACETS.get(facet, facet))

    def facets(self, codes: Iterable[str]) -> dict[str, str]:
        """Several ways to cut with their titles, for choosing one."""
        return {code: self.facet(code) for code in codes}

    def order(self, facet: str) -> list[str]:
        """The codes of a facet in the order of the standards."""
        return list(self._facet(facet))

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks of the standards in force."""
        return self.document.frameworks if self.document else ()

    def question(self, code: str) -> str:
        """What a criterion asks."""
        return self.of(CRITERION, code)

    def clause(self, code: str) -> Reference | None:
        """The clause of a criterion, None where the standards no longer have it."""
        try:
            return self.document.clause_of(code) if self.document else None
        except KeyError:
            return None

    def _facet(self, facet: str) -> Mapping[str, str]:
        if facet not in self._known:
            self._known[facet] = self._read(facet)
        return self._known[facet]

    @cached_property
    def _known(self) -> dict[str, Mapping[str, str]]:
        return {}

    def _read(self, facet: str) -> Mapping[str, str]:
        document = self.document
        fixed = {SHIFT: SHIFTS, NATURE: NATURES, KIND: KINDS}.get(facet)
        if fixed:
            return {code: str(title) for code, title in fixed.items()}
        if document is None:
            return {}
        if facet == CRITERION:
            return {each.code: words(each.question) for each in document.criteria()}
        if facet.startswith(FRAMEWORK):
            code = facet.removeprefix(FRAMEWORK)
            cut = next((each.dimensions for each in document.frameworks if each.code == code), {})
            return {code: words(title) for code, title in cut.items()}
        nouns: dict[str, tuple[Position | Channel | Stage, ...]] = {
            POSITION: document.positions,
            CHANNEL: document.channels,
            STAGE: document.stages,
            SECTION: document.stages,
        }
        return {each.code: words(each.title) for each in nouns.get(facet, ())}
