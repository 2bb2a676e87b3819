"""The sum on the page of a visit, line by line: whoever adds it up gets the score."""

import hashlib
import re
from fractions import Fraction

from flask import Flask

from app.checklists.models import ChecklistVersion
from app.db import db
from tests.cast import Cast
from tests.conftest import SignIn
from tests.visits.made import approved


def test_where_sections_carry_weights_the_sum_shows_each_section_and_its_weight(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        version = db.session.get_one(ChecklistVersion, cast.checklist)
        first, *others = version.content["sections"]
        weighed = [first | {"weight": 3}, *(each | {"weight": 1} for each in others)]
        version.content = version.content | {"sections": weighed}
        version.digest = hashlib.sha256(b"weighed").hexdigest()
        visit = approved(cast, changes={"COU-01": {"value": "no"}}).id
        db.session.commit()
    page = re.sub(r"<[^>]*>", " ", sign_in("quality").get(f"/visits/{visit}").text)
    sums = re.findall(r"100 × (\S+) / (\S+) = ([\d.]+)\s%(?:, weight (\d+))?", page)
    sections, (points, weights, score, _) = sums[:-1], sums[-1]
    assert [weight for *_, weight in sections] == ["3", "1"], "the third asks nothing that is scored"
    weighed_up = sum(int(weight) * 100 * Fraction(got) / Fraction(most) for got, most, _, weight in sections)
    assert 100 * Fraction(points) / Fraction(weights) == weighed_up / Fraction(weights)
    assert float(score) < 100
