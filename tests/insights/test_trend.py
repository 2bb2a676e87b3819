"""A criterion month by month: where it was reworded its chart and its table say so."""

from flask import Flask

from app.checklists import operations
from app.db import db
from tests.checklists.test_publish import in_force, reworded
from tests.conftest import SignIn
from tests.insights.page import rows, section


def test_the_month_of_a_rewording_is_marked_with_both_wordings(app: Flask, sign_in: SignIn) -> None:
    quality = sign_in("quality")
    before = section(quality.get("/criteria/COU-02").text, "months")
    assert "Reworded" not in before
    with app.app_context():
        operations.publish(reworded(in_force(), "COU-02", "Was it dated?"), (), reason="clearer")
        db.session.commit()
    page = quality.get("/criteria/COU-02").text
    told = section(page, "months")
    assert "A Reworded in version 2" in told
    assert "Before: Was question 02 asked?" in told
    assert "After: Was it dated?" in told
    assert rows(page, "months")[-1].startswith("A · ")
