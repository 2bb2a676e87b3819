"""How often a storm strikes: a few times in `make test`, as often as is written for it in `make storm`."""

import os

STORM = os.environ.get("STORM") == "1"


def count(short: int, full: int) -> int:
    """The number of rounds, people or photos of this run."""
    return full if STORM else short
