"""Passwords: kept by Argon2id, at least ten characters, not one of those everybody guesses first."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
# Every hash takes 64 MiB for a third of a second: two at a time, so that a burst of sign-ins cannot eat the memory.
_turn = threading.BoundedSemaphore(2)
_hasher = PasswordHasher()
_nobody: list[str] = []
GUESSED_FIRST = frozenset(
    [
        "1234567890",
        "12345678910",
        "0123456789",
        "9876543210",
        "1q2w3e4r5t",
        "qwertyuiop",
        "qwerty12345",
        "password123",
        "password1234",
        "passw0rd123",
        "1111111111",
        "0000000000",
        "iloveyou123",
        "administrator",
        "superadmin",
        "йцукенгшщз",
        "парольпароль",
        "пароль12345",
    ]
)


def hash_password(password: str) -> str:
    """The text to keep instead of the password."""
    with _turn:
        return _hasher.hash(password)


def password_matches(kept: str | None, password: str) -> bool:
    """Whether the password is the right one; takes as long when there is no such user (`kept` is None)."""
    if kept is None:
        if not _nobody:
            _nobody.append(hash_password("nobody has this password"))
        kept, password = _nobody[0], ""
    with _turn:
        try:
            return _hasher.verify(kept, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False


def is_guessed_first(password: str) -> bool:
    """Whether the password stands on the short list that attackers try first, or is one character repeated."""
    return password.lower() in GUESSED_FIRST or len(set(password)) <= 2
