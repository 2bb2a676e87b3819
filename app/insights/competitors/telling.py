"""How we stand beside competitors, in plain sentences: no more than the figures can carry."""

from collections.abc import Sequence
from fractions import Fraction

from flask_babel import gettext as _

from app.insights.competitors.pair import Pair, least_lead
from app.web.filters import decimal, percent

MOST = 3  # competitors told one by one


def told_leads(pairs: Sequence[Pair]) -> list[str]:
    """Who leads whom by how much, where that can be shown."""
    compared = least_lead(pairs)
    if not compared:
        return [_("There are too few like visits to compare yet: three on each side are needed.")]
    shown = [pair for pair in compared if pair.lead.shown]
    if not shown:
        return [_("No competitor can be told apart from us: the differences may be chance.")]
    return [_told_lead(pair) for pair in shown[:MOST]]


def told_criteria(criteria: Sequence[Pair]) -> list[str]:
    """Where they lead us most and where we lead them most; `criteria` begins with the first and ends with the last."""
    learn = next((pair for pair in criteria if pair.lead.shown and not pair.lead.rose), None)
    keep = next((pair for pair in reversed(criteria) if pair.lead.shown and pair.lead.rose), None)
    found = []
    if learn:
        found.append(
            _(
                "Learn from them first: “%(question)s” earns them %(theirs)s of its points, us %(ours)s.",
                **_words(learn),
            )
        )
    if keep:
        found.append(
            _(
                "Keep your lead: “%(question)s” earns us %(ours)s of its points, them %(theirs)s.",
                **_words(keep),
            )
        )
    return found


def _told_lead(pair: Pair) -> str:
    points = decimal(abs(pair.lead.difference or Fraction(0)))
    if pair.lead.rose:
        return _(
            "We are %(points)s points ahead of %(competitor)s.", points=points, competitor=pair.theirs.label
        )
    return _("%(competitor)s is %(points)s points ahead of us.", points=points, competitor=pair.theirs.label)


def _words(pair: Pair) -> dict[str, str]:
    ours, theirs = (percent(each.mean.mean, 0) for each in (pair.ours, pair.theirs))
    return {"question": pair.labels[0], "ours": ours, "theirs": theirs}
