"""Chance that falls the same way every time: each thing draws from its own stream, named by what it is."""

import uuid
from random import Random


def luck(*what: object) -> Random:
    """Give the stream of chance that belongs to this thing."""
    return Random(" ".join(str(each) for each in what))  # noqa: S311  (believable, not secret)


def lucky_uuid(draw: Random) -> str:
    """Give a UUID that is the same every time."""
    return str(uuid.UUID(int=draw.getrandbits(128), version=4))
