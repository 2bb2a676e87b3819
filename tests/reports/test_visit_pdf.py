"""What the paper says, and what it never says."""

import pikepdf
import pytest
from flask_babel import force_locale

from app.reports.gathering import gather
from tests.reports.conftest import written
from tests.reports.printed import unheard
from tests.reports.sample import AUDITOR, EMPLOYEE, SHOPPER, answer

HOSTILE = (
    "<img src=file:///etc/passwd><link rel=attachment href=file:///etc/hostname>{{ 7 * 7 }}<b>CANARY</b>"
)


@pytest.fixture(scope="module")
def mystery(chain):
    return chain.visit("mystery", comments={4: HOSTILE, 13: "Ждали 40 минут, цена 1 299 ₽, товар № 7 Ёж"})


@pytest.fixture(scope="module")
def mystery_pdf(mystery) -> bytes:
    return written(mystery)


@pytest.fixture(scope="module")
def audit_pdf(chain) -> bytes:
    return written(chain.visit("audit"), "en")


def test_the_verdict_the_score_and_the_place_stand_on_the_first_page(paper, mystery, mystery_pdf):
    first = paper(mystery_pdf).text.split("\f")[0]
    assert "Эталон на Садовой" in first
    assert "Продавец-консультант" in first
    assert "78,4" in first
    assert f"{mystery.id} · 14 мая 2026" in first


def test_a_mystery_visit_names_nobody(mystery, mystery_pdf, paper):
    words = paper(mystery_pdf).words
    for name in (SHOPPER, EMPLOYEE, *SHOPPER.split(), *EMPLOYEE.split()):
        assert name not in words
        assert name.encode("utf-16-be") not in mystery_pdf
    with force_locale("ru"):
        assert SHOPPER not in repr(gather(mystery))


def test_an_audit_names_its_auditor_and_the_employee(paper, audit_pdf):
    words = paper(audit_pdf).words
    assert AUDITOR in words
    assert EMPLOYEE in words


def test_every_question_of_the_checklist_is_there_with_its_clause(paper, mystery, mystery_pdf):
    words = paper(mystery_pdf).words
    for question in mystery.checklist.checklist.for_visit("mystery").questions():
        assert question.text.ru.split()[0] in words
        assert f"{question.clause} " in words


def test_it_reads_aloud_language_title_tags_bookmarks_and_photos_with_words(paper, mystery_pdf):
    inside = paper(mystery_pdf).inside
    assert str(inside.Root.Lang) == "ru"
    assert inside.Root.MarkInfo.Marked
    assert inside.Root.ViewerPreferences.DisplayDocTitle
    assert "Эталон на Садовой" in str(inside.docinfo["/Title"])
    with inside.open_outline() as outline:
        place = outline.root[0]
        assert place.title == "Эталон на Садовой"
        assert len(place.children) == 6  # why, what matters, where from, what to do, responses, arithmetic
        assert any(chapter.children for chapter in place.children)
    pictures = [each for page in inside.pages for each in page.get_images()]
    assert len(pictures) >= 4
    spoken = [
        str(each.Alt) for each in inside.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
    ]
    assert len(spoken) > 20
    assert all(word.strip() for word in spoken)


def test_tables_that_run_over_pages_can_be_read_aloud(paper, mystery_pdf):
    assert unheard(paper(mystery_pdf).path) == []


def test_what_somebody_wrote_stays_words(paper, mystery_pdf):
    read = paper(mystery_pdf)
    assert "".join(HOSTILE.split()) in read.letters
    assert "root:x:" not in read.letters
    names = read.inside.Root.get("/Names", {})
    assert "/EmbeddedFiles" not in names
    assert "/JavaScript" not in names
    for thing in read.inside.objects:
        if isinstance(thing, pikepdf.Dictionary):
            assert thing.get("/S") not in ("/JavaScript", "/Launch", "/URI")


def test_a_failed_critical_question_is_the_first_reason_and_the_first_of_the_worst(chain, paper):
    def failing(place, question):
        if question.critical and question.kind == "yes_no":
            return {"value": "no" if question.fails_on != "yes" else "yes"}
        return answer(place, question)

    visit = chain.visit("mystery", answers=failing)
    with force_locale("en"):
        report = gather(visit)
    assert report.verdict == "failed"
    assert report.reasons[0].code == "critical"
    assert report.worst[0].failed_critically
    first = paper(written(visit, "en")).text.split("\f")[0]
    assert "A critical question failed" in first
    assert report.score == visit.scorecard.score


def test_a_visit_where_nothing_was_seen_is_reported_without_a_number(chain, paper):
    visit = chain.visit("mystery", answers=lambda place, question: {"non_answer": "not_observed"})
    words = paper(written(visit, "en")).words
    assert "Too little" in words
    assert "nothing was seen that could be scored" in words


def test_the_arithmetic_closes(chain, mystery):
    with force_locale("en"):
        report = gather(mystery)
    points = sum(response.points for response in report.responses() if response.points is not None)
    weights = sum(response.weight for response in report.responses() if response.x is not None)
    assert (points, weights) == (report.closing.points, report.closing.weights)
    assert report.score == 100 * points / weights
