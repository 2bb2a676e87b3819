"""Whatever is sent, the import reads it or says one clear sentence; soon, and without taking the machine."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import ROOT
from app.exchange.importing import propose
from app.exchange.refusals import Refusal
from tests.cast import Cast
from tests.exchange.files import changed, part
from tests.exchange.hostile import BODY, CORPUS, a_document, a_workbook

PATIENCE = 10  # seconds of work for all of them; together they take half of one
MEMORY = 100  # MB more than the files themselves took


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file of the corpus, under its name there."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, (_filename, make, _said) in CORPUS.items():
        (folder / name).write_bytes(make())
    return folder


@pytest.fixture(scope="module")
def refusals(corpus: Path) -> dict[str, Refusal]:
    """What is said of every file of the corpus."""
    said = {}
    for name, (filename, _make, _said) in CORPUS.items():
        with pytest.raises(Refusal) as refused:
            propose((corpus / name).read_bytes(), filename)
        said[name] = refused.value
    return said


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_for_what_it_is(name: str, refusals: dict[str, Refusal]) -> None:
    assert CORPUS[name][2] in str(refusals[name])


def test_it_is_one_sentence_in_either_language(
    product: tuple[Flask, Cast], refusals: dict[str, Refusal]
) -> None:
    app, _ = product
    for name, refusal in refusals.items():
        with app.test_request_context():
            told = {}
            for language in ("en", "ru"):
                with force_locale(language):
                    told[language] = str(refusal)
        assert all(re.fullmatch(r"[^\n]{8,160}\.", sentence) for sentence in told.values()), name
        assert re.search("[а-я]{3}", told["ru"]), name
        assert told["ru"] != told["en"], name


def test_the_worst_files_take_little_memory_and_time(corpus: Path) -> None:
    """Alone in a process, so that its memory is what the import took."""
    worst = ("zip bomb", "packed xml", "internal entities", "a million rows", "deep tables", "a huge line")
    given = [(CORPUS[name][0], str(corpus / name)) for name in worst]
    program = (
        "import json, pathlib, resource, sys, time\n"
        "from app.exchange.importing import propose\n"
        "from app.exchange.refusals import Refusal\n"
        "files = [(name, pathlib.Path(path).read_bytes()) for name, path in json.loads(sys.argv[1])]\n"
        "made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "started = time.process_time()\n"
        "for name, content in files:\n"
        "    try: propose(content, name)\n"
        "    except Refusal: pass\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(json.dumps([time.process_time() - started, made // 1000, peak // 1000]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(given)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, made, peak = json.loads(done.stdout)
    assert seconds < PATIENCE
    assert peak - made < MEMORY


@settings(max_examples=40, deadline=None)
@given(
    where=st.floats(0, 1),
    what=st.sampled_from(
        [b"", b"<", b">", b'"', b"\x00", b"w:p", b"\xff", b"999999999", b"&#0;", b"<w:tbl>"]
    ),
    length=st.integers(0, 40),
    inside=st.sampled_from(
        [BODY, "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", ""]
    ),
)
def test_a_broken_document_is_read_or_refused_and_never_fails(
    where: float, what: bytes, length: int, inside: str
) -> None:
    content = part(a_document(), inside) if inside else a_document()
    at = int(where * len(content))
    content = content[:at] + what + content[at + length :]
    _read_or_refuse(changed(a_document(), {inside: content}) if inside else content, "a.docx")


@settings(max_examples=40, deadline=None)
@given(
    where=st.floats(0, 1),
    what=st.sampled_from([b"", b"<", b'"', b"-1", b"99999999", b"<row>", b'r="A0"', b"<f>1</f>"]),
    length=st.integers(0, 30),
    inside=st.sampled_from(
        ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
    ),
)
def test_a_broken_workbook_is_read_or_refused_and_never_fails(
    where: float, what: bytes, length: int, inside: str
) -> None:
    content = part(a_workbook(), inside)
    at = int(where * len(content))
    content = content[:at] + what + content[at + length :]
    _read_or_refuse(changed(a_workbook(), {inside: content}), "a.xlsx")


@settings(max_examples=60, deadline=None)
@given(
    content=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)),
    kind=st.sampled_from(["md", "txt", "csv"]),
)
def test_any_bytes_are_read_or_refused_as_text(content: bytes, kind: str) -> None:
    _read_or_refuse(content, f"a.{kind}")


def _read_or_refuse(content: bytes, name: str) -> None:
    try:
        propose(content, name)
    except Refusal as refusal:
        assert str(refusal)
