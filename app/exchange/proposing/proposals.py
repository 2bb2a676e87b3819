"""What an import proposes: criteria with their place in the standards, nothing of it in force until somebody confirms it."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any, Literal

from flask_babel import lazy_gettext as _l

from app.exchange.reading.blocks import Place
from app.standards.noun import Exact, Noun

# Why a proposal deserves a second look.
DOUBTS = {
    "position_not_said": _l("The document does not say whose duty this is."),
    "channel_not_said": _l("The document does not say on which channel."),
    "no_duty_word": _l("No word says that this is a duty."),
    "frame": _l("It stands among the general provisions."),
}
Doubt = Literal["position_not_said", "channel_not_said", "no_duty_word", "frame"]
WARNINGS = {
    "column": _l("The column “%(what)s” is not known and was not read."),
    "position": _l("There is no position “%(what)s” in the standards."),
    "channel": _l("There is no channel “%(what)s” in the standards."),
    "weight": _l("“%(what)s” is not a weight."),
    "critical": _l("“%(what)s” is neither yes nor no."),
    "sheet": _l("The sheet “%(what)s” has no column of criteria and was not read."),
    "hidden": _l("The hidden sheet “%(what)s” was not read."),
    "pictures": _l("Pictures were not read: %(what)s."),
    "deleted": _l("Text that was deleted with tracked changes was not read: %(what)s."),
    "footnotes": _l("Footnotes were not read: %(what)s."),
    "nothing": _l("Nothing in the file reads like a requirement."),
}
Kind = Literal[
    "column", "position", "channel", "weight", "critical", "sheet", "hidden", "pictures",
    "deleted", "footnotes", "nothing",
]  # fmt: skip


class Warning(Noun):
    """Something of the file that was not understood or not read."""

    kind: Kind
    what: str = ""
    where: Place | None = None

    @property
    def words(self) -> Any:
        return WARNINGS[self.kind] % {"what": self.what}


class ProposedClause(Noun):
    """A clause that the document has; `number` and `text` as they stand there, empty if there is none."""

    chapter: str
    title: str
    number: str = ""
    text: str = ""
    where: Place


class Proposal(Noun):
    """One criterion that the document seems to ask for.

    `criterion` is its wording in the document, `question` how an assessor would be asked, and `fails_on`
    the answer to it that is bad. `lead` is what the document says once for a whole list.
    Positions and channels are codes; positions may be a group such as "everyone".
    """

    id: str
    chapter: str
    clause: str
    criterion: str
    lead: str = ""
    question: str
    fails_on: Literal["yes", "no"] = "no"
    forbids: bool = False
    expected: str = ""
    why: str = ""
    positions: tuple[str, ...]
    channels: tuple[str, ...]
    weight: Exact | None = None
    critical: bool | None = None
    where: Place
    doubts: tuple[Doubt, ...] = ()

    @property
    def sure(self) -> Literal["sure", "likely", "guess"]:
        """How sure the proposal is: nobody had to guess, something was left to guess, or much was."""
        weighty = [doubt for doubt in self.doubts if doubt != "channel_not_said"]
        return "guess" if len(weighty) > 1 else "likely" if weighty else "sure"

    def row(self) -> dict[str, Any]:
        """Give the line of `flask standards import --json`."""
        return {
            "chapter": self.chapter,
            "clause": self.clause,
            "criterion": self.criterion,
            "positions": list(self.positions),
            "channels": list(self.channels),
            "where": str(self.where),
        }


class Proposals(Noun):
    """All that was found in one file, in its order; as JSON it can be kept until it is confirmed."""

    title: str = ""
    clauses: tuple[ProposedClause, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    warnings: tuple[Warning, ...] = ()


def stable_id(chapter: str, clause: str, criterion: str, seen: dict[str, int]) -> str:
    """Give the same id for the same words each time; the second of two twins gets another. `seen` counts twins."""
    key = "\n".join((chapter, clause, criterion))
    seen[key] = seen.get(key, 0) + 1
    return hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:12]


def weight_of(text: str) -> Decimal | None:
    """Read a weight from 0 to 100 as people write it in a table; None if it is none."""
    plain = text.strip().replace(",", ".")
    if not plain.replace(".", "", 1).isdigit() or not plain.isascii() or len(plain) > 6:
        return None
    weight = Decimal(plain)
    return weight if weight <= 100 else None
