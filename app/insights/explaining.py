"""Explaining statistics: a JSON case in, its numbers out, from the same functions as the pages.

Percentages are 0–100 with four decimals; the `target` of a cause is a share from 0 to 1, as it is written in a plan.
A mean, share or difference of nothing is null, and so are the bounds where there is nothing to judge by.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from app.insights import given
from app.scoring.agreement import agreement
from app.scoring.cases import read_case
from app.scoring.causes import Cause, find_cause
from app.scoring.exact import round_half_up
from app.scoring.homogeneity import Count, Homogeneity
from app.scoring.intervals import difference_interval, mean_interval, share_interval
from app.scoring.malformed import Malformed
from app.scoring.outliers import StandsOut
from app.scoring.reading import mapping, name, shown

PLACES = 4

Case = dict[str, Any]


def answer(text: bytes) -> Case:
    """Work out one case given as JSON in UTF-8; a malformed one gives `{"error": "where: what"}`."""
    try:
        return explain(read_case(text))
    except Malformed as wrong:
        return {"error": str(wrong)}


def explain(case: Case) -> Case:
    """Work out a case of one of the KINDS. Raises Malformed, naming the place."""
    try:
        kind = name(mapping(case), "kind")
        if kind not in KINDS:
            raise Malformed(f"kind {shown(kind)} is unknown")
        return KINDS[kind](case)
    except Malformed as wrong:
        raise wrong.within("case") from None


def _mean(case: Case) -> Case:
    found = mean_interval(given.scores(case, "scores"))
    return {
        "n": found.n,
        "mean": _points(found.mean),
        "low": _points(found.low),
        "high": _points(found.high),
    }


def _share(case: Case) -> Case:
    met, n = given.whole(case, "met"), given.whole(case, "n")
    if met > n:
        raise Malformed("met is above n")
    found = share_interval(met, n)
    return {
        "n": n,
        "share": _per_cent(found.share),
        "low": _per_cent(found.low),
        "high": _per_cent(found.high),
    }


def _difference(case: Case) -> Case:
    before, after = given.scores(case, "before"), given.scores(case, "after")
    found = difference_interval(before, after)
    return {
        "n_before": len(before),
        "n_after": len(after),
        "difference": _points(found.difference),
        "low": _points(found.low),
        "high": _points(found.high),
    }


def _agreement(case: Case) -> Case:
    found = agreement(given.ratings(case))
    alpha = None if found.alpha is None else float(round_half_up(found.alpha, 6))
    return {"units": found.units, "pairs": found.pairs, "raw": _per_cent(found.raw), "alpha": alpha}


def _cause(case: Case) -> Case:
    target = given.number(case, "target", 1)
    return told_cause(find_cause(given.rows(case), target))


def told_cause(found: Cause) -> Case:
    """What was found of a criterion: the answer, who is named, the statistics and their p-values."""
    share = share_interval(*found.seen)
    return {
        "cause": found.answer,
        "stores": [each.store for each in found.stores if each.named],
        "employees": list(dict.fromkeys(each.employee for each in found.employees if each.named)),
        "n": found.seen.n,
        "met": found.seen.met,
        "share": _per_cent(share.share),
        "low": _per_cent(share.low),
        "high": _per_cent(share.high),
        "target": _per_cent(found.target),
        "statistics": {
            "stores": _test(found.store_test),
            "employees": _test(found.employee_test),
            "rest": None if found.rest_p is None else _counted(found.rest),
        },
        "p_values": {
            "stores": _p(found.store_test and found.store_test.p),
            "employees": _p(found.employee_test and found.employee_test.p),
            "rest": _p(found.rest_p),
        },
        "stand_out": [_standing_out(each) for each in (*found.stores, *found.employees)],
    }


KINDS: dict[str, Callable[[Case], Case]] = {
    "mean": _mean,
    "share": _share,
    "difference": _difference,
    "agreement": _agreement,
    "cause": _cause,
}


def _test(found: Homogeneity | None) -> Case | None:
    return found and {
        "chi_square": round(found.chi_square, PLACES),
        "lowest": round(found.lowest, PLACES),
        "groups": found.groups,
        "permutations": found.draws,
        "p_chi_square": _p(found.p_chi_square),
        "p_lowest": _p(found.p_lowest),
    }


def _standing_out(each: StandsOut) -> Case:
    """One that stands out below the others; `named` where it is sure enough, or the likeliest."""
    whose = {"store": each.store, "employee": each.employee}
    return whose | _counted(each.seen) | {"p": _p(each.p), "p_holm": _p(each.p_holm), "named": each.named}


def _counted(count: Count) -> Case:
    return {"met": count.met, "n": count.n, "share": _per_cent(Fraction(*count) if count.n else None)}


def _points(number: Fraction | float | None) -> float | None:
    if isinstance(number, Fraction):
        return float(round_half_up(number, PLACES))
    return None if number is None else round(number, PLACES)


def _per_cent(share: Fraction | float | None) -> float | None:
    return None if share is None else _points(100 * share)


def _p(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")
