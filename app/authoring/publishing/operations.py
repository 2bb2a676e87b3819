"""Publishing the working copy as it was looked at: asked for on the page, done by the worker."""

from collections.abc import Iterator
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from app import tasks
from app.authoring import operations, queries
from app.authoring.content.document import NotWhole
from app.authoring.publishing.outlook import hindrances
from app.checklists import operations as checklists
from app.checklists.proof import Proof, proofs
from app.checklists.selection import Selections
from app.db import db
from app.people.models import User
from app.standards.document import Document
from app.standards.models import StandardVersion
from app.standards.queries import current_standard
from app.tasks import CannotBeDone, Job, Progress

PUBLICATION = "publication"
READ, DERIVED = 10, 80  # per cent


class Seen(NamedTuple):
    """What somebody looked at before deciding to publish: the version then in force, the copy and its rev."""

    version: int
    copy: int
    rev: int


def order_publication(seen: Seen, *, reason: str, language: str, by: User) -> Job:
    """Ask for the copy to be published as it was seen."""
    return tasks.enqueue(PUBLICATION, {**seen._asdict(), "reason": reason}, language=language, by=by.id)


@tasks.job(PUBLICATION)
def publish_copy(job: Job, tell: Progress) -> str:
    """Publish the copy as the next version and end it; gives the version's number.

    The checklists are derived before anything is written, so that nobody waits for their turn to write meanwhile.
    What is written is committed together with the end of the job.
    """
    seen = Seen(*(job.arguments[name] for name in Seen._fields))
    with force_locale(job.language):
        document, selections = _as_seen(seen, locked=False)
        tell(READ)
        made = list(_told(document, selections, tell))
        _as_seen(seen, locked=True)
        by = db.session.get_one(User, job.by_id)
        version = checklists.publish(
            document, selections, reason=job.arguments["reason"], by=by, checklists=made
        )
        copy = queries.working_copy()
        assert copy is not None  # noqa: S101  (it was there a moment ago, and is locked)
        operations.end(copy, version, by=by)
        db.session.flush()
        return str(version.number)


def _as_seen(seen: Seen, *, locked: bool) -> tuple[Document, Selections]:
    """The copy as it was seen. Raises CannotBeDone with a sentence for whoever wanted it published."""
    copy, standard = queries.working_copy(locked=locked), current_standard()
    if standard is None or standard.number != seen.version:
        raise CannotBeDone(_overtaken(standard))
    if copy is None or copy.id != seen.copy:
        raise CannotBeDone(_("The working copy you looked at was ended meanwhile. Nothing was published."))
    if copy.rev != seen.rev:
        raise CannotBeDone(
            _("The working copy was changed after you looked at it. Nothing was published: look at it again.")
        )
    try:
        document, selections = copy.document(), copy.selections()
    except NotWhole:
        document, selections = None, ()
    if document is None or (not locked and hindrances(copy)):
        raise CannotBeDone(_("Something in the working copy is not right yet. Nothing was published."))
    return document, selections


def _overtaken(standard: StandardVersion | None) -> str:
    number = standard.number if standard else 0
    if standard and standard.by:
        return _(
            "%(name)s published version %(number)s meanwhile. Nothing was published twice: look at what is in force now.",
            name=standard.by.name,
            number=number,
        )
    return _("Version %(number)s was published meanwhile. Nothing was published twice.", number=number)


def _told(document: Document, selections: Selections, tell: Progress) -> Iterator[Proof]:
    """Every checklist as it will be kept, telling how far it is whenever another per cent is done."""
    count = sum(len(position.channels) for position in document.positions)
    told = READ
    for at, proof in enumerate(proofs(document, selections), 1):
        yield proof
        done = READ + (DERIVED - READ) * at // count
        if done >= told + 10:
            tell(done)
            told = done
