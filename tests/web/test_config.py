"""Settings: in production nothing unsafe starts; in development nothing needs to be said."""

import stat
from pathlib import Path
from typing import Any

import pytest

from app.config import Misconfigured, settings
from tests.cast import app_on
from tests.conftest import Visitor

GOOD = {
    "ETALON_ENV": "production",
    "SECRET_KEY": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978",
    "TRUSTED_HOSTS": "etalon.example.com, www.example.com",
}


def read(folder: Path, **environment: str) -> dict[str, Any]:
    return settings({"INSTANCE": str(folder), **environment})


def test_production_starts_when_everything_is_said(tmp_path: Path) -> None:
    own = read(tmp_path, **GOOD)
    assert own["PRODUCTION"] is True
    assert own["TRUSTED_HOSTS"] == ["etalon.example.com", "www.example.com"]
    assert (own["SIGN_IN_COOKIE"], own["SESSION_COOKIE_NAME"]) == ("__Host-sid", "__Host-notes")
    assert (own["SESSION_COOKIE_SECURE"], own["SESSION_COOKIE_SAMESITE"]) == (True, "Lax")
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("secret", ["", "short", "a" * 64, "abab" * 16, "change me"])
def test_a_secret_that_can_be_guessed_is_refused(tmp_path: Path, secret: str) -> None:
    with pytest.raises(Misconfigured, match="SECRET_KEY must be set"):
        read(tmp_path, **{**GOOD, "SECRET_KEY": secret})


def test_production_without_a_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="SECRET_KEY must be set"):
        read(tmp_path, ETALON_ENV="production", TRUSTED_HOSTS="etalon.example.com")


@pytest.mark.parametrize("hosts", ["", " , "])
def test_production_without_host_names_is_refused(tmp_path: Path, hosts: str) -> None:
    with pytest.raises(Misconfigured, match="TRUSTED_HOSTS must name"):
        read(tmp_path, **{**GOOD, "TRUSTED_HOSTS": hosts})


def test_development_makes_a_secret_that_only_its_owner_reads_and_keeps_it(tmp_path: Path) -> None:
    first, again = read(tmp_path)["SECRET_KEY"], read(tmp_path)["SECRET_KEY"]
    kept = tmp_path / "secret_key"
    assert first == again == kept.read_text()
    assert len(first) == 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_weak_secret_is_refused_in_development_too(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        read(tmp_path, SECRET_KEY="weak")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_spoken_to_by_psycopg(tmp_path: Path, scheme: str) -> None:
    own = read(tmp_path, DATABASE_URL=f"{scheme}://etalon@db.example.com/etalon?sslmode=require")
    wanted = "postgresql+psycopg://etalon@db.example.com/etalon?sslmode=require"
    assert own["SQLALCHEMY_DATABASE_URI"] == wanted


def test_everything_lies_in_the_instance_when_nothing_is_said(tmp_path: Path) -> None:
    own = read(tmp_path)
    assert own["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'etalon.sqlite'}"
    assert own["STORAGE_URL"] == (tmp_path / "files").as_uri()


def test_old_secrets_are_read_from_a_list(tmp_path: Path) -> None:
    assert read(tmp_path, SECRET_KEY_FALLBACKS="one,,two")["SECRET_KEY_FALLBACKS"] == ["one", "two"]


def test_in_production_an_unknown_host_is_refused(tmp_path: Path) -> None:

    visitor = Visitor(app_on(tmp_path, TRUSTED_HOSTS=["etalon.example.com"]), None)
    for address in ("/sign-in", "/api/ping", "/nowhere"):
        answer = visitor.get(address, headers={"Host": "evil.example"})
        assert (answer.status_code, "evil.example" in answer.text) == (400, False)
    assert visitor.get("/healthz", headers={"Host": "etalon.example.com"}).status_code == 200
