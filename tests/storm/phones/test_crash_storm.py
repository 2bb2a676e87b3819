"""The browser is killed at random moments: what the page had called saved is there, whole, when it is opened again."""

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.phone import kill
from tests.storm.counts import count
from tests.storm.phones.work import LIB, enter, held, manifest, open_form, run, sign_in_again, whole

pytestmark = pytest.mark.browser

# Taps, types and takes photos without a pause; every save that the page calls saved is told to the test.
WORK = """
  const { draft } = document.querySelector('fill-form');
  const tell = () => saved(draft.row.rev, JSON.stringify(draft.row));
  draft.addEventListener('state', ({ detail }) => detail.state === 'saved' && tell());
  const place = (code) => document.getElementById(`q-${code}`);
  const rest = (ms) => new Promise((soon) => setTimeout(soon, Math.random() * ms));
  (async () => {
    for (let n = given; ; n += 1) {
      const radios = place('COU-01').querySelectorAll('input[type=radio]');
      radios[n % radios.length].click();
      const comment = place('COU-02').querySelector('textarea');
      comment.value = `line ${n}`;
      comment.dispatchEvent(new Event('input', { bubbles: true }));
      if (n % 4 === 0) {
        const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 200 });
        canvas.getContext('2d').fillText(`photo ${n}`, 20, 20);
        const blob = await new Promise((made) => canvas.toBlob(made, 'image/jpeg'));
        const files = new DataTransfer();
        files.items.add(new File([blob], 'image.jpg', { type: 'image/jpeg' }));
        const input = place('COU-01').querySelector('.photo-input');
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }
      await rest(120);
    }
  })();
"""
# One visit after the other is begun and finished; a draft that was called kept is told to the test.
FINISH = """
  const { Draft } = await lib('draft');
  for (let n = given; ; n += 1) {
    const draft = await Draft.of({ id: n, title: '', checklist: { id: 1, digest: '' } });
    draft.row.answers = { 'COU-01': { value: 'yes' } };
    draft.changed();
    await draft.save();
    begun(n);
    await draft.finish();
    finished(n);
  }
"""


@pytest.fixture
def dying(site: Site, lasting_phone: OpenPhone) -> Any:
    """Opens the phone anew on what it kept on its disk, without network."""
    enter(site, lasting_phone()).context.close()

    def again() -> Page:
        phone = lasting_phone()
        phone.set_offline(True)
        return phone.new_page()

    return again


def strike(page: Page, profile: Path, after: float) -> None:
    """Let the work go on for so many ms, then kill the browser."""
    try:
        page.wait_for_timeout(after)
        kill(profile)
        page.wait_for_timeout(5_000)
    except Error:
        return  # it is dead
    raise AssertionError("the browser outlived its death")


def test_every_save_that_was_acknowledged_is_there_after_a_crash(
    site: Site, dying: Any, tmp_path: Path
) -> None:
    told: dict[int, str] = {}
    chance = random.Random(1)
    rounds = count(4, 300)
    for n in range(rounds + 1):
        page = open_form(dying(), site.field.visit)
        found = held(page)
        whole(found)
        if told:
            [row] = found["drafts"]
            last = max(told)
            assert row["rev"] >= last, f"round {n}: revision {last} was called saved"
            kept = run(page, "return JSON.parse(given)", told[last])
            assert {each["id"] for each in kept["photos"]} <= {each["id"] for each in row["photos"]}
            assert lines(row) >= lines(kept)
            if row["rev"] == last:
                assert (row["answers"], row["photos"]) == (kept["answers"], kept["photos"])
        if n == rounds:
            assert len(told) > rounds, "the storm was too short to save anything"
            return
        page.expose_function("saved", lambda rev, row: told.update({rev: row}))
        run(page, WORK, n * 1_000 + 1)
        strike(page, tmp_path / "phone", chance.uniform(300, 1_500))


def lines(row: dict[str, Any]) -> int:
    """How far the comments had come."""
    comment = row["answers"].get("COU-02", {}).get("comment", "line 0")
    return int(comment.removeprefix("line "))


def test_a_crash_while_finishing_leaves_the_draft_or_the_finished_visit_never_neither_nor_both(
    dying: Any, tmp_path: Path
) -> None:
    begun: set[int] = set()
    finished: set[int] = set()
    chance = random.Random(2)
    rounds = count(2, 100)
    for n in range(rounds + 1):
        page = dying()
        page.goto("/visits")
        expect(page.locator("device-chips")).to_be_attached()
        found = held(page)
        drafts, items = ({row["visit"] for row in found[store]} for store in ("drafts", "outbox"))
        assert not drafts & items
        assert begun <= drafts | items
        assert finished <= items
        if n == rounds:
            assert finished
            return
        page.expose_function("begun", lambda visit: begun.add(visit))
        page.expose_function("finished", lambda visit: finished.add(visit))
        page.evaluate("(given) => { (async () => {" + LIB + FINISH + "})() }", 10_000 * (n + 1))
        strike(page, tmp_path / "phone", chance.uniform(300, 900))


def test_a_phone_that_dies_between_sending_and_the_receipt_sends_once(
    site: Site, dying: Any, tmp_path: Path
) -> None:
    page = open_form(dying(), site.field.visit)
    page.context.set_offline(False)
    sign_in_again(site, page.context)
    page.context.route("**/api/submissions/**", lambda route: route.fetch() and kill(tmp_path / "phone"))
    with pytest.raises(Error):
        run(
            page,
            """const { Draft } = await lib('draft');
            const draft = await Draft.of({ id: given, title: '', checklist: { id: 1, digest: 'a'.repeat(64) } });
            draft.row.answers = { 'COU-01': { value: 'yes' } };
            draft.changed();
            await draft.finish();
            await (await lib('outbox')).send({ patiently: false });""",
            site.field.visit,
        )
    assert len(manifest(site)) == 1, "the server has it, the phone died before it heard so"
    page = dying()
    sign_in_again(site, page.context)
    page.goto("/visits")
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")
    page.context.set_offline(False)
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()
    assert len(manifest(site)) == 1
