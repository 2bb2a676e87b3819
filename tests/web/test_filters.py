"""How numbers are written for people."""

from fractions import Fraction

import pytest
from flask import Flask
from flask_babel import force_locale

from app.web.filters import decimal, percent


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(6635, 100), "66.4"),
        (66.35, "66.4"),  # which lies a little under it, but was meant
        (0.05, "0.1"),
        (-0.05, "\N{MINUS SIGN}0.1"),
        (-0.04, "0.0"),
        (Fraction(1, 3), "0.3"),
        (99.95, "100.0"),
        (1234, "1,234.0"),
        (None, "—"),
    ],
)
def test_a_number_is_rounded_half_up_whatever_it_is_kept_as(
    app: Flask, number: Fraction | float | None, written: str
) -> None:
    with app.test_request_context(), force_locale("en"):
        assert decimal(number) == written


def test_the_same_number_is_written_in_each_language_as_it_is_there(app: Flask) -> None:
    with app.test_request_context():
        for language, written in (("en", "83.3"), ("ru", "83,3"), ("en", "83.3")):
            with force_locale(language):
                assert decimal(Fraction(250, 3)) == written
                assert percent(Fraction(250, 3)) == f"{written}\N{NARROW NO-BREAK SPACE}%"
                assert decimal(Fraction(250, 3), 0) == "83"
