"""One visit filled in: an answer to every question, remarks where it went badly, the story of it. Pure."""

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from app.checklists.checklist import Question
from app.demo.behaviour import Circumstances, Said, Sheet
from app.demo.pictures import VARIANTS, scene_for
from app.demo.remarks import HALF, SURPRISES, remark, story, tells
from app.demo.schedule import Planned

PLACE, SIGNATURE, SURPRISE = "FBK-23", "FBK-24", "FBK-21"


@dataclass
class Filled:
    """What the assessor says: answers by criterion, and which scenes were photographed for which of them."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    scenes: dict[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Bad:
    """An answer that lost points: how much weight, and what was said about it."""

    question: Question
    lost: Fraction
    remark: str


def fill(planned: Planned, sheet: Sheet, given: Circumstances, draw: Random) -> Filled:
    """Answer every question of the sheet."""
    filled, bad = Filled(), []
    weight, earned = Fraction(0), Fraction(0)
    for question in sheet.checklist.questions():
        if not question.scored:
            continue
        said = sheet.say(question, given, draw)
        answer = filled.answers[question.id] = _answer(said)
        if said.x is None:
            continue
        lost = Fraction(question.weight) * (1 - said.x)
        weight, earned = weight + Fraction(question.weight), earned + Fraction(question.weight) - lost
        if said.x <= HALF:
            bad.append(Bad(question, lost, remark(question, said, draw)))
            if draw.random() < 0.75 or question.critical:
                answer["comment"] = bad[-1].remark
    _tell(planned, sheet, filled, bad, float(earned / weight) if weight else 0.0, draw)
    _photograph(planned, sheet, filled, bad, draw)
    return filled


def _answer(said: Said) -> dict[str, Any]:
    return {"non_answer": said.non_answer} if said.non_answer else {"value": said.value}


def _tell(planned: Planned, sheet: Sheet, filled: Filled, bad: list[Bad], mean: float, draw: Random) -> None:
    """Answer what is recorded and not scored."""
    remarks = [each.remark for each in sorted(bad, key=lambda each: -each.lost) if tells(each.question)][:4]
    recorded = {
        "text": lambda: story(planned.kind, planned.channel, planned.started_at.hour, mean, remarks, draw),
        "recommendation": lambda: max(0, min(10, round(mean * 11 + draw.gauss(-0.6, 0.8)))),
        "date": lambda: f"{planned.started_at:%Y-%m-%d}",
        "time": lambda: f"{planned.started_at:%H:%M}",
    }
    for question in sheet.checklist.questions():
        if question.id == SURPRISE:
            if draw.random() < mean - 0.35:
                filled.answers[SURPRISE] = {"value": draw.choice(SURPRISES)}
        elif question.kind in recorded:
            filled.answers[question.id] = {"value": recorded[question.kind]()}


def _photograph(planned: Planned, sheet: Sheet, filled: Filled, bad: list[Bad], draw: Random) -> None:
    """Take a photo of the costliest thing on every second visit, of the place on some, and a signature on audits."""
    asked = {question.id for question in sheet.checklist.questions()}
    worth_it = [each for each in bad if each.question.evidence != "none"]
    if worth_it and draw.random() < 0.55:
        worst = max(worth_it, key=lambda each: each.lost).question
        filled.scenes[worst.id] = (scene_for(worst.id, planned.channel), draw.randrange(VARIANTS))
    if PLACE in asked and draw.random() < 0.08:
        filled.scenes[PLACE] = (draw.choice(("sales_floor", "entrance", "shelf")), draw.randrange(VARIANTS))
    if SIGNATURE in asked and planned.worker and draw.random() < 0.2:
        filled.scenes[SIGNATURE] = ("signature", draw.randrange(VARIANTS))
