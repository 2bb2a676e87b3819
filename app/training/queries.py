"""Who has to sign, who has signed, what was read and answered since, and the tablets of stores."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, undefer

from app.clock import day_of
from app.db import db
from app.people.models import Employee, User
from app.people.queries import employees_visible_to
from app.standards.models import StandardVersion
from app.standards.queries import standard_versions
from app.training.models import (
    ChapterRead,
    CheckAnswer,
    Pin,
    PinCode,
    Signature,
    SignedText,
    SigningDeadline,
    StoreTablet,
)
from app.training.syllabus import Signed, Standing, Syllabus


def syllabus() -> Syllabus:
    """What every position has to read, and by when."""
    said = select(StandardVersion.number, SigningDeadline.due_on).join(
        StandardVersion, StandardVersion.id == SigningDeadline.standard_id
    )
    rows = db.session.execute(said.order_by(SigningDeadline.id))
    return Syllabus(standard_versions(), dict(iter(rows)))


def staff_visible_to(viewer: User, on: date) -> Select[Employee]:
    """Whoever is at work on that day, as far as the viewer may see them, by name."""
    return _at_work(employees_visible_to(viewer), on).order_by(Employee.name, Employee.id)


def staff_of(store_id: int, on: date) -> Select[Employee]:
    """Whoever is at work in a store on that day, by name."""
    here = select(Employee).options(joinedload(Employee.store)).where(Employee.store_id == store_id)
    return _at_work(here, on).order_by(Employee.name, Employee.id)


def standings(of: Syllabus, staff: Select[Employee]) -> list[Standing]:
    """How far each of these people is; those of whose position nothing is asked are left out."""
    employees = [each for each in db.session.scalars(staff) if of.concerns(each.position)]
    signed = signed_last(staff.with_only_columns(Employee.id).order_by(None))
    return [of.standing(each, signed.get(each.id)) for each in employees]


def signed_last(employees: Select[int]) -> dict[int, Signed]:
    """The last signature of each of these people for the position now held."""
    found = (
        select(Signature.employee_id, Signature.id, StandardVersion.number, Signature.at)
        .join(StandardVersion, StandardVersion.id == Signature.standard_id)
        .join(Employee, Employee.id == Signature.employee_id)
        .where(Signature.position == Employee.position, Signature.employee_id.in_(employees))
        .order_by(StandardVersion.number)
    )
    rows = db.session.execute(found)
    return {employee: Signed(id, number, day_of(at)) for employee, id, number, at in rows}


def signed_by(employee: Employee) -> Signed | None:
    """The last signature of one person for the position now held."""
    return signed_last(select(Employee.id).where(Employee.id == employee.id)).get(employee.id)


def signatures_of(employee: Employee) -> list[Signature]:
    """Everything a person ever signed, the latest first."""
    own = (
        select(Signature).where(Signature.employee_id == employee.id).options(joinedload(Signature.standard))
    )
    return list(db.session.scalars(own.order_by(Signature.id.desc())))


def signature_visible_to(viewer: User, signature_id: int) -> Signature | None:
    """A signature with its text, if the viewer may see whoever signed."""
    people = employees_visible_to(viewer).with_only_columns(Employee.id)
    one = select(Signature).where(Signature.id == signature_id, Signature.employee_id.in_(people))
    loads = joinedload(Signature.text).undefer(SignedText.content), joinedload(Signature.employee)
    return db.session.scalar(one.options(*loads))


def last_signature_id(employee: Employee) -> int | None:
    """The id of the last signature of a person, for whatever position."""
    return db.session.scalar(select(func.max(Signature.id)).where(Signature.employee_id == employee.id))


def chapters_read(employee: Employee, after: int | None) -> set[str]:
    """The digests of the chapters that a person has read for the present position since the signature `after`."""
    own = select(ChapterRead.digest).where(
        ChapterRead.employee_id == employee.id, ChapterRead.position == employee.position
    )
    return set(db.session.scalars(own.where(ChapterRead.after_id.is_not_distinct_from(after))))


def answers_given(employee: Employee, standard: StandardVersion, after: int | None) -> list[CheckAnswer]:
    """Every attempt of a person at the checks of a version since the signature `after`, in order."""
    own = select(CheckAnswer).where(
        CheckAnswer.employee_id == employee.id,
        CheckAnswer.standard_id == standard.id,
        CheckAnswer.position == employee.position,
        CheckAnswer.after_id.is_not_distinct_from(after),
    )
    return list(db.session.scalars(own.order_by(CheckAnswer.id)))


def text_by_digest(digest: str) -> SignedText | None:
    """The kept text with this hash."""
    return db.session.scalar(select(SignedText).where(SignedText.digest == digest))


def kept_texts() -> Iterable[SignedText]:
    """Every kept text with its bytes, one after another."""
    every = select(SignedText).options(undefer(SignedText.content)).order_by(SignedText.id)
    return db.session.scalars(every.execution_options(yield_per=50))


def signatures_count() -> int:
    """How many signatures there are."""
    return db.session.scalar(select(func.count(Signature.id))) or 0


def signatures_under(digest: str) -> int:
    """How many signatures stand under the text with this hash."""
    under = select(func.count(Signature.id)).join(SignedText, SignedText.id == Signature.text_id)
    return db.session.scalar(under.where(SignedText.digest == digest)) or 0


def visible_employee(viewer: User, employee_id: int) -> Employee | None:
    """Somebody the viewer may see."""
    return db.session.scalar(employees_visible_to(viewer).where(Employee.id == employee_id))


def pin_of(employee: Employee) -> Pin | None:
    """The PIN that a person has set."""
    return db.session.scalar(select(Pin).where(Pin.employee_id == employee.id))


def last_code_of(employee: Employee) -> PinCode | None:
    """The code that was given to a person last; those before it work no more."""
    own = select(PinCode).where(PinCode.employee_id == employee.id)
    return db.session.scalar(own.order_by(PinCode.id.desc()).limit(1))


def tablet_by_hash(token_hash: str) -> StoreTablet | None:
    """The tablet whose cookie hashes to this, with its store and whoever is at it."""
    loads = joinedload(StoreTablet.store), joinedload(StoreTablet.employee)
    return db.session.scalar(select(StoreTablet).where(StoreTablet.token_hash == token_hash).options(*loads))


def _at_work(employees: Select[Employee], on: date) -> Select[Employee]:
    gone = or_(Employee.left_on.is_(None), Employee.left_on > on)
    return employees.where(Employee.hired_on <= on, gone)
