"""The quality manager's explicit choice for one checklist: what is left out, added, asked in other words, and why."""

from __future__ import annotations

from app.standards.criterion import Code, CriterionCode, Noun, Text


class Selection(Noun):
    """What differs from the plain projection of the standards on one position and channel.

    `added` names criteria of other positions or channels. `was` keeps what the standards asked when the question was
    reworded here, by which it is known later that they ask in other words now.
    """

    position: Code
    channel: Code
    leave_out: tuple[CriterionCode, ...] = ()
    added: tuple[CriterionCode, ...] = ()
    reworded: dict[CriterionCode, Text] = {}
    was: dict[CriterionCode, Text] = {}
    because: Text

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.leave_out or self.added or self.reworded)


Selections = tuple[Selection, ...]  # what selections.yaml holds
