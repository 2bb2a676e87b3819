"""Every page of every role, in both languages, on a narrow phone: right for the eye, the ear and the network."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, send_file
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from werkzeug.routing import MapAdapter

from app.config import ROOT
from app.db import db
from app.people import operations
from app.people.models import User
from app.people.roles import ROLES
from app.web.access import public
from tests.browser.conftest import PHONE
from tests.browser.serving import serving
from tests.demo_folder import common_folder, demo_app, load_once

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = """async (place) => {
  const { violations } = await axe.run(place || document, {
    resultTypes: ['violations'], preload: { assets: ['media'] }, // no rule that is run asks for style sheets
  });
  return violations;
}"""
# What the rules look at: what the elements of a part are, and whether words stand where words are wanted. Of brothers
# that are alike, as the rows of a table, one stays: the rules need most of their time for the others.
BONES = """() => {
  const words = new Set(['alt', 'aria-label', 'content', 'data-label', 'placeholder', 'title', 'value']);
  const apart = new Set(['action', 'd', 'data-digest', 'datetime', 'href', 'lang', 'points', 'src']);
  const drawn = new Set(['cx', 'cy', 'height', 'width', 'x', 'x1', 'x2', 'y', 'y1', 'y2', 'transform']);
  const bones = (each, apartFrom) => {
    if (each === apartFrom) return '(main)';
    const inside = each.closest('svg');
    const known = [...each.attributes].filter(({ name }) => !apart.has(name) && !(inside && drawn.has(name)))
      .map(({ name, value }) => `${name}=${words.has(name) ? Boolean(value.trim()) : value}`);
    const said = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const alike = new Set();
    for (const child of [...each.children]) {
      const own = bones(child, apartFrom);
      if (alike.has(own)) child.remove();
      alike.add(own);
    }
    return `(${[each.localName, said, ...known].join(' ')}${[...alike].join('')})`;
  };
  const main = document.querySelector('main');
  return [bones(document.documentElement, main), bones(main)];
}"""
HEAD = {"exclude": [["main"]]}
ENOUGH = 1  # pages of one kind: the second store page looks like the first
NO_PAGE = re.compile(r"/(static|visits/photos|reports/\d+/file|api)/|\.pdf$")


class Known:
    """Parts of pages by their bones that the rules found clean, in this process or another: looked at again nothing
    new is seen. A page differs between the languages in nothing but its words, between roles often in its head alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def found_clean(self, bones: str) -> bool:
        return self._mark(bones).exists()

    def clean(self, bones: str) -> None:
        self._mark(bones).touch()

    def _mark(self, bones: str) -> Path:
        return self.folder / hashlib.sha256(bones.encode()).hexdigest()


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    return Known(common_folder(tmp_path_factory) / "clean-pages")


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    loaded = load_once(tmp_path_factory)
    app = demo_app(tmp_path_factory.mktemp("pages"), loaded)
    # Served and kept by the browser as any script, it is compiled once for all pages.
    app.add_url_rule("/static/axe.js", view_func=public(lambda: send_file(AXE, max_age=3600)))
    return app


@pytest.fixture(scope="module")
def address(chain: Flask) -> Iterator[str]:
    with serving(chain) as address:
        yield address


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_clean(
    role: str, language: str, chain: Flask, address: str, chromium: Browser, known: Known
) -> None:
    context = chromium.new_context(
        **PHONE | {"locale": language}, base_url=address, bypass_csp=True, service_workers="block"
    )
    if role != "stranger":
        context.add_cookies([{"name": "sid", "value": _session(chain, role, language), "url": address}])
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: None if _ours(sent.url, address) else faults.append(f"asked {sent.url}"))
    starts = ["/", "/account"] if role != "stranger" else ["/sign-in"]
    opened = _walk(page, starts, language, chain.url_map.bind(""), faults, known)
    context.close()
    assert not faults, "\n".join(faults)
    assert len(opened) >= (4 if role != "stranger" else 1), opened


def _walk(
    page: Page, starts: list[str], language: str, routes: MapAdapter, faults: list[str], known: Known
) -> Counter[Any]:
    """Open one page of each kind that can be reached by links, and look at it."""
    opened: Counter[Any] = Counter()
    waiting, seen = list(starts), set(starts)
    while waiting:
        path = waiting.pop(0)
        kind = routes.match(path.partition("?")[0])[0]
        if opened[kind] >= ENOUGH:
            continue
        opened[kind] += 1
        before = len(faults)
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            faults.append(f"answered {answer.status if answer else 'nothing'}")
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        faults += _look(page, language, known)
        faults[before:] = [f"{path}: {fault}" for fault in faults[before:]]
        for link in (link.partition("#")[0] for link in links):
            if link.startswith("/") and not NO_PAGE.search(link) and link not in seen:
                seen.add(link)
                waiting.append(link)
    return opened


def _look(page: Page, language: str, known: Known) -> list[str]:
    faults = []
    if page.evaluate("document.documentElement.lang") != language:
        faults.append("is in the other language")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wider > 0:
        faults.append(f"is {wider} px wider than the phone")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    head, main = page.evaluate(BONES)
    if not (known.found_clean(head) and known.found_clean(main)):
        broken = _broken_rules(page, HEAD if known.found_clean(main) else None)
        faults += broken
        if not broken:
            known.clean(head)
            known.clean(main)
    return faults


def _broken_rules(page: Page, place: Any) -> list[str]:
    page.add_script_tag(url="/static/axe.js")
    broken = []
    for violation in page.evaluate(RULES, place):
        places = [" ".join(node["target"]) for node in violation["nodes"][:3]]
        broken.append(f"axe: {violation['id']}: {violation['help']} at {places}")
    return broken


def _session(chain: Flask, role: str, language: str) -> str:
    """A signed-in device of the demo account of this role, in the language."""
    account = {"administrator": "admin"}.get(role, role)
    with chain.app_context():
        user = db.session.scalars(select(User).where(User.email == f"{account}@demo.example")).one()
        user.language = language
        token = operations.open_session(user, device="test")
        db.session.commit()
    return token


def _ours(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:", "about:"))


def test_this_test_would_notice_a_fault(address: str, chromium: Browser, known: Known) -> None:
    page = chromium.new_page(base_url=address, bypass_csp=True, **PHONE)
    page.goto("/sign-in")
    bones = page.evaluate(BONES)
    page.evaluate(
        "document.querySelector('main label').remove();"
        "document.querySelector('h1').style.color = '#aaa';"
        "const wide = document.createElement('p'); wide.style.width = '900px';"
        "wide.textContent = 'wide'; document.querySelector('main').append(wide)"
    )
    faults = "\n".join(_look(page, "ru", known))
    assert page.evaluate(BONES) != bones
    page.close()
    assert "other language" in faults
    assert "wider than the phone" in faults
    assert "axe: label" in faults
    assert "axe: color-contrast" in faults
