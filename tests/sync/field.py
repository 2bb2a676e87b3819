"""A small field: one store, one auditor with an open audit, a stranger, and a checklist with every kind of question."""

import hashlib
import io
import json
import shutil
import tempfile
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from PIL import Image
from sqlalchemy import select

from app import create_app
from app.checklists import operations as checklists
from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people.models import User
from app.people.passwords import hash_password
from app.stores.models import Region, Store
from app.visits import operations
from app.visits.models import AUDIT, Visit
from tests.standards.small_folder import CHAPTER, CRITERION, HUMAN, SCENARIO, SmallFolder

PASSWORD = "correct horse battery"
RECORDED = "        nature: human\n        stage: impression\n        dimensions: {rater: empathy}\n"
EVERY_KIND = {
    6: RECORDED + "        kind: text\n",
    7: HUMAN.replace("welcome", "deal") + "        kind: choices\n        options:\n"
    '          - {code: bag, points: 1, title: {ru: "Пакет", en: "A bag"}}\n'
    '          - {code: card, points: 1, title: {ru: "Карта", en: "A card"}}\n',
    8: HUMAN.replace("welcome", "deal") + "        kind: number\n        bands: [{max: 3, points: 1}, {points: 0}]\n"
    '        unit: {ru: "человек", en: "people"}\n',
    9: RECORDED + "        kind: recommendation\n        required: true\n",
    10: RECORDED + "        kind: photo\n        required: true\n",
    11: RECORDED + "        kind: signature\n        required: true\n",
    12: RECORDED + "        kind: date\n",
    13: RECORDED + "        kind: time\n",
}  # fmt: skip


def every_kind(under: Path) -> SmallFolder:
    """The small folder, turned so that the cashier's checklist asks every kind of question there is."""
    folder = SmallFolder(under)
    head, *criteria = folder.text(CHAPTER).split("      - code: ")
    parts = ["      - code: " + each for each in criteria]
    parts += [CRITERION.replace("NN", "13")]
    for number, own in EVERY_KIND.items():
        parts[number - 1] = CRITERION.replace("NN", f"{number:02}") + own
    parts[0] += "        evidence: required\n"
    folder.write(CHAPTER, head + "".join(parts))
    folder.write("standards/codes.txt", "".join(f"COU-{number:02}\n" for number in range(1, 14)))
    folder.write("scenarios.yaml", SCENARIO.replace("chat", "in_person").replace("[seller]", "[cashier]"))
    return folder


@dataclass
class Field:
    """The app with its people; ids, since objects do not outlive a request."""

    app: Flask
    visit: int
    auditor: int
    stranger: int
    photos: dict[str, bytes] = field(default_factory=dict)

    def payload(self, *, photos: int = 0, **changes: Any) -> dict[str, Any]:
        """A submission as a phone writes it, with so many photos, whose bytes are kept in `photos`."""
        with self.app.app_context():
            digest = db.session.get_one(Visit, self.visit).checklist.digest
            checklist = db.session.get_one(Visit, self.visit).checklist_id
        taken = [self._photo(number) for number in range(photos)]
        content = {
            "format": 1,
            "id": str(uuid.uuid4()),
            "visit": self.visit,
            "checklist": {"id": checklist, "digest": digest},
            "answers": {"COU-01": {"value": "yes"}, "COU-02": {"value": 4}},
            "photos": taken,
            "finished_at": now().isoformat(),
        }
        return {**content, **changes}

    def _photo(self, number: int) -> dict[str, Any]:
        content = picture(number)
        name = str(uuid.uuid4())
        self.photos[name] = content
        sha256 = hashlib.sha256(content).hexdigest()
        return {"id": name, "question": "COU-01", "sha256": sha256, "size": len(content)}


def picture(shade: int = 0) -> bytes:
    """A small JPEG, another for every shade."""
    written = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 40 + shade * 20 % 200, 60)).save(written, "JPEG")
    return written.getvalue()


def written(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()


def make_field(under: Path, **settings: Any) -> Field:
    """The field on a scratch SQLite file under a folder; its rows are made once and copied."""
    seed = _seed()
    shutil.copy(seed / "field.sqlite", under / "field.sqlite")
    app = _app(under, settings)
    with app.app_context():
        visit = db.session.scalars(select(Visit)).one()
        stranger = db.session.scalars(select(User).where(User.name == "Stranger")).one()
        return Field(app, visit.id, visit.assessor_id, stranger.id)


def _app(under: Path, settings: dict[str, Any]) -> Flask:
    own = {
        "TESTING": True,
        "SECRET_KEY": "a secret of nobody, only for tests, long",
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{under / 'field.sqlite'}",
        "STORAGE_URL": (under / "files").as_uri(),
        "QUEUE_URL": f"sqlite:///{under / 'queue.sqlite'}",
    }
    return create_app({**own, **settings})


@cache
def _seed() -> Path:
    under = Path(tempfile.mkdtemp())
    with _app(under, {}).app_context():
        fill(under)
        db.session.remove()
        db.engine.dispose()
    return under


def fill(under: Path) -> Visit:
    """Make the tables and the rows of the field in the running app, the standards in a scratch folder."""
    db.create_all()
    standards = every_kind(under).read()
    checklists.publish(standards.document, standards.selections, reason="first")
    store = Store(code="S1", name="Nevsky 1", address="Nevsky prospekt 1", region=Region(name="North"))
    common = {"role": "auditor", "language": "en", "password_hash": hash_password(PASSWORD)}
    people = [
        User(email=f"{name}@example.com", name=name.title(), **common) for name in ("auditor", "stranger")
    ]
    db.session.add_all([store, *people])
    db.session.flush()
    version = db.session.scalars(select(ChecklistVersion).where(ChecklistVersion.position == "cashier")).one()
    what = operations.Assignment(
        store, version, people[0], AUDIT, now() + timedelta(days=1), scenario="Buy a bolt."
    )
    visit = operations.assign(what, by=None)
    db.session.commit()
    return visit
