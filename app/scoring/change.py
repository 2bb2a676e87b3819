"""Did it help: how often a criterion was met before and after, with the rest of the chain as a control.

What changes everywhere (a season, a new checklist, a stricter assessor) is no merit of the training. The difference
of the two differences takes it off: Card and Krueger (1994), Minimum wages and employment, American Economic
Review 84. Its interval is made of Wilson's intervals of the four shares: a store where every visit met the criterion
shows no spread at all, and an interval of means would take three such visits for certainty.
"""

from typing import NamedTuple

from app.scoring.bands import FEWEST
from app.scoring.intervals import Difference, Share, share_contrast


class Change(NamedTuple):
    """The change where something was done, the change elsewhere, and what is left of the first without the second.

    `enough`: three visits or more in each of the four.
    """

    own: Difference
    chain: Difference
    effect: Difference
    enough: bool

    @property
    def shown(self) -> bool:
        """Whether there were visits enough, and the effect's interval leaves out 0."""
        return self.enough and self.effect.shown


def change(before: Share, after: Share, chain_before: Share, chain_after: Share) -> Change:
    """Give the effect in points, limited to −200…200. The chain's shares must not hold the store's own."""
    enough = all(each.n >= FEWEST for each in (before, after, chain_before, chain_after))
    return Change(
        share_contrast([after], [before]),
        share_contrast([chain_after], [chain_before]),
        share_contrast([after, chain_before], [before, chain_after]),
        enough,
    )
