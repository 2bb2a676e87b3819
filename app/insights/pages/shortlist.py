"""Of very many stores those with a line of their own: all where they are few, else the surely weakest."""

from collections.abc import Mapping
from functools import cached_property

from flask_babel import ngettext

from app.insights.tally import Tally, surely_low

FEW = 30  # so many are all drawn
DRAWN = 20  # of more, the weakest


class Shortlist:
    """Stores side by side, by their ids."""

    def __init__(self, tallies: Mapping[int, Tally]) -> None:
        self.tallies = tallies

    @property
    def whole(self) -> bool:
        """Whether every store is drawn."""
        return len(self.tallies) <= FEW

    @cached_property
    def drawn(self) -> list[int]:
        """The stores with a line each."""
        return list(self.tallies) if self.whole else surely_low(self.tallies, DRAWN)

    @property
    def more(self) -> str:
        """What is not drawn, in words."""
        left = len(self.tallies) - len(self.drawn)
        if not left:
            return ""
        return ngettext(
            "Drawn are the weakest; %(num)s more store stands in the file.",
            "Drawn are the weakest; %(num)s more stores stand in the file.",
            left,
        )
