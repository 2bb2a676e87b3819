"""YAML files are plain: one meaning to every parser, nothing clever, nothing hidden."""

from decimal import Decimal

import pytest

from app.standards.source import MAX_BYTES, read_source


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_source(text.encode(), "f.yaml").problems]


def test_plain_values_are_read_with_their_lines() -> None:
    source = read_source(b'a: 1\nb:\n  - 0.10\n  - "no"\nc: {d: true, e: null}\n', "f.yaml")
    assert source.problems == []
    assert source.value == {"a": 1, "b": [Decimal("0.10"), "no"], "c": {"d": True, "e": None}}
    assert source.lines[("b", 1)] == 4
    assert source.lines[("c", "e")] == 5


@pytest.mark.parametrize("word", ["no", "yes", "on", "Off", "12:30", "010", "1e3", "0o17", "2026-01-12"])
def test_a_word_that_parsers_read_differently_must_be_quoted(word: str) -> None:
    found = problems(f"a: text\nb: {word}\n")
    assert len(found) == 1
    assert found[0].startswith("f.yaml:2: ")
    assert found[0].endswith("quote it")
    assert problems(f'a: text\nb: "{word}"\n') == []


def test_a_key_that_parsers_read_differently_must_be_quoted() -> None:
    assert problems("a: 1\nno: 2\n") == ["f.yaml:2: the key no reads differently in YAML 1.1; quote it"]
    assert problems("a: 1\n2: 2\n") == ["f.yaml:2: a key is not a word; quote it"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3: the key “a” appears twice"),
        ("a: &x 1\nb: 2\n", "f.yaml:1: the anchor &x is not allowed; write the text out"),
        ("a: &x 1\nb: *x\n", "f.yaml:2: the alias *x is not allowed; write the text out"),
        (
            "a: 1\nb: !!python/name:os.system x\n",
            "f.yaml:2: the tag tag:yaml.org,2002:python/name:os.system is not",
        ),
        ("a: !own {b: 1}\n", "f.yaml:1: the tag !own is not allowed"),
        ("a: {b: 1}\n<<: {c: 2}\n", "f.yaml:2: << reads as something other than text; quote it"),
        ("%YAML 1.1\n---\na: no\n", "a % directive is not allowed"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2: a second document begins here"),
        ("a: 1\nb: [1, 2\n", "f.yaml:3: not YAML: "),
        ("a: 1\nb: \x07\n", "not YAML: "),
        ("a: .inf\n", "f.yaml:1: .inf is not a number that can be counted with"),
        ("a: " + "9" * 5000, "is not a number that can be counted with"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, said: str) -> None:
    found = problems(text)
    assert any(said in problem for problem in found), found


def test_twenty_levels_are_deep_enough() -> None:
    assert problems("[" * 20 + "1" + "]" * 20) == []
    assert problems("\n" + "[" * 21 + "1" + "]" * 21) == ["f.yaml:2: nested deeper than 20 levels"]


def test_five_megabytes_are_large_enough() -> None:
    assert problems('a: "' + "x" * 100 + '"') == []
    found = read_source(b"#" * (MAX_BYTES + 1), "f.yaml").problems
    assert [str(problem) for problem in found] == ["f.yaml:1: the file is larger than 5 MB"]


def test_only_utf_8_is_read() -> None:
    found = read_source("a: 1\nb: Кассир\n".encode("cp1251"), "f.yaml").problems
    assert [str(problem) for problem in found] == ["f.yaml:2: the text is not UTF-8"]
