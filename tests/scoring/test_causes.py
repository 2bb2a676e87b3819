"""Why a criterion is below its target, said in one word with names."""

import random
from fractions import Fraction

import pytest

from app.scoring.causes import Criterion, Row, counted, find_cause, find_causes
from app.scoring.homogeneity import Count

TARGET = Fraction(4, 5)


def visits(store, met, n, employee=None):
    return [Row(store, employee, place < met) for place in range(n)]


def everywhere(stores, met, n):
    return [row for store in stores for row in visits(store, met, n)]


def named(groups):
    return [each.employee or each.store for each in groups if each.named]


def test_what_fails_in_every_store_is_systemic():
    found = find_cause(everywhere("ABCDEF", 5, 10), TARGET)
    assert (found.answer, found.stores, found.employees) == ("systemic", (), ())
    assert (found.rest, found.rest_p < 0.01) == (Count(30, 60), True)


def test_what_fails_in_one_store_is_local_and_names_it():
    found = find_cause(everywhere("ABCDE", 19, 20) + visits("F", 5, 20), TARGET)
    assert (found.answer, named(found.stores)) == ("local", ["F"])


def test_several_bad_stores_do_not_hide_one_another():
    found = find_cause(everywhere("ABCD", 19, 20) + everywhere("EFGH", 7, 20), TARGET)
    assert (found.answer, sorted(named(found.stores))) == ("local", ["E", "F", "G", "H"])


def test_what_one_person_fails_at_is_individual_though_it_pulls_the_store_down():
    rows = [row for store in "ABCD" for one in "123" for row in visits(store, 10, 10, f"{store}{one}")]
    found = find_cause(rows + visits("A", 0, 10, "A4"), TARGET)
    assert (found.answer, named(found.employees), found.stores) == ("individual", ["A4"], ())


def test_a_bad_store_whose_people_are_all_alike_is_local():
    rows = [row for store in "ABCD" for one in "123" for row in visits(store, 9, 10, f"{store}{one}")]
    rows += [row for one in "123" for row in visits("E", 3, 10, f"E{one}")]
    found = find_cause(rows, TARGET)
    assert (found.answer, named(found.stores), found.employees) == ("local", ["E"], ())


def test_where_the_whole_chain_fails_a_still_worse_store_does_not_make_it_local():
    found = find_cause(everywhere("ABCDEFGH", 10, 20) + visits("I", 0, 20), TARGET)
    assert (found.answer, named(found.stores)) == ("systemic", ["I"])


def test_a_bad_store_is_named_though_the_chain_is_on_target():
    found = find_cause(everywhere(range(20), 20, 20) + visits("low", 8, 20), TARGET)
    assert (found.seen.met / found.seen.n > 0.8, found.answer) == (True, "local")


def test_stores_that_differ_above_the_target_are_on_target():
    found = find_cause(everywhere("ABC", 40, 40) + everywhere("DEF", 33, 40), TARGET)
    assert found.store_test.p < 0.01
    assert (found.answer, found.stores) == ("on_target", ())


def test_a_little_below_the_target_is_scattered_and_exactly_at_it_is_on_target():
    assert find_cause(everywhere("ABCDE", 7, 10), Fraction(3, 4)).answer == "scattered"
    assert find_cause(everywhere("ABCDE", 8, 10), TARGET).answer == "on_target"


@pytest.mark.parametrize("rows", [[], visits("A", 0, 9), everywhere(range(20), 0, 1)])
def test_few_visits_or_one_a_store_are_too_little(rows):
    assert find_cause(rows, TARGET).answer == "too_little_data"


def test_one_miss_in_a_thousand_does_not_prove_that_everything_fails_a_target_of_all():
    assert (
        find_cause(everywhere(range(10), 100, 100)[1:] + visits(0, 0, 1), Fraction(1)).answer == "scattered"
    )
    assert find_cause(everywhere(range(10), 5, 10), Fraction(1)).answer == "systemic"


def test_nobody_stands_out_on_two_visits():
    rows = everywhere("ABCDEFGHIJ", 20, 20) + visits("low", 0, 2)
    assert find_cause(rows, TARGET).answer == "on_target"


def test_neither_the_order_of_visits_nor_the_names_change_a_number():
    rows = everywhere("ABCDE", 8, 12) + [Row("F", f"F{one % 3}", one % 2 == 0) for one in range(30)]
    found = find_cause(rows, TARGET)
    random.Random(1).shuffle(rows)
    assert find_cause(rows, TARGET) == found
    renamed = find_cause([Row(f"z{ord(s) * 7 % 10}", e and e[::-1], met) for s, e, met in rows], TARGET)
    assert (renamed.store_test, renamed.employee_test) == (found.store_test, found.employee_test)


def test_looked_at_among_many_criteria_a_cause_must_be_surer():
    doubtful = Criterion(counted(everywhere("ABCDE", 33, 50)), Fraction(7, 10) + Fraction(5, 100))
    sound = Criterion(counted(everywhere("ABCDE", 40, 50)), Fraction(7, 10))
    alone, among = find_causes([doubtful])[0], find_causes([doubtful, *[sound] * 30])[0]
    assert (alone.answer, among.answer) == ("systemic", "scattered")
    assert alone.rest_p == among.rest_p
