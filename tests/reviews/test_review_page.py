"""The page on which a reviewer decides: first what is decided upon, then the decision, with a way to it from anywhere."""

import re

from tests.cast import Cast
from tests.conftest import SignIn


def test_the_decision_stands_after_what_is_decided_upon(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("reviewer").get(f"/reviews/{cast.submitted_audit}").text
    order = [
        'id="result"',
        'id="responses"',
        'id="history"',
        'href="#decision"',
        'id="decision"',
        "/approval",
    ]
    assert sorted(order, key=page.index) == order


def test_a_decision_that_was_made_is_not_pointed_to(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("reviewer").get(f"/reviews/{cast.approved_audit}").text
    assert 'id="result"' in page
    assert "#decision" not in page
    assert "/approval" not in page


def test_a_refused_decision_comes_back_to_its_place_on_the_long_page(cast: Cast, sign_in: SignIn) -> None:
    reviewer = sign_in("reviewer")
    address = f"/reviews/{cast.submitted_audit}/rejection"
    answer = reviewer.post(address, {"reject-reason": "wrong_store", "reject-note": ""})
    assert answer.status_code == 422
    assert f'action="{address}#decision"' in answer.text
    opened = re.findall(r'<details class="more" open>\s*<summary>([^<]*)', answer.text)
    assert opened == ["Reject: the visit does not count"]
