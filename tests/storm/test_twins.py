"""The same at the same moment: one row, one score, one arrival, and the same receipt for everybody."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.storm.counts import count
from tests.storm.ledger import counted
from tests.sync.serving import Served

TWINS = 8
ROUNDS = count(short=3, full=60)


def at_once(*calls: partial[tuple[int, object]]) -> list[tuple[int, dict]]:
    with ThreadPoolExecutor(len(calls)) as hands:
        return [each.result() for each in [hands.submit(call) for call in calls]]


def test_eight_twins_make_one_submission(served: Served) -> None:
    for _round in range(ROUNDS):
        payload = served.field.payload()
        answers = at_once(*[partial(served.announce, payload)] * TWINS)
        assert {status for status, _json in answers} <= {200, 201, 423}
        assert [status for status, _json in answers].count(201) == 1
        assert len({json["receipt"]["sig"] for status, json in answers if status != 423}) == 1
        assert counted(served.field.app, payload["id"]) == {
            "submissions": 1,
            "scores": 1,
            "photos": 0,
            "arrivals": 1,
        }


def test_eight_twins_of_a_photo_make_one_photo(served: Served) -> None:
    payload = served.field.payload(photos=1)
    served.announce(payload)
    answers = at_once(*[partial(served.send_photo, payload)] * TWINS)
    assert sorted(status for status, _json in answers) == [200] * (TWINS - 1) + [201]
    assert len({json["receipt"]["sig"] for _status, json in answers}) == 1
    assert counted(served.field.app, payload["id"]) == {
        "submissions": 1,
        "scores": 1,
        "photos": 1,
        "arrivals": 1,
    }


def test_eight_photos_at_once_seal_it_once(served: Served) -> None:
    payload = served.field.payload(photos=TWINS)
    served.announce(payload)
    answers = at_once(*[partial(served.send_photo, payload, number) for number in range(TWINS)])
    assert [status for status, _json in answers] == [201] * TWINS
    assert len({json["receipt"]["sig"] for _status, json in answers if json["state"] == "sealed"}) == 1
    assert counted(served.field.app, payload["id"])["arrivals"] == 1


def test_eight_visits_at_once_are_all_kept(served: Served) -> None:
    payloads = [served.field.payload() for _visit in range(TWINS)]
    answers = at_once(*[partial(served.announce, payload) for payload in payloads])
    assert [status for status, _json in answers] == [201] * TWINS
