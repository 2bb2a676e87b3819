"""The whole happy path on WebKit in a private window, where no Blob can be kept and there is no storage manager."""

from collections.abc import Iterator

import pytest

from app.visits.payload import read_payload
from tests.browser.conftest import Site
from tests.storm.phones.webkit import WebKit, webkit
from tests.storm.phones.work import arrived, manifest
from tests.sync.field import PASSWORD

pytestmark = pytest.mark.browser

SIGN_IN = """
  document.querySelector('[name=email]').value = 'auditor@example.com';
  document.querySelector('[name=password]').value = given[0];
  document.querySelector('main form button[type=submit], main form button:not([type])').click();
"""
TAP = "document.querySelector(`#q-${given[0]} [value='${given[1]}']`).click();"
PICTURES = """
  const files = new DataTransfer();
  for (let n = 0; n < given[0]; n += 1) {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 400 });
    const brush = canvas.getContext('2d');
    brush.fillStyle = `rgb(${n * 40}, 90, 60)`;
    brush.fillRect(0, 0, 600, 400);
    const blob = await new Promise((made) => canvas.toBlob(made, 'image/jpeg'));
    files.items.add(new File([blob], 'image.jpg', { type: 'image/jpeg' }));
  }
  const input = document.querySelector('#q-COU-01 .photo-input');
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
"""
SAVED = "document.querySelector('.save-state')?.textContent.includes('Saved on this phone')"
SHOWN = "document.querySelectorAll('#q-COU-01 .photos img').length === {}"


@pytest.fixture
def window() -> Iterator[WebKit]:
    with webkit() as opened:
        yield opened


def test_a_visit_with_five_photos_is_filled_reopened_and_sent_on_webkit(site: Site, window: WebKit) -> None:
    window.go(f"{site.address}/sign-in?next=/visits")
    window.run(SIGN_IN, PASSWORD)
    window.until("document.querySelector('.visit-card')?.textContent.match(/without network|без сети/)")
    form = f"{site.address}/visits/{site.field.visit}/form"
    window.go(form)
    window.until("document.querySelector('fill-form[data-ready]')")
    window.run(TAP, "COU-01", "value:yes")
    window.run(TAP, "COU-02", "value:4")
    window.until(SAVED)
    window.run(PICTURES, 5)
    window.until(SHOWN.format(5))
    window.go(form)
    window.until("document.querySelector('fill-form[data-ready]')")
    window.until(SHOWN.format(5))
    window.run(TAP, "COU-03", "value:employee")
    window.until(SAVED)
    window.run("document.querySelector('fill-form').finish(); return 1")
    window.until("document.querySelector('.outbox-item')?.textContent.includes('№ 1')")
    assert [len(photos) for photos in manifest(site).values()] == [5]
    with site.field.app.app_context():
        [sent] = arrived(site)
        answers = read_payload(sent.body).answers
        assert {code: each.value for code, each in answers.items()} == {
            "COU-01": "yes",
            "COU-02": 4,
            "COU-03": "employee",
        }
