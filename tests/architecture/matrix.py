"""The matrix of routes.toml: every address with the people it is open to."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from app.authoring import operations as authoring
from app.authoring.content.blank import new_clause
from app.authoring.content.parts import find
from app.authoring.importing.models import Imported
from app.authoring.importing.reading import of_document
from app.authoring.publishing import operations as publishing
from app.checklists.models import ChecklistVersion
from app.db import db
from app.exchange.importing import propose
from app.people import operations as people
from app.people.models import Employee, User
from app.reports import bulk
from app.storage import storage
from app.visits import fragment
from app.visits.models import Visit
from tests.cast import NAMES, Cast
from tests.sync.draft import copied_draft
from tests.training.made import signed
from tests.visits.spoken import noted

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True)
class Line:
    """One line: a method, an address with the names of its things, and the people of the cast it is open to."""

    method: str
    pattern: str
    who: tuple[str, ...]
    public: bool

    def __str__(self) -> str:
        return f"{self.method} {self.pattern}"

    @property
    def unsafe(self) -> bool:
        return self.method in UNSAFE

    def address(self, things: dict[str, object]) -> str:
        return self.pattern.format(**things)

    def rule(self, app: Flask, things: dict[str, object]) -> Rule:
        """The route that answers this line."""
        matching = app.url_map.bind("localhost").match(
            self.address(things), method=self.method, return_rule=True
        )
        return matching[0]


def lines() -> list[Line]:
    """Every line of the matrix."""
    read = tomllib.loads(Path(__file__).with_name("routes.toml").read_text(encoding="utf-8"))
    return [
        Line(*place.split(), _people(section, names), section == "public")
        for section, listed in read.items()
        for place, names in listed.items()
    ]


def _people(section: str, names: str) -> tuple[str, ...]:
    """On a page a role means everybody who has it, on an object only our own person."""
    if section == "public":
        return tuple(NAMES)
    first, *others = names.split(", ")
    named = set(first.split()) | set(others)
    assert named <= set(NAMES), f"unknown people: {named - set(NAMES)}"
    return tuple(who for who in NAMES if who in named or (section == "pages" and who.split()[-1] in named))


def things(app: Flask, cast: Cast) -> dict[str, object]:
    """What the names in braces stand for: the cast, and what can only be made in the running product."""
    with app.test_request_context():
        administrator = db.session.get_one(User, cast.users["administrator"])
        _invitation, secret = people.invite(
            email="new@example.com", name="New", role="hr", place=people.Place(), by=administrator
        )
        people.open_session(db.session.get_one(User, cast.users["auditor"]), device="Her old phone")
        db.session.commit()
        auditor = db.session.get_one(User, cast.users["auditor"])
        device = people.queries.devices_of(auditor, since=administrator.created_at)[0].id
        version = db.session.get_one(ChecklistVersion, cast.checklist)
        form = fragment.fragment(version, "mystery", "en")
        draft = copied_draft(db.session.get_one(Visit, cast.open_audit))
        desk = authoring.begin(by=db.session.get_one(User, cast.users["quality"]))
        edit = authoring.add(desk, find(desk.content, "chapter:courtesy"), new_clause(), by=None)
        offers = of_document(
            propose(b"# Doors\n\n- The guard opens the door.", "doors.md"), desk.base.document
        )
        imported = Imported(copy=desk, name="doors.md", content=offers.model_dump(mode="json"))
        db.session.add(imported)
        db.session.flush()
        seen = publishing.Seen(version.standard.number, desk.id, desk.rev)
        publication = publishing.order_publication(seen, reason="Later", language="en", by=auditor)
        db.session.commit()
        notes = {
            name: noted(db.session.get_one(Visit, visit))
            for name, visit in (("voice", cast.approved_audit), ("covert_voice", cast.approved_mystery))
        }
        db.session.commit()
        signature = signed(db.session.get_one(Employee, cast.employee))
        db.session.commit()
        reports = bulk.order(
            db.session.get_one(User, cast.users["regional"]), {}, "en", base="https://etalon.example.com/"
        )
        reports.key = storage().put_by_digest("reports", b"made before", ".zip")
        db.session.commit()
        copy = {
            "bulk": reports.id,
            "signature": signature.id,
            "assessor": cast.users["auditor"],
            "edit": edit.id,
            "imported": imported.id,
            "publication": publication.id,
            "draft": draft.uuid,
            "draft_photo": draft.photos[0].uuid,
        }
    return {
        **asdict(cast),
        **copy,
        **notes,
        "invitation": secret,
        "device": device,
        "somebody": cast.users["other auditor"],
        "fragment": form.digest,
        "new_phone": "00000000-0000-4000-8000-000000000002",
        "new_submission": "00000000-0000-4000-8000-000000000001",
        "static": f"{app.static_url_path}/css/app.css",
    }
