"""What somebody has to read: all that concerns the position, and after a signature only what changed since that one."""

import pytest

from app.db import db
from app.people.models import Employee
from app.training import operations, queries
from app.training.reading import Reading
from tests.training.made import answered, progress, published_again, signed


def codes(reading: Reading) -> list[str]:
    return [each.code for each in reading.criteria()]


def test_everything_of_the_own_position_is_read_and_nothing_else(cashier: Employee) -> None:
    document = queries.syllabus().current.document
    own = [each.code for each in document.criteria() if "cashier" in each.positions]
    reading = progress(cashier).reading
    assert codes(reading) == own
    assert len(own) > 5
    assert reading.since is None


def test_it_is_read_in_the_language_of_the_page(cashier: Employee) -> None:
    english, russian = progress(cashier, "en").reading, progress(cashier, "ru").reading
    assert next(english.criteria()).expected == "Expectation 01."
    assert next(russian.criteria()).expected == "Ожидание 01."
    assert english.digest() != russian.digest()


def test_after_a_signature_only_what_changed_is_read_with_what_stood_there(cashier: Employee) -> None:
    signed(cashier)
    published_again(COU_03="Another expectation.")
    reading = progress(cashier).reading
    assert codes(reading) == ["COU-03"]
    assert next(reading.criteria()).before == "Expectation 03."
    assert reading.since == 1


def test_the_comparison_is_with_the_version_this_person_signed_not_the_one_before(cashier: Employee) -> None:
    signed(cashier)
    published_again(COU_03="Another expectation.")
    published_again(COU_04="Another one, too.")
    assert codes(progress(cashier).reading) == ["COU-03", "COU-04"]


def test_what_was_changed_and_changed_back_is_not_read(cashier: Employee) -> None:
    signed(cashier)
    published_again(COU_03="Another expectation.")
    assert codes(progress(cashier).reading) == ["COU-03"]
    published_again(like=1)
    assert operations.progress_of(cashier, "en") is None


def test_whoever_never_signed_reads_everything_at_any_version(
    cashier: Employee, far_cashier: Employee
) -> None:
    signed(cashier)
    published_again(COU_03="Another expectation.")
    assert len(codes(progress(far_cashier).reading)) > 5


def test_a_new_position_is_read_from_the_beginning(cashier: Employee) -> None:
    signed(cashier)
    assert operations.progress_of(cashier, "en") is None
    cashier.position = "seller"
    db.session.flush()
    assert progress(cashier).reading.since is None


def test_what_one_reads_is_kept_and_a_new_wording_of_it_is_read_again(cashier: Employee) -> None:
    first = progress(cashier)
    operations.read_chapter(cashier, first, first.reading.chapters[0])
    assert progress(cashier).next.page == "check"
    assert progress(cashier, "ru").next.page == "chapter", "another language is another text"
    published_again(COU_01="Reworded.")
    assert progress(cashier).next.page == "chapter"


def test_nothing_is_signed_before_it_is_read_and_answered(cashier: Employee) -> None:
    with pytest.raises(operations.NotReady):
        operations.sign(cashier, progress(cashier), name="Marina")
    with pytest.raises(operations.NotReady):
        first = progress(cashier)
        operations.read_chapter(cashier, first, first.reading.chapters[0])
        operations.sign(cashier, progress(cashier), name="Marina")


def test_checks_read_for_one_signature_do_not_count_for_the_next(cashier: Employee) -> None:
    before = answered(cashier)
    signed(cashier)
    published_again(COU_01="One.", COU_02="Two.", COU_03="Three.", COU_04="Four.")
    after = progress(cashier)
    assert not after.begun
    assert not any(map(after.is_answered, after.checks))
    assert all(map(before.is_answered, before.checks))


def test_the_same_change_made_anew_is_read_anew(cashier: Employee) -> None:
    signed(cashier)
    published_again(COU_03="Another expectation.")
    signed(cashier)
    published_again(like=1)
    signed(cashier)
    published_again(like=2)
    assert not progress(cashier).begun
