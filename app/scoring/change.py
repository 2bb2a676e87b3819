"""Did it help: before and after where something was done, with the rest of the chain as a control.

What changes everywhere (a season, a new checklist, a stricter assessor) is no merit of the training. The difference
of the two differences takes it off: Card and Krueger (1994), Minimum wages and employment, American Economic
Review 84; its interval is Welch's, each of the four means with a spread of its own.
"""

from typing import NamedTuple

from app.scoring.intervals import Difference, Scores, Sums, contrast, difference_interval


class Change(NamedTuple):
    """The change where something was done, the change elsewhere, and what is left of the first without the second."""

    own: Difference
    chain: Difference
    effect: Difference

    @property
    def shown(self) -> bool:
        """Whether the effect's interval leaves out 0."""
        low, high = self.effect.low, self.effect.high
        return low is not None and high is not None and (low > 0 or high < 0)


def change(
    before: Scores | Sums, after: Scores | Sums, chain_before: Scores | Sums, chain_after: Scores | Sums
) -> Change:
    """Give the effect in points, limited to −200…200. The chain's scores must not hold the store's own."""
    return Change(
        difference_interval(before, after),
        difference_interval(chain_before, chain_after),
        contrast(plus=[after, chain_before], minus=[before, chain_after]),
    )
