"""Every kind of paper in both languages: sound as a file, right for the ear, the same bytes each time."""

from collections.abc import Callable, Iterator
from functools import cache

import pikepdf
import pytest
from pdfua import validate

from app.db import db
from app.web.languages import LANGUAGES
from tests.cast import app_with_cast
from tests.reports.conftest import Paper
from tests.reports.every import EVERY, prepare, printed
from tests.reports.printed import unheard

Printed = Callable[[str, str], bytes]

every_kind = pytest.mark.parametrize("kind", EVERY)
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    """Each paper of the cast, made anew at each call."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("every"))
    with app.app_context():
        prepare(cast)
        yield lambda kind, language: printed(kind, cast, language)
        db.session.remove()


@pytest.fixture(scope="module")
def made(again: Printed) -> Printed:
    """Each paper, made once."""
    return cache(again)


@pytest.fixture
def read(made: Printed, paper, kind: str, language: str) -> Paper:
    return paper(made(kind, language))


@every_kind
@both_languages
def test_it_can_be_read_aloud(read: Paper) -> None:
    assert unheard(read.path) == []
    assert [each.message for each in validate(str(read.path)).findings if each.severity.name == "ERROR"] == []


@every_kind
@both_languages
def test_its_file_is_sound(read: Paper, language: str) -> None:
    """The syntax is what `qpdf --check` looks at; the rest is what a reader of PDF/UA asks for first."""
    inside = read.inside
    assert inside.check_pdf_syntax() == []
    assert str(inside.Root.Lang) == language
    assert inside.Root.MarkInfo.Marked
    assert inside.Root.ViewerPreferences.DisplayDocTitle
    assert str(inside.docinfo["/Title"]).strip()
    with inside.open_outline() as outline:
        assert len(outline.root) == 1
        assert outline.root[0].children
    for thing in inside.objects:
        if isinstance(thing, pikepdf.Dictionary):
            assert thing.get("/S") not in ("/JavaScript", "/Launch")


@every_kind
@both_languages
def test_no_page_is_empty(read: Paper) -> None:
    pages = read.text.split("\f")[:-1]
    assert len(pages) == len(read.inside.pages)
    assert [number for number, words in enumerate(pages, 1) if len(words.split()) < FEWEST] == []


FEWEST = 25  # words; a running header and a page number are fifteen


@every_kind
@both_languages
def test_it_speaks_one_language(read: Paper, language: str) -> None:
    """What our own words say in the other language; names and comments may be in any."""
    other = {
        "ru": ("page", "Question", "Clause", "Score", "Visits"),
        "en": ("стр.", "Вопрос", "Пункт", "Оценка"),
    }
    words = read.words.split()
    assert not [each for each in other[language] if each in words]


@every_kind
def test_the_same_content_is_the_same_bytes(made: Printed, again: Printed, kind: str) -> None:
    assert again(kind, "en") == made(kind, "en")
