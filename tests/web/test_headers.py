"""What every answer tells the browser not to do."""

import pytest
from flask import Flask

from tests.cast import PDF, Cast, app_on
from tests.conftest import SignIn, Visitor

ANSWERS = {
    "a page": "/visits",
    "the door": "/sign-in",
    "no such page": "/nowhere",
    "somebody else's thing": "/visits/{far_audit}",
    "a defect of ours": "/break/500",
    "an answer to a phone": "/api/nowhere",
    "a file of the build": "{static}/css/app.css",
    "the service worker": "/sw.js",
}


def policy(answer) -> dict[str, str]:
    """The content policy, by directive."""
    directives = answer.headers["Content-Security-Policy"].split("; ")
    return {name: rest for name, _space, rest in (each.partition(" ") for each in directives)}


@pytest.mark.parametrize("what", ANSWERS)
def test_every_answer_is_hardened(breakable: Flask, cast: Cast, sign_in: SignIn, what: str) -> None:
    address = ANSWERS[what].format(far_audit=cast.far_audit, static=breakable.static_url_path)
    answer = sign_in("auditor").get(address)
    own = policy(answer)
    assert (own["default-src"], own["script-src"], own["style-src"]) == ("'none'", "'self'", "'self'")
    assert (own["base-uri"], own["object-src"], own["frame-ancestors"]) == ("'none'", "'none'", "'none'")
    assert own["form-action"] == "'self'"
    assert own["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_pdf_may_be_shown_and_nothing_more(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in("director").get(f"/reports/{cast.job}/file")
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    own = policy(answer)
    assert own.pop("style-src") == "'unsafe-inline'"  # the browser's own viewer styles itself
    assert own == {"default-src": "'none'", "object-src": "'self'", "frame-ancestors": "'none'"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photo_can_do_nothing_and_is_shown_on_our_pages_only(cast: Cast, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    answer = auditor.get(f"/visits/photos/{cast.photo}")
    assert (answer.mimetype, answer.data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert auditor.get(f"/visits/photos/{cast.photo}", headers=elsewhere).status_code == 404


@pytest.mark.parametrize("address", ["/visits", "/account", "/nowhere", "/api/ping", "/sign-in"])
def test_nothing_of_a_person_is_kept_by_browsers_or_proxies(sign_in: SignIn, address: str) -> None:
    assert sign_in("auditor").get(address).headers["Cache-Control"] == "private, no-store"


def test_a_file_of_the_build_is_kept_for_ever(app: Flask, sign_in: SignIn) -> None:
    answer = sign_in(None).get(f"{app.static_url_path}/css/app.css")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("production", [True, False])
def test_only_in_production_the_browser_is_bound_to_https(tmp_path, production: bool) -> None:
    answer = Visitor(app_on(tmp_path, PRODUCTION=production), None).get("/sign-in")
    assert ("Strict-Transport-Security" in answer.headers) is production
