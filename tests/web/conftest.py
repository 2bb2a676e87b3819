"""A product in which something can be made to break."""

import pytest
from flask import Blueprint, Flask, abort

from app.web.access import public

breaking = Blueprint("breaking", __name__)


@breaking.get("/break/<int:code>", endpoint="page")
@breaking.get("/api/break/<int:code>", endpoint="api")
@public
def break_with(code: int) -> str:
    """Break in the way that answers with this code; 500 is a defect of ours."""
    if code == 500:
        raise ZeroDivisionError("a secret of the code")
    abort(code)


@pytest.fixture
def breakable(app: Flask) -> Flask:
    app.register_blueprint(breaking)
    return app
