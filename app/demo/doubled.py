"""Doubled visits: the same person seen by both auditors a day apart, which tells how far the two agree."""

from dataclasses import replace
from datetime import timedelta

from app.db import db
from app.demo.behaviour import circumstances
from app.demo.filling import Filled
from app.demo.history import Chronicle
from app.demo.luck import luck
from app.demo.schedule import Planned
from app.visits.models import AUDIT

PAIRS = 8
FIRST_NUMBER = 9001  # far from the others, so that chance falls apart from them
LATEST, EARLIEST = timedelta(days=4), timedelta(days=60)  # before today: the three months looked at hold them
APART = 0.12  # of the marks
OTHER = {"auditor": "auditor2", "auditor2": "auditor"}


def double_visits(chronicle: Chronicle, planned: list[Planned]) -> int:
    """Have some audits made again the next day by the other auditor, all approved; gives how many."""
    pairs = [(each, _again(each, place)) for place, each in enumerate(_chosen(chronicle, planned))]
    made = [chronicle.under_way(second) for _first, second in pairs]
    db.session.flush()
    for visit, (first, second) in zip(made, pairs, strict=True):
        chronicle.conclude(visit, second, filled=_second_eye(chronicle, first, second))
    db.session.flush()
    return len(made)


def _chosen(chronicle: Chronicle, planned: list[Planned]) -> list[Planned]:
    """Evenly over the weeks that are looked at."""
    ages = {each.number: chronicle.today - each.started_at.date() for each in planned}
    named = [each for each in planned if each.kind == AUDIT and each.worker]
    recent = [each for each in named if LATEST <= ages[each.number] <= EARLIEST]
    return recent[:: max(1, len(recent) // PAIRS)][:PAIRS]


def _again(first: Planned, place: int) -> Planned:
    """The same a day later, by the other auditor."""
    day = timedelta(days=1)
    moved = {
        moment: getattr(first, moment) + day
        for moment in ("assigned_at", "accepted_at", "started_at", "finished_at", "deadline")
    }
    return replace(first, number=FIRST_NUMBER + place, assessor=OTHER[first.assessor], **moved)


def _second_eye(chronicle: Chronicle, first: Planned, second: Planned) -> Filled:
    """What the second auditor says: most marks as the first, the others and the story as he saw it himself."""
    seen = circumstances(first.shop, first.worker, first.kind, first.passed, first.draw)
    one, two = chronicle.filled(first), chronicle.filled(second, seen)
    draw = luck("second eye", second.number)
    asked = chronicle.sheet(first.position, first.channel, first.kind).checklist.questions()
    same = {each.id for each in asked if each.scored and draw.random() >= APART}
    own = two.answers.keys() - same
    answers = {code: (two if code in own else one).answers[code] for code in two.answers}
    return Filled(answers, {code: scene for code, scene in two.scenes.items() if code in own})
