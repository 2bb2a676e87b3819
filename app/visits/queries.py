"""Visits, and which of them each viewer may see."""

from collections.abc import Iterable

from sqlalchemy import Select, false, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.checklists.models import ChecklistVersion
from app.db import db
from app.people.models import Employee, User
from app.people.roles import ASSESSORS, DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL, REVIEWER
from app.stores.models import Store
from app.visits import states
from app.visits.models import AUDIT, COMPETITOR, VOICE, Evidence, Submission, Visit, VisitEvent

ALL_VISITS = {QUALITY, REVIEWER}
SEE_COMPETITORS = {*ALL_VISITS, REGIONAL}  # a region knows the competitors in it
RETURNED_OR_NOT = (states.RETURNED, states.SUBMITTED)


def visits_visible_to(viewer: User) -> Select[Visit]:
    """Visits the viewer may see, latest deadline first.

    Assessors see their own; stores and regions only what was approved, a region also of competitors in it; HR
    approved visits to our own stores; an employee only approved open audits of himself.
    """
    loads = (
        joinedload(Visit.store).joinedload(Store.region),
        joinedload(Visit.checklist),
        joinedload(Visit.employee),
        selectinload(Visit.submissions).joinedload(Submission.scorecard),
    )
    every = select(Visit).options(*loads).order_by(Visit.deadline.desc(), Visit.id.desc())
    if viewer.role in ALL_VISITS:
        return every
    if viewer.role in ASSESSORS:
        return every.where(Visit.assessor_id == viewer.id, Visit.state != states.CANCELLED)
    approved = every.where(Visit.state == states.APPROVED)
    if viewer.role == DIRECTOR:
        return approved.where(Visit.store_id == viewer.store_id)
    if viewer.role == REGIONAL:
        return approved.where(Visit.store.has(Store.region_id == viewer.region_id))
    if viewer.role == HR:
        return approved.where(Visit.kind != COMPETITOR)
    if viewer.role == EMPLOYEE:
        return approved.where(Visit.kind == AUDIT, Visit.employee_id == viewer.employee_id)
    return every.where(false())


def narrowed(
    visits: Select[Visit], *, store: str | None = None, state: str | None = None, kind: str | None = None
) -> Select[Visit]:
    """Those of the visits that were made in the store with this number, are in the state, are of the kind."""
    if store:
        visits = visits.where(Visit.store_id == int(store))
    if state:
        visits = visits.where(Visit.state == state)
    return visits.where(Visit.kind == kind) if kind else visits


def all_visits(state: str | None = None) -> list[Visit]:
    """Every visit, or those in one state, by number: for the terminal, which has no viewer."""
    every = select(Visit).order_by(Visit.id)
    loads = (
        joinedload(Visit.store),
        joinedload(Visit.checklist),
        selectinload(Visit.submissions).joinedload(Submission.scorecard),
    )
    if state:
        every = every.where(Visit.state == state)
    return list(db.session.scalars(every.options(*loads)))


def visit_visible_to(viewer: User, visit_id: int, *, locked: bool = False) -> Visit | None:
    """The visit, if this viewer may see it; `locked` until the transaction ends, so that one hand decides."""
    wanted = visits_visible_to(viewer).where(Visit.id == visit_id)
    return db.session.scalar(wanted.with_for_update(of=Visit) if locked else wanted)


def visit_of_assessor(visit_id: int, assessor: User, *, locked: bool = False) -> Visit | None:
    """The visit, if it is this assessor's own; `locked` until the transaction ends."""
    own = select(Visit).where(Visit.id == visit_id, Visit.assessor_id == assessor.id)
    own = own.options(joinedload(Visit.checklist), joinedload(Visit.store))
    return db.session.scalar(own.with_for_update(of=Visit) if locked else own)


def checklist_of_assessor(assessor: User, checklist_id: int, kind: str) -> ChecklistVersion | None:
    """The checklist version, if this assessor was ever asked to fill it on this kind of visit."""
    asked = Visit.checklist_id == checklist_id, Visit.kind == kind, Visit.assessor_id == assessor.id
    own = select(ChecklistVersion).join(Visit, Visit.checklist_id == ChecklistVersion.id).where(*asked)
    return db.session.scalar(own.limit(1))


def open_visits_of(assessor: User) -> list[Visit]:
    """What the assessor still has to do: first what a reviewer sent back, then by deadline."""
    standard = joinedload(Visit.checklist).joinedload(ChecklistVersion.standard)
    open_ones = visits_visible_to(assessor).where(Visit.state.in_(states.OPEN))
    open_ones = open_ones.options(standard, selectinload(Visit.events))
    by_deadline = db.session.scalars(open_ones.order_by(None).order_by(Visit.deadline, Visit.id))
    return sorted(by_deadline, key=lambda visit: return_of(visit) is None)


