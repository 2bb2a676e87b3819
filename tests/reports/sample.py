"""A visit to write a report of: a small chain, the real standards, answers of every kind, photos drawn on the spot."""

import hashlib
import io
import json
import uuid
from datetime import UTC, date, datetime
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import select

from app.checklists.checklist import Question
from app.checklists.models import ChecklistVersion
from app.checklists.operations import publish
from app.db import db
from app.people.models import Employee, User
from app.stores.models import Region, Store
from app.visits import intake, operations, states
from app.visits.models import Visit
from app.visits.payload import read_payload
from app.waves.models import Wave
from tests.built_in import built_in

DAY = datetime(2026, 5, 14, 12, 30, tzinfo=UTC)
SHOPPER, AUDITOR, EMPLOYEE = "Зинаида Секретова", "Аркадий Проверяев", "Марина Кассирова"
NAMES = uuid.UUID("8c0e2a52-2a6c-4a6e-9d0a-3f6f5f0a8d11")


class Chain:
    """One region, two stores and the people whom a visit needs, with the standards published."""

    def __init__(self) -> None:
        publish(*built_in(), reason="first", at=DAY)
        region = Region(name="Северо-Запад")
        self.store = Store(
            code="spb-07", name="Эталон на Садовой", address="Санкт-Петербург, Садовая ул., 41", region=region
        )
        self.other = Store(code="spb-08", name="Эталон на Невском", address="Невский пр., 1", region=region)
        db.session.add_all([self.store, self.other])
        db.session.flush()
        self.shopper = self._user("shopper", SHOPPER)
        self.auditor = self._user("auditor", AUDITOR)
        self.reviewer = self._user("reviewer", "Раиса Ревизова")
        self.director = self._user("director", "Дмитрий Главный", store=self.store)
        self.stranger = self._user("director", "Иной Директор", store=self.other)
        self.employee = Employee(
            name=EMPLOYEE, position="consultant", store=self.store, hired_on=date(2024, 1, 9)
        )
        self.wave = Wave(
            name="Весна",
            purpose="Узнать, как встречают",
            notice="Визиты возможны",
            starts_on=date(2026, 5, 1),
            ends_on=date(2026, 5, 31),
            published_at=DAY,
            acknowledged_at=DAY,
            acknowledged_by=self.director,
        )
        db.session.add_all([self.employee, self.wave])
        db.session.commit()

    def _user(self, role: str, name: str, store: Store | None = None) -> User:
        number = hashlib.sha256(name.encode()).hexdigest()[:8]
        user = User(
            email=f"{role}-{number}@example.com", name=name, role=role, password_hash="-", store=store
        )
        db.session.add(user)
        return user

    def assigned(self, kind: str) -> Visit:
        """A visit of a consultant that nobody has made yet."""
        covert = kind == "mystery"
        checklist = db.session.scalars(
            select(ChecklistVersion).filter_by(position="consultant", channel="in_person")
        ).one()
        what = operations.Assignment(
            store=self.store,
            checklist=checklist,
            assessor=self.shopper if covert else self.auditor,
            kind=kind,
            deadline=DAY,
            employee=None if covert else self.employee,
            wave=self.wave if covert else None,
        )
        visit = operations.assign(what, by=self.reviewer, at=DAY)
        db.session.commit()
        return visit

    def visit(self, kind: str, *, comments: dict[int, str] | None = None, answers: Any = None) -> Visit:
        """An approved visit; `comments` by the place of the question, `answers(place, question)`."""
        visit = self.assigned(kind)
        self._submit(visit, comments or {}, answers or answer)
        visit.become(states.APPROVED, by=self.reviewer, at=DAY)
        db.session.commit()
        return visit

    def _submit(self, visit: Visit, comments: dict[int, str], choose: Any) -> None:
        checklist = visit.checklist.checklist.for_visit(visit.kind)
        answers, photos, pictures = {}, [], {}
        for place, question in enumerate(checklist.questions()):
            given = choose(place, question)
            if given is None:
                continue
            answers[question.id] = given | ({"comment": comments[place]} if place in comments else {})
            if place % 9 == 4 or question.kind in ("photo", "signature"):
                key, content = str(uuid.uuid5(NAMES, f"{visit.id} {place}")), picture(place)
                pictures[key] = content
                photos.append(
                    {
                        "id": key,
                        "question": question.id,
                        "sha256": hashlib.sha256(content).hexdigest(),
                        "size": len(content),
                    }
                )
        body = {
            "format": 1,
            "id": str(uuid.uuid5(NAMES, str(visit.id))),
            "visit": visit.id,
            "checklist": {"id": visit.checklist.id, "digest": visit.checklist.digest},
            "answers": answers,
            "photos": photos,
            "finished_at": DAY.isoformat(),
        }
        submission, _new = intake.announce(json.dumps(body).encode(), by=visit.assessor, at=DAY)
        announced = {photo.id: photo for photo in read_payload(submission.body).photos}
        for key, content in pictures.items():
            intake.receive_photo(submission, announced[key], intake.store_photo(content))
        db.session.commit()


def answer(place: int, question: Question) -> dict[str, Any] | None:
    """A believable answer to the question at this place: mostly good, some not, a few not seen."""
    if place % 17 == 11:
        return {"non_answer": "not_observed" if place % 2 else "not_applicable"}
    poor = place % 9 == 4
    good = "no" if question.fails_on == "yes" else "yes"
    match question.kind:
        case "yes_no":
            return {"value": ({"yes": "no", "no": "yes"}[good] if poor else good)}
        case "scale":
            return {"value": (question.max or 5) - (2 if poor else place % 2)}
        case "choice":
            return {"value": (question.options or ())[-1 if poor else 0].code}
        case "choices":
            return {"value": [option.code for option in question.options or () if not option.excluded][:2]}
        case "number" | "duration":
            return {"value": 240 if poor else 25}
        case "found_of_sought":
            return {"value": {"found": 2, "sought": question.sought or 3}}
        case "recommendation":
            return {"value": 8}
        case "text":
            return {"value": "Подошли сразу, говорили по делу; на кассе ждал дольше, чем хотелось бы."}
        case "date":
            return {"value": "2026-05-14"}
        case "time":
            return {"value": "15:20"}
        case _:
            return {"value": ["attached"]}


def picture(number: int) -> bytes:
    """A JPEG of a shop with its number, as large as a phone sends it."""
    image = Image.new("RGB", (1200, 900), (214, 205, 190))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 620, 1200, 900), fill=(150, 135, 115))
    for shelf in range(5):
        left = 60 + shelf * 225
        draw.rectangle((left, 180, left + 180, 620), fill=(90, 110, 120 + number % 9 * 10))
        for row in range(3):
            draw.rectangle(
                (left + 15, 220 + row * 130, left + 165, 300 + row * 130), fill=(230, 180 - row * 30, 90)
            )
    draw.text((40, 40), f"{number}", fill=(30, 30, 30), font_size=90)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=80)
    return written.getvalue()
