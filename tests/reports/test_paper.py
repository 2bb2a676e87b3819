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


def test_a_last_page_of_a_few_lines_is_drawn_in(paper, audit):
    """Shortened question by question, until the plain setting leaves a few lines over."""
    with force_locale("ru"):
        report = gather(audit)
        for shorter in _shortened(report):
            plain = pdf._laid_out(shorter)
            if pdf._filled(plain) < pdf.NEARLY_EMPTY * 0.75:
                break
        else:
            pytest.fail("no length leaves a few lines over: is a page filled at all?")
        assert len(paper(pdf.visit_pdf(shorter)).inside.pages) == len(plain.pages) - 1


def _shortened(report):
    *before, longest = sorted(report.sections, key=lambda section: len(section.responses))
    for kept in range(len(longest.responses), 0, -1):
        last = replace(longest, responses=longest.responses[:kept])
        yield replace(report, sections=(*before, last))
