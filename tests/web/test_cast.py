"""The cast itself: everybody has the first page of their role."""

import time
import pytest
from tests.cast import NAMES


@pytest.mark.parametrize("who", NAMES)
def test_everybody_has_a_first_page(sign_in, who: str) -> None:
    answer = sign_in(who).get("/", follow_redirects=True)
    assert answer.status_code == 200
