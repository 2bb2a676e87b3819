"""An upload that ends early, at whichever byte, leaves nothing behind."""

from app.storage import storage
from tests.storm.ledger import counted
from tests.sync.field import written
from tests.sync.serving import Served


def test_an_upload_cut_anywhere_leaves_nothing(served: Served) -> None:
    payload = served.field.payload(photos=1)
    served.announce(payload)
    path, body = served.photo(payload)
    for after in range(0, len(body), max(1, len(body) // 40)):
        answer = served.cut(path, body, after)
        assert not answer or b" 422 " in answer.split(b"\r\n", 1)[0] + b" ", answer[:200]
    assert served.announce(payload)[1]["state"] == "arriving"
    assert counted(served.field.app, payload["id"]) == {
        "submissions": 1,
        "scores": 1,  # of the answers, which are whole; it counts once the photo is here
        "photos": 0,
        "arrivals": 0,
    }
    assert served.send_photo(payload)[1]["state"] == "sealed"


def test_answers_cut_anywhere_leave_nothing(served: Served) -> None:
    payload = served.field.payload()
    body = written(payload)
    path = f"/api/submissions/{payload['id']}"
    for after in range(0, len(body), max(1, len(body) // 25)):
        answer = served.cut(path, body, after)
        assert not answer or b" 422 " in answer.split(b"\r\n", 1)[0] + b" ", answer[:200]
    assert counted(served.field.app, payload["id"])["submissions"] == 0
    assert served.announce(payload)[0] == 201


def test_nothing_of_a_cut_upload_lies_in_the_store(served: Served) -> None:
    payload = served.field.payload(photos=1)
    served.announce(payload)
    with served.field.app.app_context():
        before = {kept.key for kept in storage().list("photos")}
    path, body = served.photo(payload)
    served.cut(path, body + b"one more", len(body))
    with served.field.app.app_context():
        assert {kept.key for kept in storage().list("photos")} == before
