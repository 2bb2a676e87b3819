"""PINs: four to six figures by which somebody is known on the store's tablet, and the codes with which they are set.

Four figures can be guessed, so little guessing is let through: five wrong ones in a quarter of an hour, fifteen in a
day. A code from the director opens the way again.
"""

import secrets
from datetime import datetime, timedelta
from itertools import pairwise

from app.clock import now
from app.db import db
from app.people.models import Employee, FailedSignIn, User
from app.people.operations import TooManyFailures, secret_hash
from app.people.passwords import hash_password, password_matches
from app.people.queries import failed_sign_ins
from app.training import queries
from app.training.models import Pin, PinCode

SHORTEST, LONGEST = 4, 6
CODE_LASTS = timedelta(days=3)
# So many wrong ones are let through within so long.
LIMITS = ((5, timedelta(minutes=15)), (15, timedelta(days=1)))


def set_pin(employee: Employee, pin: str) -> None:
    """From now on only this PIN counts."""
    known = queries.pin_of(employee)
    if known:
        known.pin_hash, known.set_at = hash_password(pin), now()
    else:
        db.session.add(Pin(employee_id=employee.id, pin_hash=hash_password(pin)))


def pin_is_right(employee: Employee, pin: str, *, address: str) -> bool:
    """Whether this is the person's PIN; a wrong one is remembered. Raises TooManyFailures."""
    known = queries.pin_of(employee)
    _refuse_guessing(f"pin {employee.id}", address, since=known.set_at if known else None)
    right = known is not None and password_matches(known.pin_hash, pin)
    if not right:
        _remember(f"pin {employee.id}", address)
    return right


def give_code(employee: Employee, *, by: User) -> str:
    """A code with which the person sets a PIN; the ones before it work no more. Only its hash is kept."""
    code = f"{secrets.randbelow(1_000_000):06}"
    given = PinCode(employee_id=employee.id, code_hash=hash_password(code), by_id=by.id)
    given.expires_at = now() + CODE_LASTS
    db.session.add(given)
    return code


def use_code(employee: Employee, code: str, pin: str, *, address: str) -> bool:
    """Set a PIN by a code; False when it is wrong, used or too old. Raises TooManyFailures."""
    given = queries.last_code_of(employee)
    _refuse_guessing(f"code {employee.id}", address, since=given.created_at if given else None)
    if (
        given is None
        or given.used_at
        or given.expires_at < now()
        or not password_matches(given.code_hash, code)
    ):
        _remember(f"code {employee.id}", address)
        return False
    given.used_at = now()
    set_pin(employee, pin)
    return True


def is_guessed_first(pin: str) -> bool:
    """Whether a PIN is one figure repeated, or figures in a row."""
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {-1})


def _refuse_guessing(what: str, address: str, *, since: datetime | None) -> None:
    """Raise TooManyFailures when this was guessed at too often; what was wrong before it was set anew is forgotten."""
    at = now()
    for most, window in LIMITS:
        within = min(window, at - since) if since else window
        wrong, _from_address = failed_sign_ins(
            email_hash=secret_hash(what), address=address, at=at, within=within
        )
        if wrong >= most:
            raise TooManyFailures


def _remember(what: str, address: str) -> None:
    db.session.add(FailedSignIn(email_hash=secret_hash(what), address=address))
