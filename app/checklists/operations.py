"""Publishing: a version of the standards, and a new version of each checklist that it changes."""

from collections.abc import Iterable
from datetime import datetime

from app.checklists import queries
from app.checklists.models import ChecklistVersion
from app.checklists.proof import Proof, proofs
from app.checklists.selection import Selections
from app.clock import now
from app.db import db
from app.people.models import User
from app.standards.document import Document
from app.standards.models import StandardVersion


def publish(
    document: Document,
    selections: Selections,
    *,
    reason: str,
    by: User | None = None,
    at: datetime | None = None,
    checklists: Iterable[Proof] | None = None,
) -> StandardVersion:
    """Publish the document as the next version, with a new version of every checklist that differs.

    A checklist in which nothing changed keeps its version, so that visits stay comparable. `checklists` are the
    proofs of the document, where they were made before; no more than writing is left to do then. Two versions
    cannot have one number: whoever is second meets an IntegrityError at the flush.
    """
    standard = StandardVersion(
        number=queries.last_standard_number() + 1,
        content=document.model_dump(mode="json"),
        selections=[each.model_dump(mode="json") for each in selections],
        digest=document.digest(),
        reason=reason,
        by=by,
        published_at=at or now(),
    )
    db.session.add(standard)
    before = queries.last_printed()
    for proof in proofs(document, selections) if checklists is None else checklists:
        printed = before.get((proof.position, proof.channel))
        if printed is None or printed.digest != proof.digest:
            db.session.add(_next(proof, printed, standard))
    return standard


def _next(proof: Proof, before: queries.Printed | None, standard: StandardVersion) -> ChecklistVersion:
    return ChecklistVersion(
        position=proof.position,
        channel=proof.channel,
        number=before.number + 1 if before else 1,
        standard=standard,
        content=proof.content,
        digest=proof.digest,
        published_at=standard.published_at,
    )
