"""What every answer tells the browser not to do (OWASP ASVS 5.0, chapter 3.4)."""

from flask import Flask, Response, request
from werkzeug.datastructures import Headers

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types etalon",
    ]
)


PERMISSIONS = "camera=(self), geolocation=(self)"


def let_record(response: Response) -> Response:
    """Let this one page ask for the microphone."""
    response.headers["Permissions-Policy"] = f"{PERMISSIONS}, microphone=(self)"
    return response


def init_app(app: Flask) -> None:
    """Put the headers on every answer, the error pages too."""

    @app.after_request
    def harden(response: Response) -> Response:
        headers = response.headers
        _restrain(headers)
        headers.setdefault("Permissions-Policy", f"{PERMISSIONS}, microphone=()")
        if app.config["PRODUCTION"]:
            headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        if request.endpoint == "static" and response.status_code == 200:
            headers["Cache-Control"] = f"public, max-age={app.config['SEND_FILE_MAX_AGE_DEFAULT']}, immutable"
        headers.setdefault("Cache-Control", "private, no-store")
        return response


def _restrain(headers: Headers) -> None:
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
