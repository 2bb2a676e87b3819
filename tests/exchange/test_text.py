"""Markdown and plain text: the same document, whatever its encoding, says the same."""

import pytest

from app.exchange.refusals import Refusal
from tests.exchange.files import read, told

TEXT = """СТАНДАРТЫ ОБСЛУЖИВАНИЯ

1. ОХРАННИК
Это первый, кого видит покупатель.
- Приветствует посетителей.
- Не сидит на посту.

2. КАССА
2.1 Приветствие
Кассир должен здороваться с каждым покупателем, даже если
очередь длинная.
2.2 Расчёт
Называет сумму. Выдаёт чек.
"""
MARKDOWN = """# Вход

## Охранник

Это *первый*, кого видит покупатель.

- **Приветствует** посетителей.
- Не сидит на [посту](https://example.org).

## Касса

| Должность | Требование |
|---|---|
| Кассир | Здоровается первым |
"""
SAID = [
    ("ОХРАННИК", "Приветствует посетителей.", ("guard",)),
    ("ОХРАННИК", "Не сидит на посту.", ("guard",)),
    (
        "Приветствие",
        "Кассир должен здороваться с каждым покупателем, даже если очередь длинная.",
        ("cashier",),
    ),
    ("Расчёт", "Называет сумму.", ("cashier",)),
    ("Расчёт", "Выдаёт чек.", ("cashier",)),
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"]
)
def test_plain_text_says_the_same_in_every_encoding(encoding: str) -> None:
    found = read(TEXT.encode(encoding), "a.txt")
    assert told(found) == SAID
    assert found.title == "СТАНДАРТЫ ОБСЛУЖИВАНИЯ"


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac-cyrillic"])
def test_another_encoding_is_refused_and_not_guessed(encoding: str) -> None:
    with pytest.raises(Refusal, match="save it as UTF-8"):
        read(TEXT.encode(encoding), "a.txt")


def test_markdown_has_chapters_clauses_lists_and_tables() -> None:
    found = read(MARKDOWN, "a.md")
    assert told(found) == [
        ("Охранник", "Приветствует посетителей.", ("guard",)),
        ("Охранник", "Не сидит на посту.", ("guard",)),
        ("Касса", "Здоровается первым", ("cashier",)),
    ]
    assert {each.chapter for each in found.proposals} == {"Вход"}
    assert [str(each.where.words) for each in found.proposals] == ["line 7", "line 8", "line 14"]


def test_the_prose_of_a_clause_is_kept_as_its_text() -> None:
    texts = {each.title: each.text for each in read(MARKDOWN, "a.md").clauses}
    assert texts["Охранник"].startswith("Это первый, кого видит покупатель.")


def test_a_heading_may_be_a_short_line_and_nothing_else() -> None:
    found = read(
        "Cashier\n\nGreets every customer.\n\nSecurity guard\n\nMust not smoke at the door.\n", "a.txt"
    )
    assert told(found) == [
        ("Cashier", "Greets every customer.", ("cashier",)),
        ("Security guard", "Must not smoke at the door.", ("guard",)),
    ]
