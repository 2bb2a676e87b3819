"""A table of criteria from Excel or CSV: columns by their names in either language, whatever their order."""

from decimal import Decimal

import pytest

from app.exchange.refusals import Refusal
from tests.exchange.files import only, read, told, workbook

ENGLISH = ("Chapter", "Clause", "Criterion", "Position", "Channel", "Weight", "Critical")
RUSSIAN = ("Глава", "Пункт", "Требование", "Должность", "Канал", "Вес", "Критичный")


@pytest.mark.parametrize("titles", [ENGLISH, RUSSIAN, tuple(map(str.upper, RUSSIAN))])
def test_columns_are_known_by_their_names(titles: tuple[str, ...]) -> None:
    row = ("Касса", "Расчёт", "Называет сумму вслух", "кассир, охранник", "лично", 2.5, "да")
    proposal = only(workbook(Лист1=[titles, row]), "a.xlsx")
    assert (proposal.chapter, proposal.clause, proposal.criterion) == (
        "Касса",
        "Расчёт",
        "Называет сумму вслух",
    )
    assert (proposal.positions, proposal.channels) == (("cashier", "guard"), ("in_person",))
    assert (proposal.weight, proposal.critical) == (Decimal("2.5"), True)
    assert str(proposal.where.words) == "sheet Лист1, row 2"
    assert proposal.row() == {
        "chapter": "Касса",
        "clause": "Расчёт",
        "criterion": "Называет сумму вслух",
        "positions": ["cashier", "guard"],
        "channels": ["in_person"],
        "where": "sheet Лист1, row 2",
    }


def test_what_is_empty_repeats_what_stands_above_within_a_clause() -> None:
    rows = [
        ("Глава", "Пункт", "Критерий", "Должность"),
        ("Касса", "Расчёт", "Называет сумму", "Кассир"),
        (None, None, "Выдаёт чек", None),
        ("Вход", None, "Открывает дверь", "Охранник"),
    ]
    found = read(workbook(a=rows), "a.xlsx")
    assert told(found) == [
        ("Расчёт", "Называет сумму", ("cashier",)),
        ("Расчёт", "Выдаёт чек", ("cashier",)),
        ("Вход", "Открывает дверь", ("guard",)),
    ]


def test_the_codes_of_the_standards_are_understood_too() -> None:
    proposal = only("criterion,position,channel\nGreets first,everyone,in_person\n", "a.csv")
    assert (proposal.positions, proposal.channels) == (("everyone",), ("in_person",))
    assert str(proposal.where.words) == "row 2"


def test_what_is_not_understood_is_named_with_its_row() -> None:
    rows = [
        ("Критерий", "Должность", "Канал", "Вес", "Критичность", "Цвет папки"),
        ("Улыбается", "Бариста", "голубь", "много", "наверное", "синий"),
    ]
    found = read(workbook(a=rows), "a.xlsx")
    assert [str(each.words) for each in found.warnings] == [
        "The column “Цвет папки” is not known and was not read.",
        "There is no position “Бариста” in the standards.",
        "There is no channel “голубь” in the standards.",
        "“много” is not a weight.",
        "“наверное” is neither yes nor no.",
    ]
    assert {each.where.number for each in found.warnings[1:] if each.where} == {2}
    assert found.proposals[0].positions == ()
    assert found.proposals[0].sure != "sure"


def test_a_sheet_without_criteria_is_named_and_the_others_are_read() -> None:
    content = workbook(Контакты=[("Имя", "Город")], Нормы=[("Критерий",), ("Здоровается первым",)])
    found = read(content, "a.xlsx")
    assert [each.criterion for each in found.proposals] == ["Здоровается первым"]
    assert [(each.kind, each.what) for each in found.warnings] == [("sheet", "Контакты")]


def test_no_column_of_criteria_at_all_is_refused() -> None:
    with pytest.raises(Refusal, match="no column of criteria"):
        read(workbook(a=[("Имя", "Город"), ("Пётр", "Омск")]), "a.xlsx")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_csv_is_read_whatever_separates_and_encodes_it(separator: str, encoding: str) -> None:
    lines = ["Критерий;Должность", "Здоровается с каждым покупателем;Кассир"]
    text = "\r\n".join(lines).replace(";", separator)
    assert only(text.encode(encoding), "a.csv").positions == ("cashier",)
