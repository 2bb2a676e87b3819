"""Many auditors with many visits, made at once: people who can sign in, and their open audits."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people.models import SignIn, User
from app.visits import states
from app.visits.models import AUDIT, Visit, VisitEvent
from tests.benchmarks import forms
from tests.sync.field import Field


@dataclass(frozen=True)
class Auditor:
    """Somebody with a signed-in phone and open visits, as a submission names them."""

    headers: dict[str, str]
    visits: list[dict[str, Any]]


def checklist_of(field: Field, questions: int) -> int:
    """A checklist of so many questions, published in the field; its id."""
    with field.app.app_context():
        first = db.session.get_one(Visit, field.visit).checklist
        content = forms.checklist_of(questions)
        version = ChecklistVersion(
            position="cashier",
            channel="in_person",
            number=100 + questions,
            standard=first.standard,
            content=content.model_dump(mode="json"),
            digest=content.digest(),
        )
        db.session.add(version)
        db.session.commit()
        return version.id


def crowd(field: Field, auditors: int, visits_each: int, checklist: int | None = None) -> list[Auditor]:
    """So many new auditors with so many visits each, of a checklist or of the field's own."""
    with field.app.app_context():
        pattern = db.session.get_one(Visit, field.visit)
        version = db.session.get_one(ChecklistVersion, checklist or pattern.checklist_id)
        asked = {"id": version.id, "digest": version.digest}
        people = list(_people(auditors))
        ids = list(db.session.scalars(insert(User).returning(User.id, sort_by_parameter_order=True), people))
        tokens = [f"phone-of-{id}" for id in ids]
        hashes = [hashlib.sha256(token.encode()).hexdigest() for token in tokens]
        signed_in = [
            {"token_hash": sum, "user_id": id, "device": "storm"} for id, sum in zip(ids, hashes, strict=True)
        ]
        db.session.execute(insert(SignIn), signed_in)
        common = {"kind": AUDIT, "store_id": pattern.store_id, "checklist_id": version.id, "scenario": ""}
        common |= {"deadline": now() + timedelta(days=1)}
        open_ones = [{**common, "assessor_id": id} for id in ids for _visit in range(visits_each)]
        made = list(
            db.session.scalars(insert(Visit).returning(Visit.id, sort_by_parameter_order=True), open_ones)
        )
        begun = [{"visit_id": id, "state": states.ASSIGNED, "at": now()} for id in made]
        db.session.execute(insert(VisitEvent), begun)
        db.session.commit()
        each = [made[at : at + visits_each] for at in range(0, len(made), visits_each)]
        return [
            Auditor({"Cookie": f"sid={token}"}, [{"visit": visit, "checklist": asked} for visit in own])
            for token, own in zip(tokens, each, strict=True)
        ]


def _people(auditors: int) -> Iterator[dict[str, Any]]:
    before = len(list(db.session.scalars(select(User.id))))
    for number in range(before, before + auditors):
        yield {
            **{"email": f"auditor-{number}@example.com", "name": f"Auditor {number}", "role": "auditor"},
            **{"language": "en", "password_hash": "nobody signs in by it"},
        }
