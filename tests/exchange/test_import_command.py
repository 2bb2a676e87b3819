"""`flask standards import`: prints what a document would become and keeps nothing."""

import json
from pathlib import Path

from flask import Flask

from app.db import db
from app.standards.models import StandardVersion
from tests.cast import Cast
from tests.exchange.files import word
from tests.exchange.truth import DOCUMENTS

KEYS = ["chapter", "clause", "criterion", "positions", "channels", "where"]


def test_json_prints_the_proposals_and_nothing_else(product: tuple[Flask, Cast]) -> None:
    result = _run(product[0], "--dry-run", "--json", DOCUMENTS / "tables_ru.docx")
    rows = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(rows) > 50
    assert all(list(row) == KEYS for row in rows)
    assert {
        "chapter": "Касса, выдача и возврат",
        "clause": "Кассовая зона",
        "criterion": "Называет сумму покупки вслух",
        "positions": ["cashier"],
        "channels": ["in_person"],
        "where": "table 6, row 3",
    } in rows


def test_lines_tell_the_same_to_people(product: tuple[Flask, Cast], tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word(("Heading 1", "Касса"), ("Heading 2", "Расчёт"), "Кассир называет сумму вслух."))
    assert _run(product[0], "--dry-run", file).stdout.splitlines() == [
        "Касса › Расчёт",
        "  Кассир называет сумму вслух.",
        "    cashier · in_person · paragraph 3 · sure",
        "1 proposals",
    ]


def test_without_dry_run_it_says_where_proposals_are_confirmed(product: tuple[Flask, Cast]) -> None:
    result = _run(product[0], DOCUMENTS / "tables_ru.docx")
    assert result.exit_code == 2
    assert "confirmed on the page" in result.stderr


def test_a_refused_file_is_one_sentence_and_changes_nothing(
    product: tuple[Flask, Cast], tmp_path: Path
) -> None:
    app, _ = product
    file = tmp_path / "a.docx"
    file.write_bytes(b"%PDF-1.7")
    with app.app_context():
        before = [each.digest for each in db.session.query(StandardVersion)]
    result = _run(app, "--dry-run", "--json", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: Файл назван .docx, но внутри что-то другое.\n"
    with app.app_context():
        assert [each.digest for each in db.session.query(StandardVersion)] == before


def test_the_builtin_positions_serve_where_there_is_no_database_yet(tmp_path: Path) -> None:
    from app import create_app

    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'empty.db'}"})
    result = _run(app, "--dry-run", "--json", DOCUMENTS / "policy_en.docx")
    assert result.exit_code == 0
    assert "guard" in result.stdout


def _run(app: Flask, *words: object):  # type: ignore[no-untyped-def]
    return app.test_cli_runner().invoke(args=["standards", "import", *map(str, words)])
