"""Who may look at a photo, and that a browser can do nothing with it but show it."""

import pytest

from tests.cast import NAMES, Cast
from tests.conftest import SignIn

SEE_THE_AUDIT = {"quality", "reviewer", "auditor", "director", "regional", "hr", "employee"}
SEE_THE_MYSTERY_VISIT = {"quality", "reviewer", "shopper", "director", "regional", "hr"}


@pytest.mark.parametrize("who", list(NAMES))
def test_a_photo_is_seen_by_whoever_may_see_its_visit(cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    expected = {cast.photo: who in SEE_THE_AUDIT, cast.covert_photo: who in SEE_THE_MYSTERY_VISIT}
    found = {photo: visitor.get(f"/visits/photos/{photo}").status_code for photo in expected}
    assert found == {photo: 200 if may else 404 for photo, may in expected.items()}


def test_a_stranger_is_asked_to_sign_in(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(None).get(f"/visits/photos/{cast.photo}")
    assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in")


def test_a_photo_is_only_ever_a_photo(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in("director").get(f"/visits/photos/{cast.photo}")
    assert answer.mimetype == "image/jpeg"
    assert answer.data.startswith(b"\xff\xd8")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer.headers["Cache-Control"]
    assert "name" not in answer.headers.get("Content-Disposition", "")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_show_our_photos(cast: Cast, sign_in: SignIn, site: str) -> None:
    director = sign_in("director")
    path = f"/visits/photos/{cast.photo}"
    assert director.get(path, headers={"Sec-Fetch-Site": site}).status_code == 404
    assert director.get(path, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
