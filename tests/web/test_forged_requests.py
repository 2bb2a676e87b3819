"""A request that changes something must come from our own page, with the token of the person who is signed in."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.web.csrf import HEADER
from tests.architecture.matrix import Line, lines, things
from tests.cast import Cast, app_with_cast
from tests.conftest import SignIn, Visitor

ACTIONS = [line for line in lines() if line.unsafe]
FORGED = {
    "from another site": {"Sec-Fetch-Site": "cross-site"},
    "from a neighbour of ours": {"Sec-Fetch-Site": "same-site"},
    "from another site, in an old browser": {"Origin": "https://evil.example"},
    "from a page without an origin": {"Origin": "null"},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast, dict[str, object]]:
    """One product for all the forgeries: none of them gets as far as to change it."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("house"))
    return app, cast, things(app, cast)


def forge(
    house: tuple[Flask, Cast, dict[str, object]], line: Line, who: str | None, headers: dict
) -> TestResponse:
    app, cast, known = house
    visitor = Visitor(app, cast.users[who] if who else None)
    return visitor.client.open(line.address(known), method=line.method, headers=headers)


@pytest.mark.parametrize("forgery", FORGED)
def test_every_action_refuses_a_request_of_another_page(
    house: tuple[Flask, Cast, dict[str, object]], forgery: str
) -> None:
    for line in ACTIONS:
        for who in (line.who[0], None):
            answer = forge(house, line, who, FORGED[forgery])
            assert answer.status_code == 403, f"{line} was open to a request {forgery}"


def test_the_right_token_does_not_make_up_for_the_wrong_page(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    auditor, known = sign_in("auditor"), things(app, cast)
    for line in ACTIONS:
        answer = auditor.send(line.method, line.address(known), headers=FORGED["from another site"])
        assert answer.status_code == 403, str(line)


@pytest.mark.parametrize(
    "token", [{}, {HEADER: ""}, {HEADER: "0" * 64}, {HEADER: "слово".encode().decode("latin-1")}]
)
def test_every_action_of_a_person_needs_that_persons_token(
    house: tuple[Flask, Cast, dict[str, object]], token: dict[str, str]
) -> None:
    for line in ACTIONS:
        answer = forge(house, line, line.who[0], {"Sec-Fetch-Site": "same-origin", **token})
        assert answer.status_code == 403, f"{line} needs no token"


def test_somebody_elses_token_is_no_token(sign_in: SignIn) -> None:
    thief, owner = sign_in("other auditor"), sign_in("auditor")
    assert thief.send("POST", "/sign-out", headers={HEADER: owner.token}).status_code == 403
    assert thief.get("/account").status_code == 200


def test_a_phone_is_told_that_its_token_is_stale(sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    auditor.token = "0" * 64
    answer = auditor.send("PUT", "/api/submissions/00000000-0000-4000-8000-000000000001", data=b"{}")
    assert (answer.status_code, answer.json["code"]) == (403, "csrf")


def test_a_token_lives_on_when_the_secret_is_changed(app: Flask, sign_in: SignIn) -> None:
    auditor, old = sign_in("auditor"), app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "another secret of nobody, only for tests"
    assert auditor.post("/language", language="ru").status_code == 403
    app.config["SECRET_KEY_FALLBACKS"] = [old]
    assert auditor.post("/language", language="ru").status_code == 302


def test_a_stranger_signs_in_without_a_token_from_our_own_page_only(sign_in: SignIn) -> None:
    stranger = sign_in(None)
    assert stranger.post("/sign-in").status_code == 422
    assert stranger.client.post("/sign-in", headers={"Origin": "http://localhost"}).status_code == 422
