"""Where a form may send its visitor next: to pages of ours that exist, and nowhere else."""

import pytest
from flask import Flask

from app.web.redirects import own_path

OURS = ["/", "/visits", "/visits?page=2", "/visits/7", "/stores/3?days=30#worst", "/sign-in"]
NOT_OURS = [
    None,
    "",
    "visits",
    "https://evil.example/visits",
    "https:evil.example",
    "//evil.example/visits",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/visits\\..\\..",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "/\t/evil.example",
    "/visits\r\nSet-Cookie: sid=1",
    "/nowhere",
    "/sign-out",  # does something, so nobody is sent there
    "http:///visits",
    "/%2f/evil.example",
    "/@evil.example",
]


@pytest.mark.parametrize("wanted", OURS)
def test_a_page_of_ours_is_gone_to(app: Flask, wanted: str) -> None:
    with app.test_request_context():
        assert own_path(wanted) == wanted


@pytest.mark.parametrize("wanted", NOT_OURS)
def test_anything_else_leads_to_the_first_page(app: Flask, wanted: str | None) -> None:
    with app.test_request_context():
        assert own_path(wanted) == "/"
