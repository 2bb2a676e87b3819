"""Publishing: a version of the standards, and a new version of each checklist that it changes."""

import hashlib
import json
from datetime import datetime

from app.checklists import queries
from app.checklists.derivation import derive_all
from app.checklists.models import ChecklistVersion
from app.checklists.selection import Selections
from app.clock import now
from app.db import db
from app.standards.document import Document
from app.standards.models import StandardVersion


def publish(
    document: Document, selections: Selections, *, reason: str, at: datetime | None = None
) -> StandardVersion:
    """Publish the document as the next version, with a new version of every checklist that differs.

    A checklist in which nothing changed keeps its version, so that visits stay comparable.
    """
    content = document.model_dump(mode="json")
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    standard = StandardVersion(
        number=queries.last_standard_number() + 1,
        content=content,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        reason=reason,
        published_at=at or now(),
    )
    db.session.add(standard)
    current = {(version.position, version.channel): version for version in queries.current_checklists()}
    for checklist in derive_all(document, selections):
        before = current.get((checklist.position, checklist.channel))
        if before and before.digest == checklist.digest():
            continue
        db.session.add(
            ChecklistVersion(
                position=checklist.position,
                channel=checklist.channel,
                number=before.number + 1 if before else 1,
                standard=standard,
                content=checklist.model_dump(mode="json"),
                digest=checklist.digest(),
                published_at=standard.published_at,
            )
        )
    return standard
