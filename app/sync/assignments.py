"""What an assessor takes along: the open visits, with everything a phone needs to fill them without network."""

from typing import Any

from flask import url_for

from app.sync import operations
from app.sync import queries as sync_queries
from app.sync.models import DraftBackup
from app.visits import fragment, queries, states
from app.visits.models import AUDIT, Visit
from app.web.filters import moment


def as_json(visit: Visit, language: str) -> dict[str, Any]:
    """One open visit for a phone, in the assessor's language; times for reading are the company's."""
    form = fragment.fragment(visit.checklist, visit.kind, language)
    document = visit.checklist.standard.document
    return {
        "id": visit.id,
        "store": {"name": visit.store.name, "address": visit.store.address},
        "position": document.position(visit.checklist.position).title.in_(language),
        "channel": document.channel(visit.checklist.channel).title.in_(language),
        "kind": visit.kind,
        "deadline": visit.deadline.isoformat(),
        "deadline_text": moment(visit.deadline),
        "scenario": visit.scenario,
        "employee": visit.employee.name if visit.employee and visit.kind == AUDIT else None,
        "state": visit.state,
        "asks_position": visit.asks_position,
        "allows_voice": visit.allows_voice,
        "returned": _returned(visit),
        "drafts": [_draft(backup) for backup in sync_queries.backups_to_go_on_with(visit)],
        "checklist": {"id": visit.checklist_id, "digest": visit.checklist.digest},
        "fragment": {"url": _address(visit, language, form.digest), "digest": form.digest},
    }


def _address(visit: Visit, language: str, digest: str) -> str:
    return url_for(
        "sync.fragment_of_checklist",
        checklist_id=visit.checklist_id,
        kind=visit.kind,
        code=language,
        digest=digest,
    )


def _draft(backup: DraftBackup) -> dict[str, Any]:
    """A copy of a draft from which a device could go on; each phone leaves out those that lie on it itself."""
    missing = len(operations.missing_photos(backup))
    return {
        "id": backup.uuid,
        "device": backup.device,
        "phone": backup.device_name,
        "rev": backup.rev,
        "answered": backup.answered,
        "photos": len(backup.photos),
        "missing": missing,
        "updated_at": backup.saved_at.isoformat(),
    }


def _returned(visit: Visit) -> dict[str, str] | None:
    back = queries.return_of(visit)
    return (
        {"reason": str(states.RETURN_REASONS.get(back.reason, back.reason)), "note": back.note}
        if back
        else None
    )
