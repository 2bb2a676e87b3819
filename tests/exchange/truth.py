"""How much of a document's truth an import proposes: criterion by criterion, in the right clause, of the right position."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from app.exchange.importing import propose
from app.exchange.proposing.proposals import Proposal, Proposals
from tests.built_in import built_in

DOCUMENTS = Path(__file__).parent / "documents"
NAMES = sorted(path.stem for path in DOCUMENTS.glob("*.yaml"))
ALIKE = 0.85


def proposed(name: str) -> Proposals:
    """What the document of this name becomes."""
    return propose((DOCUMENTS / f"{name}.docx").read_bytes(), f"{name}.docx", built_in().document)


class Share(NamedTuple):
    """How many criteria a document has, how many were proposed right, and on the right channels; what is no criterion."""

    criteria: int
    right: int
    right_channels: int
    proposals: int
    junk: int

    def __str__(self) -> str:
        return (
            f"{self.right} of {self.criteria} criteria ({self.right / self.criteria:.0%}) in the right clause with "
            f"the right position, {self.right_channels} on the right channels; "
            f"{self.junk} of {self.proposals} proposals ({self.junk / self.proposals:.0%}) are none"
        )


def share(name: str) -> Share:
    """Compare a document's proposals with its truth; each proposal counts for one criterion."""
    left = list(proposed(name).proposals)
    count = len(left)
    criteria = right = right_channels = 0
    for clause, criterion in truths(name):
        criteria += 1
        told = [each for each in left if _same(each.criterion, criterion["text"])]
        told.sort(key=lambda each: -_likeness(each.criterion, criterion["text"]))
        found = next((each for each in told if _is_right(each, clause, criterion)), None)
        if found:
            right += 1
            right_channels += sorted(found.channels) == sorted(criterion["channels"])
        if told:
            left.remove(found or told[0])
    return Share(criteria, right, right_channels, count, len(left))


def truths(name: str) -> list[tuple[str, dict[str, Any]]]:
    """Every criterion of a document with its clause."""
    truth = yaml.safe_load((DOCUMENTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return [(clause["clause"], each) for clause in truth["clauses"] for each in clause["criteria"]]


def _is_right(proposal: Proposal, clause: str, criterion: dict[str, Any]) -> bool:
    positions = sorted(proposal.positions) == sorted(criterion["positions"])
    return positions and _bare(proposal.clause) == _bare(clause)


def _same(one: str, other: str) -> bool:
    one, other = _bare(one), _bare(other)
    part = (one in other and len(one) > 0.6 * len(other)) or (other in one and len(other) > 0.6 * len(one))
    return part or _likeness(one, other) > ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _bare(one), _bare(other)).ratio()


def _bare(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.lower().replace("ё", "е")).split())
