"""Who is who, and whom each viewer may see."""

from datetime import datetime, timedelta

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload

from app.clock import day_of
from app.db import db
from app.people.models import Employee, FailedSignIn, Invitation, SignIn, User
from app.people.roles import ADMINISTRATOR, ASSESSORS, DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL
from app.stores.models import Store


def user_by_email(email: str) -> User | None:
    """The user with this address, whatever the case of its letters."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def users() -> list[User]:
    """Everyone with an account, by name."""
    loads = joinedload(User.store), joinedload(User.region)
    return list(db.session.scalars(select(User).options(*loads).order_by(User.name)))


def open_invitations(at: datetime) -> list[Invitation]:
    """Invitations of new people that were not accepted yet and still work."""
    unused = select(Invitation).where(Invitation.accepted_at.is_(None), Invitation.expires_at > at)
    new = unused.where(Invitation.user_id.is_(None))
    return list(db.session.scalars(new.order_by(Invitation.created_at)))


def invitation_by_hash(token_hash: str) -> Invitation | None:
    """The invitation whose link hashes to this."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))


def sign_in_by_hash(token_hash: str) -> SignIn | None:
    """The signed-in device whose cookie hashes to this, with its user."""
    return db.session.scalar(
        select(SignIn).where(SignIn.token_hash == token_hash).options(joinedload(SignIn.user))
    )


def devices_of(user: User, since: datetime) -> list[SignIn]:
    """The user's devices that are signed in and were seen since the moment, latest first."""
    return list(
        db.session.scalars(
            select(SignIn)
            .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None), SignIn.last_seen_at > since)
            .order_by(SignIn.last_seen_at.desc())
        )
    )


def failed_sign_ins(*, email_hash: str, address: str, at: datetime, within: timedelta) -> tuple[int, int]:
    """How many wrong passwords were tried lately for this account, and from this network address."""
    recent = select(func.count()).select_from(FailedSignIn).where(FailedSignIn.at > at - within)
    by_account = db.session.scalar(recent.where(FailedSignIn.email_hash == email_hash))
    by_address = db.session.scalar(recent.where(FailedSignIn.address == address))
    return by_account or 0, by_address or 0


def assessors() -> list[User]:
    """Everyone who can be sent on a visit."""
    able = select(User).where(User.role.in_(ASSESSORS), User.disabled_at.is_(None))
    return list(db.session.scalars(able.order_by(User.name)))


def employees_visible_to(viewer: User) -> Select[Employee]:
    """Employees the viewer may see: HR, quality and administrators all; others their store, region or self."""
    everyone = select(Employee).options(joinedload(Employee.store))
    if viewer.role in {HR, QUALITY, ADMINISTRATOR}:
        return everyone
    if viewer.role == DIRECTOR:
        return everyone.where(Employee.store_id == viewer.store_id)
    if viewer.role == REGIONAL:
        return everyone.where(Employee.store.has(Store.region_id == viewer.region_id))
    if viewer.role == EMPLOYEE:
        return everyone.where(Employee.id == viewer.employee_id)
    return everyone.where(false())


def employees_at_work(at: datetime) -> list[Employee]:
    """Everyone employed on that day, by store and name, for choosing whom an audit assesses."""
    working = or_(Employee.left_on.is_(None), Employee.left_on > day_of(at))
    return list(
        db.session.scalars(
            select(Employee)
            .join(Employee.store)
            .where(working)
            .options(joinedload(Employee.store))
            .order_by(Store.name, Employee.name)
        )
    )
