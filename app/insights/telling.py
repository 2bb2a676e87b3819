"""What changed and what to do first, in plain sentences: no more than the figures can carry."""

from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import ngettext

from app.insights.figures import Figure
from app.insights.tally import Tally
from app.scoring.intervals import Difference, difference_interval, share_contrast
from app.web.filters import decimal, percent


def told_change(now: Tally, before: Tally) -> str:
    """How the mean moved, and whether that can be told from chance."""
    if now.few:
        return _told_few(now)
    mean = percent(now.mean.mean)
    if before.few:
        return _("The mean score is %(mean)s; there is too little before it to compare with.", mean=mean)
    difference = difference_interval(before.sums, now.sums)
    points = _points(difference)
    if not difference.shown:
        return _(
            "The mean score is %(mean)s. No change from the last period can be shown: the difference of %(points)s"
            " points may be chance.",
            mean=mean,
            points=points,
        )
    if difference.rose:
        return _("The mean score rose by %(points)s points, to %(mean)s.", points=points, mean=mean)
    return _("The mean score fell by %(points)s points, to %(mean)s.", points=points, mean=mean)


def told_met(now: Tally, before: Tally) -> str:
    """How much more or less often a criterion was met, and whether that can be told from chance."""
    if now.few:
        return _told_few(now)
    share = percent(100 * (now.met.share or 0))
    if before.few:
        return _(
            "It was met in %(share)s of visits; there is too little before it to compare with.", share=share
        )
    difference = share_contrast([now.met], [before.met])
    points = _points(difference)
    if not difference.shown:
        return _(
            "It was met in %(share)s of visits. No change from the last period can be shown: the difference of"
            " %(points)s points may be chance.",
            share=share,
            points=points,
        )
    if difference.rose:
        return _(
            "It was met in %(share)s of visits, %(points)s points more than before.",
            share=share,
            points=points,
        )
    return _(
        "It was met in %(share)s of visits, %(points)s points less than before.", share=share, points=points
    )


def _told_few(now: Tally) -> str:
    """That nobody, or hardly anybody, was there."""
    if not now.n:
        return _("Nobody visited in this period.")
    return ngettext(
        "%(num)s visit in this period: too few to judge by.",
        "%(num)s visits in this period: too few to judge by.",
        now.n,
    )


def _points(difference: Difference) -> str:
    return decimal(abs(difference.difference or Fraction(0)))


def told_critical(now: Tally) -> str:
    """In how many visits a critical question failed; nothing where in none."""
    if not now.critical:
        return ""
    return ngettext(
        "A critical question failed in %(num)s visit of %(n)s.",
        "A critical question failed in %(num)s visits of %(n)s.",
        now.critical,
        n=now.n,
    )


def told_first(question: str, clause: str, earned: Figure) -> str:
    """The first thing to do."""
    return _(
        "Begin with clause %(clause)s: “%(question)s” earned %(earned)s of its points.",
        clause=clause,
        question=question,
        earned=percent(earned.mean.mean, 0),
    )


def told_weakest(figure: Figure) -> str:
    """The weakest link, which stands beside every mean."""
    return _(
        "The weakest position is %(position)s: %(score)s.",
        position=figure.label,
        score=percent(figure.mean.mean),
    )