def finished_visits_of(assessor: User) -> list[Visit]:
    """What the assessor has done, latest first, at most a hundred."""
    done = visits_visible_to(assessor).where(Visit.state.not_in(states.OPEN))
    return list(db.session.scalars(done.limit(100)))


def open_visits_on(checklists: Iterable[tuple[str, str]]) -> list[Visit]:
    """The visits not yet submitted on any version of these checklists, each a position and a channel; the next due first."""
    on_them = tuple_(ChecklistVersion.position, ChecklistVersion.channel).in_(list(checklists))
    loads = joinedload(Visit.store), contains_eager(Visit.checklist), joinedload(Visit.assessor)
    wanted = select(Visit).join(Visit.checklist).where(on_them, Visit.state.in_(states.OPEN))
    return list(db.session.scalars(wanted.options(*loads).order_by(Visit.deadline, Visit.id)))


def visits_in_review() -> list[Visit]:
    """What waits for a reviewer, the longest-waiting first."""
    loads = joinedload(Visit.store), joinedload(Visit.checklist), selectinload(Visit.submissions)
    waiting = select(Visit).where(Visit.state.in_((*states.IN_REVIEW, states.IMPOSSIBLE)))
    return list(db.session.scalars(waiting.options(*loads).order_by(Visit.deadline, Visit.id)))


def return_of(visit: Visit) -> VisitEvent | None:
    """Why a reviewer sent the visit back; None once it was submitted again."""
    last = next((each for each in reversed(visit.events) if each.state in RETURNED_OR_NOT), None)
    return last if last and last.state == states.RETURNED else None


def submission_by_uuid(uuid: str) -> Submission | None:
    """The submission with this id, whoever sent it."""
    return db.session.scalar(select(Submission).where(Submission.uuid == uuid))


def submission_of(sender: User, uuid: str, *, locked: bool = False) -> Submission | None:
    """The submission with this id, if this person sent it; `locked` with its visit until the transaction ends."""
    own = select(Submission).where(Submission.uuid == uuid, Submission.by_id == sender.id)
    if locked:
        own = own.join(Submission.visit).with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(own)


def evidence(visit: Visit, uuid: str) -> Evidence | None:
    """The photo or voice note of this visit with this id."""
    return db.session.scalar(select(Evidence).where(Evidence.visit_id == visit.id, Evidence.uuid == uuid))


def evidence_of(submission: Submission) -> list[Evidence]:
    """Every photo and voice note that arrived for the submission, in order of arrival."""
    return list(
        db.session.scalars(
            select(Evidence).where(Evidence.submission_id == submission.id).order_by(Evidence.id)
        )
    )


def loose_evidence(visit: Visit) -> list[Evidence]:
    """Photos kept with a draft and not submitted yet."""
    loose = select(Evidence).where(Evidence.visit_id == visit.id, Evidence.submission_id.is_(None))
    return list(db.session.scalars(loose.order_by(Evidence.id)))


def photo_visible_to(viewer: User, uuid: str) -> Evidence | None:
    """The photo, if the viewer may see its visit."""
    visible = visits_visible_to(viewer).with_only_columns(Visit.id).order_by(None)
    wanted = select(Evidence).where(Evidence.uuid == uuid, Evidence.kind != VOICE)
    return db.session.scalar(wanted.where(Evidence.visit_id.in_(visible)))


def voice_heard_by(viewer: User, uuid: str) -> Evidence | None:
    """The voice note, if the viewer may hear it."""
    visible = visits_visible_to(viewer).with_only_columns(Visit.id).order_by(None)
    wanted = select(Evidence).where(Evidence.uuid == uuid, Evidence.kind == VOICE)
    found = db.session.scalar(wanted.where(Evidence.visit_id.in_(visible)))
    return found if found and may_hear(viewer, found.visit) else None


def may_hear(viewer: User, visit: Visit) -> bool:
    """Whether somebody who may see the visit may hear its voice notes: a shopper is known by the voice."""
    return not visit.is_covert or viewer.role in ALL_VISITS or viewer.id == visit.assessor_id


def employees_of_visits(store: Store, position: str) -> list[Employee]:
    """Employees of a position in a store, whom an audit may name."""
    return list(
        db.session.scalars(
            select(Employee)
            .where(Employee.store_id == store.id, Employee.position == position)
            .order_by(Employee.name)
        )
    )
