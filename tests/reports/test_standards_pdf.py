"""The standards as a printed document: everything is in it, everything can be found, every clause leads back."""

import re
import subprocess

import pytest
from flask_babel import force_locale

from app.reports.printing import standards_pdf
from app.reports.standards import StandardsPaper
from tests.reports.printed import (
    BASE,
    PIXELS,
    codes,
    drawn_code,
    expected_code,
    links,
    page_image,
    small_version,
)


@pytest.fixture(scope="module")
def version(app, tmp_path_factory):
    return small_version(tmp_path_factory.mktemp("small"))


def printed(version, language: str) -> bytes:
    with force_locale(language):
        return standards_pdf(StandardsPaper.of(version, language, BASE))


@pytest.fixture(scope="module", params=["ru", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(version, language) -> bytes:
    return printed(version, language)


def test_every_word_that_staff_read_is_on_paper(paper, version, pdf, language):
    letters = paper(pdf).letters
    for reference in version.document.references():
        said = [reference.clause.title, reference.clause.text]
        for criterion in reference.clause.criteria:
            said += [criterion.question, criterion.expected, criterion.why, criterion.good, criterion.bad]
        for text in said:
            assert "".join(text.in_(language).split()) in letters


def test_what_an_assessor_plays_is_not_on_paper(paper, version, pdf, language):
    (scenario,) = version.document.scenarios
    letters = paper(pdf).letters
    assert "".join(scenario.legend.in_(language).split()) not in letters
    assert scenario.code.encode() not in pdf


def test_the_contents_tell_the_page_on_which_a_clause_stands(paper, version, pdf, language):
    pages = paper(pdf).text.split("\f")
    contents = pages[1]
    for reference in version.document.references():
        title = f"{reference.number} {reference.clause.title.in_(language)}"
        told = re.search(rf"{re.escape(title)}[ .]+(\d+)$", contents, re.MULTILINE)
        assert told, contents
        assert title in pages[int(told[1]) - 1]


def test_its_bookmarks_are_its_chapters_and_clauses(paper, version, pdf, language):
    with paper(pdf).inside.open_outline() as outline:
        (document,) = outline.root
        _contents, *chapters = document.children
        titles = [[each.title for each in chapter.children] for chapter in chapters]
    assert titles == [
        [f"{first}.{second} {clause.title.in_(language)}" for second, clause in enumerate(chapter.clauses, 1)]
        for first, chapter in enumerate(version.document.chapters, 1)
    ]


def test_the_code_beside_a_clause_opens_that_clause(paper, version, pdf, tmp_path):
    read = paper(pdf)
    found = {address: (page, place) for page, address, place in codes(read.inside)}
    assert set(found) == links(read.inside)
    assert set(found) == {f"{BASE}standards"} | {
        f"{BASE}standards/versions/{version.number}/{each.number}" for each in version.document.references()
    }
    for address, (page, place) in found.items():
        drawing = ["pdftoppm", "-r", "200", "-png", "-f", str(page + 1), "-singlefile"]
        subprocess.run([*drawing, str(read.path), str(tmp_path / "page")], check=True)
        image = page_image((tmp_path / "page.png").read_bytes())
        width = float(read.inside.pages[page].mediabox[2]) * PIXELS
        assert drawn_code(image, place, width, address) == expected_code(address), address


def test_whom_a_criterion_concerns_is_said_in_words(version):
    paper = StandardsPaper.of(version, "en", BASE)
    everyone = version.document.criterion("COU-01")
    only = everyone.model_copy(update={"positions": ("seller",)})
    with force_locale("en"):
        assert paper.whom(everyone) == "Everyone"
        assert paper.whom(only) == "Seller"
