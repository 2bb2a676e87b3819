"""`flask reports store` and its like: the same papers from the command line."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result
from flask import Flask

from app.db import db
from app.insights.staff.models import Look
from app.stores.models import Store
from tests.cast import Cast, app_with_cast

ADDRESS = ["--address", "https://a.example", "--lang", "en"]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    return app_with_cast(tmp_path_factory.mktemp("terminal"))


@pytest.fixture
def app(product) -> Flask:
    return product[0]


@pytest.fixture
def run(app: Flask, tmp_path: Path):
    def invoke(*arguments: object) -> Result:
        given = ["reports", *map(str, arguments), *ADDRESS, "--output", str(tmp_path / "out")]
        return app.test_cli_runner().invoke(args=given)

    return invoke


def test_a_store_is_named_by_its_code(app, cast, run, tmp_path: Path) -> None:
    with app.app_context():
        code = db.session.get_one(Store, cast.store).code
    done = run("store", code)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out").read_bytes().startswith(b"%PDF")


def test_whose_sheet_is_written_for_whom_is_written_down(app, cast, run) -> None:
    done = run("person", cast.employee, "--by", "hr@example.com")
    with app.app_context():
        known = db.session.query(Look).filter_by(employee_id=cast.employee).count()
    assert (done.exit_code, known) == (0, 1), done.output


def test_all_stores_are_one_zip(run, tmp_path: Path) -> None:
    done = run("all-stores")
    assert done.exit_code == 0, done.output
    with ZipFile(tmp_path / "out") as packed:
        assert len(packed.namelist()) == 1 + int(done.output.splitlines()[-1].split()[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["store", "nowhere"], "There is no store nowhere."),
        (["region", "Nowhere"], "There is no region Nowhere. There are: "),
        (["wave", 99], "There is no such wave, or it is not for them to see."),
        (["person", 99, "--by", "nobody@example.com"], "There is no account nobody@example.com."),
        (["store", 1, "--from", "2026-08"], "Give both months, the earlier one first"),
        (["all-stores", "--from", "2001-01", "--to", "2001-01"], "No store was visited in these months."),
    ],
)
def test_what_it_cannot_do_is_one_sentence(run, tmp_path: Path, arguments, said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {said}")
    assert not (tmp_path / "out").exists()
