"""Exact numbers: what a number in a case means, sums that never drift, rounding half-up."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite, lcm

from app.scoring.malformed import Malformed

ZERO, ONE = Fraction(0), Fraction(1)

PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,4})?", re.ASCII)
# Past the largest double a number is infinite to most readers of JSON, and 10**999999999 would never be built.
LARGEST_POWER, SMALLEST_POWER = 308, -400
LONGEST_PRINTED_BITS = 8000


def exact(value: object, name: str = "value", high: int | Fraction | None = None) -> Fraction:
    """Give the number `value` stands for, checked to lie in [0, high]; 0 to anything where `high` is None.

    Takes an int, a Decimal, a float (through its shortest writing, so 0.1 is one tenth) or a number written as
    text; a boolean is not a number. Raises Malformed naming `name`; a negative number is always malformed.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, float, str)):
        raise Malformed(f"{name} is not a number")
    if not (
        value.is_finite() if isinstance(value, Decimal) else isinstance(value, (int, str)) or isfinite(value)
    ):
        raise Malformed(f"{name} is not finite")
    number = _fraction(value)
    if number is None:
        raise Malformed(f"{name} is not a number that can be counted with")
    if number.numerator < 0:
        raise Malformed(f"{name} is negative")
    if high is not None and number.numerator * high.denominator > high.numerator * number.denominator:
        raise Malformed(f"{name} is above {high}")
    return number


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Add fractions up over one common denominator: many times quicker than one by one."""
    ratios = [value.as_integer_ratio() for value in values]
    common = lcm(*[bottom for _, bottom in ratios])
    return Fraction(sum([top * (common // bottom) for top, bottom in ratios]), common)


def round_half_up(number: Fraction, places: int = 2) -> Decimal:
    """Round to `places` decimals, a half going away from zero: 66.665 becomes 66.67."""
    top, bottom = abs(number.numerator) * 10**places, number.denominator
    return Decimal(f"{'-' if number.numerator < 0 else ''}{(2 * top + bottom) // (2 * bottom)}E-{places}")


def written(number: Fraction) -> str:
    """Write a fraction exactly, as 3 or 2/3; to two places where nobody could read the exact digits."""
    if number.denominator == 1 and number.numerator.bit_length() < 64:
        return str(number.numerator)  # nearly every number is whole
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > LONGEST_PRINTED_BITS:
        return str(round_half_up(number))
    return str(number)


@lru_cache(maxsize=4096, typed=True)
def _fraction(value: int | Decimal | float | str) -> Fraction | None:
    """Give the exact fraction, or None where the text is no number or its size is beyond counting."""
    if isinstance(value, int):
        return Fraction(value) if abs(value) < 10 ** (LARGEST_POWER + 1) else None
    if isinstance(value, str) and not (len(value) < 1000 and PLAIN_NUMBER.fullmatch(value)):
        return None
    decimal = value if isinstance(value, Decimal) else Decimal(str(value))
    power = decimal.as_tuple().exponent
    if not decimal:
        return ZERO
    if decimal.adjusted() > LARGEST_POWER or not isinstance(power, int) or power < SMALLEST_POWER:
        return None
    return Fraction(decimal)
