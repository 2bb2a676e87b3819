"""The same day gives the same demo: who works, which visits are made, what is answered, what is drawn."""

from datetime import date
from zoneinfo import ZoneInfo

from app.checklists.derivation import derive
from app.demo import pictures, schedule
from app.demo.behaviour import Circumstances, Sheet
from app.demo.chain import workers
from app.demo.filling import fill
from tests.built_in import built_in

DAY, MOSCOW = date(2026, 3, 31), ZoneInfo("Europe/Moscow")


def plan():
    return schedule.history(workers(DAY), DAY, MOSCOW)


def test_the_same_day_plans_the_same_visits_for_the_same_people():
    assert plan() == plan()
    assert len({worker.name for worker in workers(DAY)}) == len(workers(DAY))


def test_visits_begin_in_shop_hours_and_are_reviewed_before_today():
    for each in plan():
        assert 10 <= each.started_at.hour < 20
        assert each.assigned_at < each.accepted_at < each.started_at < each.finished_at
        assert each.started_at.date() < DAY


def test_the_same_visit_is_answered_alike_and_whole():
    document = built_in().document
    sheet = Sheet(derive(document, "cashier", "in_person"), "audit")
    planned = next(each for each in plan() if each.position == "cashier" and each.kind == "audit")
    given = Circumstances(0.7, 0.05)
    filled = fill(planned, sheet, given, planned.draw)
    assert filled == fill(planned, sheet, given, planned.draw)
    asked = {question.id for question in sheet.checklist.questions() if question.scored}
    assert asked <= filled.answers.keys()


def test_every_scene_is_a_small_jpeg_and_the_same_twice():
    for scene in pictures.SCENES:
        drawn = pictures.picture(scene, 0)
        assert drawn[:2] == b"\xff\xd8"
        assert len(drawn) <= 150_000
        pictures.picture.cache_clear()
        assert pictures.picture(scene, 0) == drawn
