"""The planner's page of the field: where every open visit lies, and which phones need a word."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.clock import now
from app.db import db
from app.people.models import User
from app.sync import operations, payloads
from app.visits import operations as visits
from app.visits import states
from app.visits.models import Visit
from tests.cast import Cast, app_with_cast
from tests.conftest import SignIn, Visitor
from tests.sync.draft import OTHER_PHONE, PHONE, copied_draft

WELL: dict[str, Any] = {"installed": True, "persistent": True, "free": 10**10, "unsent": 0}


def speak(app: Flask, cast: Cast, who: str = "auditor", *, phone: str = PHONE, **changes: Any) -> None:
    """Somebody's phone gives its word."""
    ago = changes.pop("ago", timedelta())
    report = payloads.Report.model_validate({**WELL, **changes})
    with app.test_request_context():
        owner = db.session.get_one(User, cast.users[who])
        operations.hear(phone, report, of=owner, device_name=f"{who} phone", at=now() - ago)
        db.session.commit()


def page(sign_in: SignIn, path: str = "/fieldwork") -> str:
    return " ".join(sign_in("quality").get(path).text.split())


def test_a_visit_on_no_phone_says_so(cast: Cast, sign_in: SignIn) -> None:
    assert "On no phone yet." in page(sign_in)
    assert f"№ {cast.open_audit} · Nevsky One" in page(sign_in)
    assert "Arkady Lookwell" in page(sign_in)


def test_how_far_a_draft_is_and_how_far_its_copy(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        draft = copied_draft(db.session.get_one(Visit, cast.open_audit))
        db.session.commit()
        lies = {"visit": cast.open_audit, "ready": True, "draft": draft.uuid, "answered": 12, "of": 34}
    saved = now().isoformat()
    speak(app, cast, visits=[{**lies, "rev": 3, "saved_at": saved}])
    shown = page(sign_in)
    assert "Answered 12 of 34, saved" in shown
    assert "The server has a copy of it" in shown
    assert "Ready" in shown
    speak(app, cast, visits=[{**lies, "rev": 4, "saved_at": saved}])
    assert "The server has an older copy" in page(sign_in)
    speak(app, cast, visits=[])
    assert "Only the copy is left" in page(sign_in)
    assert "1 answer," in page(sign_in, f"/visits/{cast.open_audit}")


def test_a_phone_in_trouble_is_not_ready_and_stands_first(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    here = [{"visit": cast.open_audit, "ready": True}]
    speak(app, cast, visits=here)
    assert "Phones that need a word" not in page(sign_in)
    speak(app, cast, visits=here, persistent=False, free=1)
    shown = page(sign_in)
    assert shown.index("Phones that need a word") < shown.index("Open visits</h2>")
    assert "The phone may clear its storage" in shown
    assert "Little space is left" in shown
    assert "<span>Ready</span>" not in shown
    speak(app, cast, visits=here, unsent=2, ago=timedelta(days=3))
    shown = page(sign_in)
    assert "2 visits not sent" in shown
    assert "silent for more than two days" in shown


def test_a_phone_of_long_ago_is_not_in_use_any_more(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    here = {"visit": cast.open_audit, "ready": True}
    speak(app, cast, visits=[here], ago=timedelta(days=31))
    assert "On no phone yet." in page(sign_in)
    assert "auditor phone" not in page(sign_in)
    draft = {**here, "draft": OTHER_PHONE, "rev": 1, "answered": 1, "saved_at": now().isoformat()}
    speak(app, cast, visits=[draft], ago=timedelta(days=31))
    assert "The server has no copy of it." in page(sign_in)


def test_a_word_of_somebody_elses_phone_does_not_count(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    speak(app, cast, "other auditor", phone=OTHER_PHONE, visits=[{"visit": cast.open_audit, "ready": True}])
    assert "On no phone yet." in page(sign_in)
    assert "other auditor phone" not in page(sign_in)


def test_nothing_open_is_said_with_what_to_do(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        visits.cancel(db.session.get_one(Visit, cast.open_audit), by=None, note="")  # type: ignore[arg-type]
        db.session.commit()
    assert "No open visits" in page(sign_in)


def test_from_here_one_takes_in_the_copy_of_a_phone_that_cannot_send(sign_in: SignIn) -> None:
    assert 'href="/rescue/import"' in page(sign_in)
    assert "Take in a copy from a phone" in sign_in("quality").get("/rescue/import").text


@pytest.mark.parametrize("who", ["shopper", "auditor", "reviewer", "director", "regional", "hr", "employee"])
def test_nobody_but_the_planner_sees_the_phones(app: Flask, cast: Cast, sign_in: SignIn, who: str) -> None:
    speak(app, cast, visits=[{"visit": cast.open_audit, "ready": True}])
    visitor = sign_in(who)
    assert visitor.get("/fieldwork").status_code == 404
    assert "auditor phone" not in visitor.get(f"/visits/{cast.open_audit}").text


def test_a_stranger_is_asked_to_sign_in(sign_in: SignIn) -> None:
    assert sign_in(None).get("/fieldwork").status_code == 302


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_visits(tmp_path: Path) -> None:
    app, cast = app_with_cast(tmp_path)
    few = _questions(app, cast)
    with app.app_context():
        first = db.session.get_one(Visit, cast.open_audit)
        same = {name: getattr(first, name) for name in ("store", "checklist", "assessor", "kind", "deadline")}
        for _number in range(20):
            visit = Visit(**same)
            visit.become(states.ASSIGNED, by=None)
            db.session.add(visit)
        db.session.commit()
    assert _questions(app, cast) == few


def _questions(app: Flask, cast: Cast) -> int:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    visitor = Visitor(app, cast.users["quality"])
    event.listen(engine, "before_cursor_execute", note)
    assert visitor.get("/fieldwork").status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)
