"""Names that must not be read: who made a mystery visit, and who works in somebody else's store."""

import pytest

from tests.architecture.matrix import lines, things
from tests.cast import NAMES, SCENARIO, app_with_cast
from tests.conftest import Visitor

PAGES = [line for line in lines() if line.method == "GET" and not line.public]
# Whom a name may be shown to, besides its owner.
MAY_READ = {
    "shopper": {"administrator", "quality", "reviewer"},
    "other shopper": {"administrator", "quality", "reviewer"},
    "employee": {"administrator", "quality", "reviewer", "hr", "director", "regional", "auditor"},
    "other employee": {"administrator", "quality", "reviewer", "hr", "other director", "other regional"}
    | {"other auditor"},
}


@pytest.fixture(scope="module")
def everything_read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """For everybody of the cast, all that every page open to them says."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("names"))
    known = things(app, cast)
    return {who: _read(Visitor(app, cast.users[who]), who, known) for who in NAMES}


def _read(visitor: Visitor, who: str, known: dict[str, object]) -> bytes:
    addresses = [line.address(known) for line in PAGES if who in line.who]
    addresses += [
        address + "?from=2000-01&to=2099-12"
        for address in addresses
        if address.startswith(("/stores", "/people"))
    ]
    return b"\n".join(visitor.get(address).data for address in addresses)


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
