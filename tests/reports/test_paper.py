"""How the paper is set: what its pictures are called, and that no last page is spent on two lines."""

import re
from dataclasses import replace

import pikepdf
import pytest
from flask_babel import force_locale

from app.reports import pdf
from app.reports.gathering import gather
from tests.reports.conftest import written


@pytest.fixture(scope="module")
def audit(chain):
    return chain.visit("audit")


@pytest.mark.parametrize(
    ("language", "signature", "photo"), [("ru", "Подпись", "Фото"), ("en", "Signature", "Photo")]
)
def test_a_signature_is_called_one_and_takes_no_number_from_the_photos(
    paper, audit, language, signature, photo
):
    read = paper(written(audit, language))
    captions = re.findall(rf"({signature}|{photo} \d+) · (\d+\.\d+) \w", read.words)
    with force_locale(language):
        report = gather(audit)
    clause = next(each.clause for each in report.responses() if each.id == _signature(audit))
    assert [place for name, place in captions if name == signature] == [clause]
    numbers = sorted({int(name.split()[1]) for name, _place in captions if name != signature})
    assert numbers == list(range(1, len(report.pictures)))
    spoken = [
        str(each.Alt)
        for each in read.inside.objects
        if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
    ]
    assert len([words for words in spoken if words.startswith(f"{signature} ")]) == 1


def _signature(visit) -> str:
    questions = visit.checklist.checklist.for_visit(visit.kind).questions()
    return next(question.id for question in questions if question.kind == "signature")


def test_no_last_page_is_spent_on_two_lines(audit):
    """Whatever the length, the closing sums with all that follows them stand on one page: here, over more than a page."""
    with force_locale("ru"):
        report = gather(audit)
        lengths = {len(_pages(each)) for each in _lengthened(report)}
    assert len(lengths) > 1, "no length filled a page: nothing was tried"


def _pages(report):
    photos = {picture.uuid: picture.key for picture in report.pictures}
    pages = pdf.laid_out("reports/visit.html", "", photos=photos, report=report, language="ru").pages
    assert [page for page in pages if "ending" in page.anchors] == pages[-1:]
    return pages


def _lengthened(report):
    """Its longest section with ever more questions, from none to a page of them, the last of them left out."""
    longest = max(report.sections, key=lambda section: len(section.responses))
    scored = [replace(each, pictures=()) for each in longest.responses if each.x is not None]
    left_out = replace(scored[0], id="left-out", x=None, points=None, left_out="not_applicable")
    for count in range(2, 16, 2):
        asked = [replace(scored[place % len(scored)], id=f"q-{place}") for place in range(count)]
        yield replace(report, sections=(replace(longest, responses=(*asked, left_out)),), reasons=())
