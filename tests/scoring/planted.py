"""Chains with a cause planted in them, and chains where nothing is wrong."""

import tomllib
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from app.scoring.causes import Cause, Criterion, find_causes
from app.scoring.homogeneity import Count

SIZES = tomllib.loads((Path(__file__).parent / "statistics" / "power.toml").read_text())


def planted(size: dict[str, Any], generator: np.random.Generator) -> Criterion:
    """Draw one chain of the size: the first stores, or the first person of the first stores, are the bad ones."""
    counts = {}
    people = size.get("people", 1)
    for store in range(size["stores"]):
        for person in range(people):
            bad = store < size.get("bad_stores", 0) or (store < size.get("bad_people", 0) and person == 0)
            rate = size["bad_rate"] if bad else size["rate"]
            met = generator.binomial(size["visits"], rate)
            name = f"{store}-{person}" if people > 1 else None
            counts[f"{store}", name] = Count(int(met), size["visits"])
    return Criterion(counts, Fraction(str(size["target"])))


def causes_of(size: dict[str, Any], chains: int, seed: int = 2026) -> list[Cause]:
    """Look for the cause in so many chains of the size, each on its own."""
    generator = np.random.default_rng(seed)
    return [find_causes([planted(size, generator)])[0] for _ in range(chains)]


def answers(size: dict[str, Any], chains: int) -> Counter[str]:
    return Counter(cause.answer for cause in causes_of(size, chains))
