"""Names that must not be read: who made a covert visit, who works in somebody else's store, a competitor among ours."""

import pytest

from app.db import db
from app.stores.models import Store
from app.stores.operations import add_competitor_store
from tests.architecture.matrix import lines, things
from tests.cast import NAMES, SCENARIO, Cast, app_with_cast
from tests.conftest import Visitor
from tests.days import today
from tests.visits.made import approved, assigned

PAGES = [line for line in lines() if line.method == "GET" and not line.public]
# Whom a name may be shown to, besides its owner.
MAY_READ = {
    "shopper": {"administrator", "quality", "reviewer"},
    "other shopper": {"administrator", "quality", "reviewer"},
    "employee": {"administrator", "quality", "reviewer", "hr", "director", "regional", "auditor"},
    "other employee": {"administrator", "quality", "reviewer", "hr", "other director", "other regional"}
    | {"other auditor"},
}
COMPETITOR = "Sigma & Sons"
# The pages on which a competitor may stand, to whom they are open.
OF_COMPETITORS = {
    "quality": {"/visits", "/visits/new", "/fieldwork", "/competitors", "/competitors/figure"}
    | {"/competitors/stores"},
    "reviewer": {"/visits"},
    "regional": {"/visits", "/competitors", "/competitors/figure"},
    "shopper": {"/visits", "/api/assignments"},
}

Read = dict[str, bytes]  # what each page says


@pytest.fixture(scope="module")
def pages_read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    """For everybody of the cast, what every page open to them says."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("names"))
    known = things(app, cast)
    with app.app_context():
        _visit_competitor(cast)
    return {who: _read(Visitor(app, cast.users[who]), who, known) for who in NAMES}


@pytest.fixture(scope="module")
def everything_read(pages_read: dict[str, Read]) -> dict[str, bytes]:
    """The same, all pages of each together."""
    return {who: b"\n".join(read.values()) for who, read in pages_read.items()}


def _visit_competitor(cast: Cast) -> None:
    """In the region of the cast's own store: one visit made, one to be made."""
    region = db.session.get_one(Store, cast.store).region
    store = add_competitor_store(competitor=COMPETITOR, place="Nevsky", address="-", region=region)
    db.session.flush()
    approved(cast, "shopper", store=store.id)
    assigned(cast, "shopper", store=store.id)
    db.session.commit()


def _read(visitor: Visitor, who: str, known: dict[str, object]) -> Read:
    addresses = [line.address(known) for line in PAGES if who in line.who]
    year = today().year  # every visit of the cast is of these days, whatever a page shows first
    addresses += [
        address + f"?from={year - 1}-01&to={year + 1}-12"
        for address in addresses
        if address.startswith(("/stores", "/people"))
    ]
    return {address: visitor.get(address).data for address in addresses}


@pytest.mark.parametrize("name", MAY_READ)
def test_a_name_is_read_by_those_who_may_and_by_nobody_else(
    everything_read: dict[str, bytes], name: str
) -> None:
    readers = {who for who, read in everything_read.items() if NAMES[name].encode() in read}
    assert readers <= MAY_READ[name] | {name}, f"the name of the {name} was read"
    assert readers, f"nobody read the name of the {name}: the pages were not opened"


def test_the_scenario_of_a_covert_visit_is_not_told_to_the_store(everything_read: dict[str, bytes]) -> None:
    readers = {who for who, read in everything_read.items() if SCENARIO.encode() in read}
    assert readers <= {"quality", "reviewer", "shopper"}


def test_another_auditors_work_is_not_read(everything_read: dict[str, bytes]) -> None:
    readers = {who for who, read in everything_read.items() if b"Krasnaya Three" in read}
    assert readers.isdisjoint({"auditor", "shopper", "director", "regional", "employee"})


def test_a_competitor_stands_on_the_pages_of_competitors_and_nowhere_among_ours(
    pages_read: dict[str, Read],
) -> None:
    spelled = COMPETITOR.split(" ", maxsplit=1)[0].encode()
    found = {
        who: {page for page, said in read.items() if spelled in said} for who, read in pages_read.items()
    }
    assert {who: pages for who, pages in found.items() if pages} == OF_COMPETITORS
