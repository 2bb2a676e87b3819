"""How likely each answer is: from the store, the person, the day and the criterion to one answer. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from app import scoring
from app.checklists.checklist import Checklist, Question
from app.demo.chain import Shop, Worker
from app.demo.luck import luck

USUAL = 0.73  # the chance of a good answer on the first day
# Whether the customer was asked how it went and told where to say so: hardly anybody does it, in any store.
WEAK_CRITERIA = frozenset({"FBK-01", "FBK-04", "FBK-05"})
WEAK_CHANCE = 0.16
COVERT_IS_STRICTER = 0.05
SELDOM = {"doubts", "aftercare"}  # stages that many a contact does not have
FULL = Fraction(1)


@dataclass(frozen=True)
class Circumstances:
    """Of one visit: the chance of a good answer to a plain question, and how often something is not seen.

    Whether customers are asked how it went is weak everywhere but where the store `asks`.
    """

    chance: float
    not_observed: float
    asks: bool = False

    @property
    def slip(self) -> float:
        """The chance that a critical question fails: rare, and growing as the rest gets worse."""
        return 0.006 + 0.05 * max(0.0, 0.72 - self.chance)


def circumstances(shop: Shop, worker: Worker | None, kind: str, passed: float, draw: Random) -> Circumstances:
    """Give the circumstances of a visit made when `passed` (0 to 1) of the three months was over."""
    chance = USUAL + shop.level + shop.growth * passed + draw.gauss(0, 0.025)
    if worker:
        chance += worker.level + worker.growth * passed
    covert = kind != "audit"
    return Circumstances(chance - COVERT_IS_STRICTER * covert, 0.07 if covert else 0.03, shop.asks)


def chance_of(question: Question, given: Circumstances) -> float:
    """Give the chance of a good answer: some criteria are easier to keep than others, asking for feedback is weak everywhere."""
    if question.critical:
        return 1 - given.slip
    if question.id in WEAK_CRITERIA and not given.asks:
        return WEAK_CHANCE + 0.3 * max(0.0, given.chance - USUAL)
    ease = max(-0.12, min(0.12, luck("criterion", question.id).gauss(0, 0.05)))
    return max(0.05, min(0.97, given.chance + ease))


@dataclass(frozen=True)
class Said:
    """An answer without its comment, and the share of the points it earned: 0 to 1, None when it is left out."""

    value: Any = None
    non_answer: str | None = None
    x: Fraction | None = None


class Sheet:
    """A checklist as one kind of visit asks it, read once for all its visits."""

    def __init__(self, checklist: Checklist, kind: str) -> None:
        self.checklist = checklist.for_visit(kind)
        rules = scoring.parse_checklist(self.checklist.model_dump(mode="json"))
        self._rules = {question.id: question for question in rules.questions()}

    def say(self, question: Question, given: Circumstances, draw: Random) -> Said:
        """Answer a scored question."""
        chance = draw.random()
        if not question.critical and chance < given.not_observed:
            return Said(non_answer="not_observed")
        if chance > 1 - (0.1 if question.stage in SELDOM else 0.02):
            return Said(non_answer="not_applicable")
        value = VALUES[question.kind](question, chance_of(question, given), draw)
        return Said(value=value, x=self._rules[question.id].kind.mark(value).x)


def _yes_no(question: Question, chance: float, draw: Random) -> str:
    bad = question.fails_on or "no"
    good = "yes" if bad == "no" else "no"
    return good if draw.random() < chance else bad


def _scale(question: Question, chance: float, draw: Random) -> int:
    low, high = question.min or 0, question.max or 0
    if draw.random() < chance:
        return high - (draw.random() < 0.3)
    return draw.randint(low + (draw.random() < 0.5), high - 1)


def _choice(question: Question, chance: float, draw: Random) -> str:
    offered = [
        (option.points or Decimal(0), option.code) for option in question.options or () if not option.excluded
    ]
    best = max(points for points, _code in offered)
    good = [code for points, code in offered if points == best]
    other = [(float(points) + 0.4, code) for points, code in offered if points < best]
    if not other or draw.random() < chance:
        return draw.choice(good)
    return draw.choices([code for _weight, code in other], [weight for weight, _code in other])[0]


def _choices(question: Question, chance: float, draw: Random) -> list[str]:
    chosen = []
    for option in question.options or ():
        worth = option.points or Decimal(0)
        likely = 0.12 + 0.88 * chance if worth > 0 else 0.3 * (1 - chance)
        if not option.excluded and draw.random() < likely:
            chosen.append(option.code)
    return chosen


def _banded(question: Question, chance: float, draw: Random) -> int | str:
    bands = question.bands or ()
    best = max(band.points for band in bands)
    wanted = [band for band in bands if band.points == best]
    if draw.random() >= chance:
        wanted = [band for band in bands if band.points < best] or wanted
    band = draw.choices(wanted, [float(each.points) + 0.5 for each in wanted])[0]
    before = [each.max for each in bands[: bands.index(band)] if each.max is not None]
    low = int(before[-1]) + 1 if before else 0
    high = int(band.max) if band.max is not None else int(low * 1.6) + 1
    if low > high:  # a band narrower than one unit
        return str(band.max)
    if question.kind == "duration" and not before:
        low = min(high, max(1, high // 4))
    return draw.randint(low, high)


def _found_of_sought(question: Question, chance: float, draw: Random) -> dict[str, int]:
    sought = question.sought or 5
    each = 0.25 + 0.75 * chance
    return {"found": sum(draw.random() < each for _ in range(sought)), "sought": sought}


VALUES = {
    "yes_no": _yes_no,
    "scale": _scale,
    "choice": _choice,
    "choices": _choices,
    "number": _banded,
    "duration": _banded,
    "found_of_sought": _found_of_sought,
}
