"""Settings: what the environment may say, and what is taken when it says nothing."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
SHORTEST_SECRET = 32


class Misconfigured(RuntimeError):
    """The environment asks for something unsafe or impossible; the sentence says what to change."""


def settings(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Flask configuration from environment variables (README, "Settings").

    Raises Misconfigured in production when the secret or the host names are missing or weak.
    """
    env = os.environ if environment is None else environment
    production = env.get("ETALON_ENV", "development") == "production"
    instance = Path(env.get("INSTANCE", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    database = env.get("DATABASE_URL", f"sqlite:///{instance / 'etalon.sqlite'}")
    return {
        "PRODUCTION": production,
        "INSTANCE": instance,
        "SECRET_KEY": _secret(env, instance, production),
        "SECRET_KEY_FALLBACKS": [key for key in env.get("SECRET_KEY_FALLBACKS", "").split(",") if key],
        "TRUSTED_HOSTS": _hosts(env, production),
        "PROXIES": int(env.get("PROXIES", "0")),
        "SQLALCHEMY_DATABASE_URI": _driver(database),
        "STORAGE_URL": env.get("STORAGE_URL", (instance / "files").as_uri()),
        "QUEUE_URL": env.get("QUEUE_URL", f"sqlite:///{instance / 'queue.sqlite'}"),
        "SIGN_IN_COOKIE": "__Host-sid" if production else "sid",
        "SESSION_COOKIE_NAME": "__Host-notes" if production else "notes",
        "SESSION_COOKIE_SECURE": production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": 64 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
        "MAX_FORM_PARTS": 2_000,
        "MAX_ANSWERS_BYTES": 4 * MEGABYTE,
        "MAX_PHOTO_BYTES": 15 * MEGABYTE,
        "MAX_PHOTO_PIXELS": 50_000_000,
        "MAX_VOICE_BYTES": 5 * MEGABYTE,
        "MAX_RESCUE_BYTES": 1024 * MEGABYTE,
        "MIN_FREE_BYTES": int(env.get("MIN_FREE_BYTES", 500 * MEGABYTE)),
        "BABEL_DEFAULT_LOCALE": "ru",
        "BABEL_DEFAULT_TIMEZONE": env.get("TIMEZONE", "Europe/Moscow"),
        "TIMEZONE": env.get("TIMEZONE", "Europe/Moscow"),
        "SERVICE_WORKER": env.get("SERVICE_WORKER", "on") != "off",
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_ALGORITHM_STREAMING": ["br", "gzip"],
    }


def _driver(url: str) -> str:
    """The address with the driver we ship: psycopg 3 for PostgreSQL."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _secret(env: Mapping[str, str], instance: Path, production: bool) -> str:
    given = env.get("SECRET_KEY")
    if given and len(given) >= SHORTEST_SECRET and len(set(given)) > SHORTEST_SECRET // 4:
        return given
    if production or given:
        raise Misconfigured(
            f"SECRET_KEY must be set to a random text of at least {SHORTEST_SECRET} characters, "
            "for example the output of: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    kept = instance / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text()


def _hosts(env: Mapping[str, str], production: bool) -> list[str] | None:
    hosts = [host.strip() for host in env.get("TRUSTED_HOSTS", "").split(",") if host.strip()]
    if production and not hosts:
        raise Misconfigured(
            "TRUSTED_HOSTS must name the hosts the product answers to, such as etalon.example.com"
        )
    return hosts or None
