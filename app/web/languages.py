"""The visitor's language: first the browser's, then the user's own choice."""

from flask import Flask, current_app, g, request
from flask_babel import Babel, get_locale
from flask_login import current_user

LANGUAGES = {"ru": "Русский", "en": "English"}
COOKIE = "language"


def language() -> str:
    """The code of the language this answer is written in: "ru" or "en"."""
    locale = get_locale()
    return locale.language if locale else "ru"


def _choose() -> str:
    if "language" in g:
        return g.language  # a report being written in a language of its own
    if not request:
        return current_app.config["BABEL_DEFAULT_LOCALE"]
    if current_user.is_authenticated and current_user.language in LANGUAGES:
        return current_user.language
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or "ru"


def _time_zone() -> str:
    return current_app.config["TIMEZONE"]


def init_app(app: Flask) -> None:
    """Let Flask-Babel ask us for the language, and templates know it."""
    Babel(
        app,
        default_translation_directories="translations",
        locale_selector=_choose,
        timezone_selector=_time_zone,
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.context_processor(lambda: {"language": language(), "languages": LANGUAGES})
