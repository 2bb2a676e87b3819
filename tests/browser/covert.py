"""A shopper with a mystery visit to make, and what they do with the notes in front of its form."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from app.clock import now
from app.db import db
from app.people.models import User
from app.people.passwords import hash_password
from app.visits import operations
from app.visits.models import MYSTERY, Visit
from app.waves import operations as waves
from tests.browser.conftest import Site
from tests.days import today
from tests.sync.field import PASSWORD

SCENARIO = "Ask for a bolt and change your mind."


def give_mystery_visit(site: Site, *, language: str = "en") -> int:
    """A shopper who signs in as "shopper", and the visit they were given; gives its number."""
    with site.field.app.app_context():
        audit = db.session.get_one(Visit, site.field.visit)
        common = {"language": language, "password_hash": hash_password(PASSWORD)}
        shopper, hr = (
            User(email=f"{role}@example.com", name=role.title(), role=role, **common)
            for role in ("shopper", "hr")
        )
        db.session.add_all([shopper, hr])
        db.session.flush()
        wave = waves.plan(
            name="Spring",
            starts_on=today() - timedelta(days=2),
            ends_on=today() + timedelta(days=9),
            purpose="To learn how people are met.",
            notice="Mystery visits may take place.",
        )
        waves.publish_notice(wave)
        waves.acknowledge(wave, by=hr)
        deadline = now() + timedelta(days=2)
        what = operations.Assignment(
            audit.store, audit.checklist, shopper, MYSTERY, deadline, scenario=SCENARIO, wave=wave
        )
        visit = operations.assign(what, by=None)
        db.session.commit()
        return visit.id


def tap_open(page: Page) -> None:
    """Three taps on the title."""
    for _tap in range(3):
        page.locator(".cover h1").tap()
    expect(page.locator(".fill-header")).to_be_visible()
