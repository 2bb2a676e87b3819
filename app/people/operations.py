"""Signing in and out, inviting, accepting, setting a password anew, disabling."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from app.clock import now
from app.db import db
from app.people import queries
from app.people.models import FailedSignIn, Invitation, SignIn, User
from app.people.passwords import hash_password, password_matches

IDLE = timedelta(days=90)
INVITATION_LASTS = timedelta(days=7)
SEEN_AT_MOST_EVERY = timedelta(hours=1)
THROTTLE_WINDOW = timedelta(minutes=15)
MOST_FAILURES_OF_ACCOUNT, MOST_FAILURES_FROM_ADDRESS = 10, 50


class TooManyFailures(Exception):
    """Somebody is guessing passwords; nobody is let in for a while, not even with the right one."""


@dataclass(frozen=True)
class Place:
    """Where a role applies: a director's store, a regional manager's region, an employee's own card."""

    store_id: int | None = None
    region_id: int | None = None
    employee_id: int | None = None


def secret_hash(secret: str) -> str:
    """What is kept of a secret that somebody else holds."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sign_in(email: str, password: str, *, device: str, address: str) -> str | None:
    """Let somebody in on this device. Gives the secret for the cookie, or None when the pair is wrong.

    Raises TooManyFailures.
    """
    user = user_with(email, password, address=address)
    return open_session(user, device=device) if user else None


def user_with(email: str, password: str, *, address: str) -> User | None:
    """The active user whose e-mail and password these are; a wrong pair is remembered.

    Raises TooManyFailures after 10 wrong passwords for one account, or 50 from one address, in 15 minutes.
    """
    email = email.strip().lower()
    email_hash = secret_hash(email)
    of_account, from_address = queries.failed_sign_ins(
        email_hash=email_hash, address=address, at=now(), within=THROTTLE_WINDOW
    )
    if of_account >= MOST_FAILURES_OF_ACCOUNT or from_address >= MOST_FAILURES_FROM_ADDRESS:
        raise TooManyFailures
    user = queries.user_by_email(email)
    right = password_matches(user.password_hash if user else None, password)
    if user is None or not right or not user.is_active:
        db.session.add(FailedSignIn(email_hash=email_hash, address=address))
        return None
    return user


def open_session(user: User, *, device: str) -> str:
    """A new signed-in device of the user; gives its secret."""
    token = secrets.token_urlsafe(32)
    db.session.add(SignIn(token_hash=secret_hash(token), user_id=user.id, device=device[:200]))
    return token


def recognise(token: str) -> SignIn | None:
    """The live sign-in this cookie opens, or None when it ended, lay idle, or its user was disabled."""
    found = queries.sign_in_by_hash(secret_hash(token))
    if found is None or found.ended_at or found.last_seen_at < now() - IDLE or not found.user.is_active:
        return None
    return found


def sign_out(device: SignIn) -> None:
    """End one device's sign-in."""
    device.ended_at = now()


def invite(*, email: str, name: str, role: str, place: Place, by: User) -> tuple[Invitation, str]:
    """An invitation and the secret part of its link, which is not kept."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_hash=secret_hash(token),
        email=email.strip().lower(),
        name=name,
        role=role,
        store_id=place.store_id,
        region_id=place.region_id,
        employee_id=place.employee_id,
        invited_by=by,
        expires_at=now() + INVITATION_LASTS,
    )
    db.session.add(invitation)
    return invitation, token


def invite_again(user: User, *, by: User) -> str:
    """The secret part of a link by which a user sets a new password; links made for the user before end."""
    _end_links(user)
    invitation, token = invite(email=user.email, name=user.name, role=user.role, place=Place(), by=by)
    invitation.user = user
    return token


def accept(invitation: Invitation, *, password: str) -> User:
    """The invited person sets a password and becomes a user; one who is a user already is signed out elsewhere."""
    invitation.accepted_at = now()
    if invitation.user:
        set_password(invitation.user, password)
        return invitation.user
    user = User(
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        password_hash=hash_password(password),
        store_id=invitation.store_id,
        region_id=invitation.region_id,
        employee_id=invitation.employee_id,
    )
    db.session.add(user)
    db.session.flush()
    return user


def change_password(device: SignIn, *, present: str, new: str, address: str) -> bool:
    """The user of this device sets a new password; False when the present one is wrong. Raises TooManyFailures."""
    user = user_with(device.user.email, present, address=address)
    if user is None:
        return False
    set_password(user, new, keep=device)
    return True


def set_password(user: User, password: str, *, keep: SignIn | None = None) -> None:
    """From now on only this password counts: every device but `keep` is signed out, links not used yet end."""
    user.password_hash = hash_password(password)
    live = update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    others = live.where(SignIn.id != keep.id) if keep else live
    db.session.execute(others.values(ended_at=now()))
    _end_links(user)


def _end_links(user: User) -> None:
    unused = update(Invitation).where(Invitation.user_id == user.id, Invitation.accepted_at.is_(None))
    db.session.execute(unused.values(expires_at=now()))


def disable(user: User) -> None:
    """Close the account: every device is signed out with the next request."""
    user.disabled_at = now()


def enable(user: User) -> None:
    """Open a disabled account again."""
    user.disabled_at = None
