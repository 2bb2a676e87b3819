"""The quality manager's explicit choice for one checklist: what is left out, what is asked in other words, and why."""

from __future__ import annotations

from app.standards.criterion import Code, CriterionCode, Noun, Text


class Selection(Noun):
    """What differs from the plain projection of the standards on one position and channel."""

    position: Code
    channel: Code
    leave_out: tuple[CriterionCode, ...] = ()
    reworded: dict[CriterionCode, Text] = {}
    because: Text


Selections = tuple[Selection, ...]  # what selections.yaml holds
