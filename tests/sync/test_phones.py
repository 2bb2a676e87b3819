"""A phone's own word: what lies on it and in what condition it is."""

from typing import Any

import pytest
from sqlalchemy import select

from app.db import db
from app.sync.models import Phone as PhoneRow
from tests.sync.conftest import Phone
from tests.sync.draft import OTHER_PHONE, report
from tests.sync.field import Field

ANDROID = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36"
)


def rows(field: Field) -> list[dict[str, Any]]:
    with field.app.app_context():
        return [
            {
                "user": phone.user_id,
                "name": phone.name,
                "troubles": phone.troubles,
                "unsent": phone.unsent,
                "visits": [(each.visit_id, each.ready, each.answered, each.of) for each in phone.visits],
            }
            for phone in db.session.scalars(select(PhoneRow).order_by(PhoneRow.id))
        ]


def test_the_last_word_counts_and_the_phone_is_called_by_its_browser(field: Field, phone: Phone) -> None:
    phone.client.environ_base["HTTP_USER_AGENT"] = ANDROID
    filled = {"visit": field.visit, "ready": True, "answered": 3, "of": 13}
    phone.report(report(field, unsent=2))
    assert phone.report(report(field, visits=[filled])).json["visits"] == 1
    assert rows(field) == [
        {
            "user": field.auditor,
            "name": "Chrome · Android",
            "troubles": [],
            "unsent": 0,
            "visits": [(field.visit, True, 3, 13)],
        }
    ]
    phone.report(report(field, visits=[]))
    assert rows(field)[0]["visits"] == []


def test_two_phones_of_one_person_are_two_and_so_are_two_people_on_one_phone(
    field: Field, phone: Phone, strangers_phone: Phone
) -> None:
    phone.report(report(field))
    phone.report(report(field), OTHER_PHONE)
    strangers_phone.report(report(field))
    assert [row["user"] for row in rows(field)] == [field.auditor, field.auditor, field.stranger]


def test_only_the_owners_visits_are_kept(field: Field, strangers_phone: Phone) -> None:
    strangers_phone.report(report(field))
    assert [row["visits"] for row in rows(field)] == [[]]


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"installed": False}, "not_installed"),
        ({"persistent": False}, "not_persistent"),
        ({"free": 199 * 1024 * 1024}, "low_space"),
        ({"skew_ms": -301_000}, "clock_off"),
    ],
)
def test_what_could_cost_work_is_noticed(
    field: Field, phone: Phone, change: dict[str, Any], trouble: str
) -> None:
    phone.report(report(field, free=None))
    assert rows(field)[0]["troubles"] == []
    phone.report(report(field, **change))
    assert rows(field)[0]["troubles"] == [trouble]


def test_a_malformed_word_says_where(field: Field, phone: Phone) -> None:
    answer = phone.report(report(field, free="a lot"))
    assert (answer.status_code, answer.json["code"]) == (400, "malformed")
    assert "free" in answer.json["message"]
    assert rows(field) == []
