"""Visits that wait at every state today: what each person of the demo finds on the desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.db import db
from app.demo.behaviour import Circumstances
from app.demo.chain import BY_CODE
from app.demo.history import Chronicle
from app.demo.schedule import Planned, Wanted, at, plan
from app.reviews import operations as reviews
from app.visits import operations as visits
from app.visits import states
from app.visits.models import AUDIT, MYSTERY, Visit

Life = Callable[[Chronicle, Planned], None]
FIRST_NUMBER = 9001  # far from the history's, so that chance falls apart from it
HARDLY_LOOKED = Circumstances(chance=0.8, not_observed=0.55)


def _assigned(chronicle: Chronicle, planned: Planned) -> None:
    chronicle.assigned(planned)


def _accepted(chronicle: Chronicle, planned: Planned) -> None:
    chronicle.accepted(planned)


def _started(chronicle: Chronicle, planned: Planned) -> None:
    visit = chronicle.under_way(planned)
    answers = list(chronicle.filled(planned).answers.items())[:9]
    visits.save_draft(visit, dict(answers), by=visit.assessor).updated_at = planned.finished_at


def _submitted(chronicle: Chronicle, planned: Planned) -> None:
    chronicle.submit(chronicle.under_way(planned), planned, planned.finished_at)


def _submitted_late(chronicle: Chronicle, planned: Planned) -> None:
    _submitted(chronicle, replace(planned, deadline=planned.started_at - timedelta(hours=6)))


def _submitted_incomplete(chronicle: Chronicle, planned: Planned) -> None:
    filled = chronicle.filled(planned)
    answered = [
        code for code, answer in filled.answers.items() if "value" in answer and not code.startswith("FBK")
    ]
    for code in answered[-2:]:
        del filled.answers[code]
    chronicle.submit(chronicle.under_way(planned), planned, planned.finished_at, filled=filled)


def _submitted_blindly(chronicle: Chronicle, planned: Planned) -> None:
    filled = chronicle.filled(planned, HARDLY_LOOKED)
    chronicle.submit(chronicle.under_way(planned), planned, planned.finished_at, filled=filled)


def _on_hold(chronicle: Chronicle, planned: Planned) -> None:
    visit = _sent(chronicle, planned)
    note = "В рассказе и в ответах разное время ожидания. Жду запись очереди от магазина."
    reviews.hold(visit, by=chronicle.cast.users["reviewer"], note=note, at=_evening(chronicle))


def _returned(reason: str, note: str) -> Life:
    def life(chronicle: Chronicle, planned: Planned) -> None:
        visit, when = _sent(chronicle, planned), _evening(chronicle)
        deadline = at(chronicle.today + timedelta(days=2), 23, 0, chronicle.zone)
        reviewer = chronicle.cast.users["reviewer"]
        reviews.return_(visit, by=reviewer, reason=reason, note=note, deadline=deadline, at=when)

    return life


def _rejected(reason: str, note: str) -> Life:
    def life(chronicle: Chronicle, planned: Planned) -> None:
        reviewer = chronicle.cast.users["reviewer"]
        reviews.reject(
            _sent(chronicle, planned), by=reviewer, reason=reason, note=note, at=_evening(chronicle)
        )

    return life


def _impossible(reason: str, note: str) -> Life:
    def life(chronicle: Chronicle, planned: Planned) -> None:
        visit = chronicle.accepted(planned)
        visits.give_up(visit, by=visit.assessor, reason=reason, note=note, at=planned.started_at)

    return life


def _cancelled(chronicle: Chronicle, planned: Planned) -> None:
    visit = chronicle.assigned(planned)
    note = "Магазин закрывают на два дня для пересчёта, визит перенесён в следующую волну."
    visit.become(states.CANCELLED, by=chronicle.cast.users["quality"], at=planned.accepted_at, note=note)


def _sent(chronicle: Chronicle, planned: Planned) -> Visit:
    visit = chronicle.under_way(planned)
    chronicle.submit(visit, planned, planned.finished_at)
    return visit


def _evening(chronicle: Chronicle) -> datetime:
    return at(chronicle.today - timedelta(days=1), 21, 40, chronicle.zone)


# What happened; kind, store, position, channel; the day of the visit or of its deadline, from today.
# Stores of an even code belong to the second auditor; the mystery visits here are all the first shopper's.
WAITING: tuple[tuple[Life, str, str, str, str, int], ...] = (
    (_assigned, "mystery", "S07", "consultant", "in_person", 2),
    (_assigned, "audit", "S07", "cashier", "in_person", 1),
    (_assigned, "audit", "S03", "consultant", "in_person", 3),
    (_assigned, "mystery", "S09", "cashier", "in_person", 3),
    (_assigned, "audit", "S05", "store", "in_person", 5),
    (_assigned, "audit", "S04", "cashier", "in_person", 2),
    (_assigned, "mystery", "S01", "operator", "phone", 1),
    (_accepted, "audit", "S09", "service_desk", "in_person", 1),
    (_accepted, "audit", "S11", "guard", "in_person", 2),
    (_accepted, "mystery", "S11", "store", "website", 2),
    (_started, "audit", "S07", "consultant", "in_person", 0),
    (_submitted, "audit", "S07", "service_desk", "in_person", -1),
    (_started, "mystery", "S03", "consultant", "chat", 0),
    (_submitted, "mystery", "S06", "consultant", "in_person", -1),
    (_submitted, "audit", "S02", "consultant", "in_person", -1),
    (_submitted_late, "mystery", "S10", "service_desk", "in_person", -1),
    (_submitted_incomplete, "audit", "S05", "cashier", "in_person", -1),
    (_submitted_blindly, "mystery", "S12", "guard", "in_person", -2),
    (_on_hold, "mystery", "S08", "cashier", "in_person", -2),
    (_returned("photo", "На снимке не видно ценников. Снимите, пожалуйста, полку ещё раз, прямо и ближе."),
     "audit", "S01", "guard", "in_person", -2),
    (_returned("contradiction", "Отмечено, что кассир попрощался, а в рассказе наоборот. Как было?"),
     "mystery", "S02", "cashier", "in_person", -3),
    (_rejected("recognised", "Сотрудник назвал визит проверкой ещё до начала разговора, оценивать нечего."),
     "mystery", "S04", "consultant", "in_person", -9),
    (_impossible("closed", "Магазин закрыт из-за отключения света, на двери объявление до завтра."),
     "mystery", "S12", "store", "in_person", -1),
    (_impossible("nobody", "Смену охранника никто не заменил, на входе пусто весь час наблюдения."),
     "audit", "S03", "guard", "in_person", -2),
    (_cancelled, "mystery", "S10", "store", "in_person", 4),
)  # fmt: skip


def leave_waiting(chronicle: Chronicle) -> int:
    """Make every visit that waits; gives how many there are."""
    for number, (life, kind, code, position, channel, days) in enumerate(WAITING, FIRST_NUMBER):
        shop = BY_CODE[code]
        staff = (each for each in chronicle.cast.workers if each.shop is shop and each.position == position)
        worker = next(staff, None) if kind == AUDIT else None
        wanted = Wanted(kind, shop, position, channel, worker)
        life(chronicle, _planned(number, wanted, days, chronicle.today, chronicle.zone))
    db.session.flush()
    return len(WAITING)


def _planned(number: int, wanted: Wanted, days: int, today: date, zone: ZoneInfo) -> Planned:
    """A plan whose past lies before today, whatever the hour is now; only the deadline may be ahead."""
    made = plan(number, wanted, today + timedelta(days=min(days, -1)), today, zone)
    ahead = at(today + timedelta(days=days), 23, 0, zone)
    who = "shopper" if wanted.kind == MYSTERY else made.assessor
    return replace(made, assessor=who, deadline=ahead if days >= 0 else made.deadline, passed=1.0)
