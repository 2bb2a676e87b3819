"""When something goes wrong: a page in the reader's language that says what happened, what was kept, what to do."""

from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale
from markupsafe import escape

from app.db import db
from app.web.errors import PAGES
from tests.conftest import SignIn

LANGUAGES = ("ru", "en")
LETTING_OUT = ("Traceback", "ZeroDivisionError", "a secret of the code", "sqlite", "SELECT", "/app/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PAGES)
def test_each_error_has_its_page_in_each_language(
    breakable: Flask, sign_in: SignIn, code: int, language: str
) -> None:
    answer = sign_in(None).get(f"/break/{code}", headers={"Accept-Language": language})
    assert answer.status_code == code
    assert f'<html lang="{language}">' in answer.text
    with breakable.test_request_context(), force_locale(language):
        for sentence in PAGES[code]:
            assert str(escape(sentence)) in answer.text
    assert not [word for word in LETTING_OUT if word in answer.text]


@pytest.mark.parametrize("code", PAGES)
def test_every_sentence_has_a_russian_wording(app: Flask, code: int) -> None:
    with app.test_request_context():
        for sentence in PAGES[code]:
            with force_locale("en"):
                english = str(sentence)
            with force_locale("ru"):
                assert str(sentence) != english


@pytest.mark.parametrize("code", PAGES)
def test_a_phone_is_answered_in_json(breakable: Flask, sign_in: SignIn, code: int) -> None:
    answer = sign_in(None).get(f"/api/break/{code}")
    assert answer.status_code == code
    assert set(answer.json) == {"code", "message"}
    assert not [word for word in LETTING_OUT if word in answer.text]


def test_an_error_without_a_page_of_its_own_is_answered_like_its_kind(
    breakable: Flask, sign_in: SignIn
) -> None:
    answer = sign_in(None).get("/break/418", headers={"Accept-Language": "en"})
    assert answer.status_code == 418
    assert str(PAGES[400][0]) in answer.text


def test_a_defect_of_ours_is_written_down(breakable: Flask, sign_in: SignIn, caplog) -> None:
    sign_in(None).get("/break/500")
    assert "GET /break/500 broke" in caplog.text
    assert "a secret of the code" in caplog.text


def test_a_wrong_way_of_asking_is_told_from_a_wrong_address(sign_in: SignIn) -> None:
    assert sign_in("auditor").get("/sign-out").status_code == 405
    assert sign_in("auditor").get("/sign-outs").status_code == 404


def test_too_large_a_form_is_refused_before_it_is_read(app: Flask, sign_in: SignIn) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = sign_in(None).post("/sign-in", email="a" * 2000)
    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/visits", "/sign-in", "/nowhere", "/api/nowhere"])
def test_without_a_database_there_still_is_a_page(
    app: Flask, sign_in: SignIn, tmp_path: Path, address: str
) -> None:
    auditor = sign_in("auditor")
    take_the_database_away(app, tmp_path)
    answer = auditor.get(address, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert str(PAGES[503][0]) in answer.text
    assert not [word for word in LETTING_OUT if word in answer.text]


def test_without_a_database_the_product_is_alive_but_not_ready(
    app: Flask, sign_in: SignIn, tmp_path: Path
) -> None:
    assert sign_in(None).get("/readyz").status_code == 200
    take_the_database_away(app, tmp_path)
    assert sign_in(None).get("/readyz").status_code == 503
    assert sign_in(None).get("/healthz").status_code == 200


def take_the_database_away(app: Flask, folder: Path) -> None:
    """As when a disk comes off: what stands under the name can no longer be opened."""
    with app.app_context():
        db.engine.dispose()
    (folder / "etalon.sqlite").unlink()
    (folder / "etalon.sqlite").mkdir()
