"""What is done to visits before they are submitted: assigned, taken up, begun, given up, called off, drafted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people.models import Employee, User
from app.standards.scenario import Scenario
from app.stores.models import Store
from app.visits import states
from app.visits.models import AUDIT, COMPETITOR, MYSTERY, Draft, Visit
from app.waves.models import Wave
from app.web.languages import language


class NotAllowed(ValueError):
    """A rule of the profession forbids this assignment; the sentence says which, in the reader's language."""


@dataclass(frozen=True)
class Assignment:
    """Whom to send where, to assess what, until when."""

    store: Store
    checklist: ChecklistVersion
    assessor: User
    kind: str
    deadline: datetime
    scenario: str = ""
    part: Scenario | None = None  # of the standards; told before the words of `scenario`
    employee: Employee | None = None
    wave: Wave | None = None


def assign(what: Assignment, *, by: User | None, at: datetime | None = None) -> Visit:
    """Plan a visit. Raises NotAllowed when the kind, the store, the person or the wave do not go together."""
    _check_rules(what)
    visit = Visit(
        kind=what.kind,
        store=what.store,
        checklist=what.checklist,
        assessor=what.assessor,
        employee=what.employee,
        wave=what.wave,
        scenario=_told(what),
        scenario_code=what.part.code if what.part else None,
        deadline=what.deadline,
        created_at=at or now(),
    )
    visit.become(states.ASSIGNED, by=by, at=at)
    db.session.add(visit)
    return visit


def _told(what: Assignment) -> str:
    """The part and what was written to it, frozen: later versions of the standards change neither.

    In the assessor's language; an assessor who has chosen none gets the one in which the visit is planned.
    """
    part = what.part.told(what.assessor.language or language()) if what.part else ""
    return "\n\n".join(filter(None, (part, what.scenario.strip())))


def _check_rules(what: Assignment) -> None:
    if what.part and not what.part.tests(what.checklist.position, what.checklist.channel):
        raise NotAllowed(_("This scenario is for another position or another channel."))
    if (what.kind == COMPETITOR) != (what.store.competitor is not None):
        raise NotAllowed(
            _("A visit to a competitor goes to a competitor’s store, and no other visit goes there.")
        )
    if what.kind == MYSTERY:
        if what.assessor.role != "shopper":
            raise NotAllowed(_("A mystery visit is made by a mystery shopper."))
        if what.employee:
            raise NotAllowed(_("A mystery visit names nobody: it assesses the position."))
        if what.wave is None or not what.wave.may_be_covert:
            raise NotAllowed(
                _("A mystery visit needs a wave with a purpose and a notice to staff that was acknowledged.")
            )
    elif what.kind == COMPETITOR:
        _check_rules_at_competitor(what)
    elif what.kind == AUDIT and what.assessor.role != "auditor":
        raise NotAllowed(_("An open audit is made by an auditor."))
    if what.employee and (what.employee.store_id, what.employee.position) != (
        what.store.id,
        what.checklist.position,
    ):
        raise NotAllowed(_("This employee does not hold this position in this store."))


def _check_rules_at_competitor(what: Assignment) -> None:
    if what.assessor.role != "shopper":
        raise NotAllowed(_("A visit to a competitor is made by a mystery shopper."))
    if what.employee:
        raise NotAllowed(_("A visit to a competitor names nobody."))
    if what.wave:
        raise NotAllowed(_("A visit to a competitor belongs to no wave: waves are for our own stores."))


def accept(visit: Visit, *, by: User, at: datetime | None = None) -> None:
    """The assessor takes the visit on; a second tap changes nothing."""
    if visit.state != states.ACCEPTED:
        visit.become(states.ACCEPTED, by=by, at=at)


def start(visit: Visit, *, by: User, at: datetime | None = None) -> None:
    """The assessor begins to fill it in; beginning again changes nothing."""
    if visit.state != states.STARTED:
        visit.become(states.STARTED, by=by, at=at)


def give_up(visit: Visit, *, by: User, reason: str, note: str, at: datetime | None = None) -> None:
    """The visit cannot be made; the reason is from the closed list."""
    visit.become(states.IMPOSSIBLE, by=by, reason=reason, note=note, at=at)


def cancel(visit: Visit, *, by: User, note: str, at: datetime | None = None) -> None:
    """The planner calls off a visit that was not made yet, and why. Raises OutOfTurn when it was."""
    if visit.state not in states.OPEN:
        raise states.OutOfTurn(visit.state, states.CANCELLED)
    visit.become(states.CANCELLED, by=by, note=note, at=at)


def save_draft(visit: Visit, answers: dict[str, Any], *, by: User) -> Draft:
    """Keep what a page without JavaScript has so far."""
    if visit.draft is None:
        visit.draft = Draft(rev=0)
    visit.draft.answers = answers
    visit.draft.rev += 1
    if visit.state != states.SUBMITTED and states.STARTED in states.FOLLOWS[visit.state]:
        start(visit, by=by)
    return visit.draft
