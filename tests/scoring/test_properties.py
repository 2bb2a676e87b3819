"""What holds for every visit, tried on many made-up ones."""

import json
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.scoring import explain, parse_checklist, parse_responses, round_half_up, score
from app.scoring.cases import answer
from tests.scoring.build import NOT_APPLICABLE, NOT_OBSERVED, case, question, section

WEIGHTS = st.decimals(0, 10, places=2) | st.floats(0, 1e6) | st.integers(0, 9)
BANDS = [{"max": 5, "points": 0.3}, {"points": 1}]
ASKED = st.one_of(
    st.tuples(st.just({"kind": "yes_no"}), st.sampled_from(["yes", "no"])),
    st.tuples(st.just({"kind": "scale", "min": 1, "max": 5}), st.floats(1, 5)),
    st.tuples(st.just({"kind": "number", "bands": BANDS}), st.integers(0, 9)),
    st.tuples(
        st.just({"kind": "found_of_sought"}),
        st.builds(lambda n, m: {"found": n, "sought": n + m}, st.integers(0, 9), st.integers(0, 9)),
    ),
)
RESPONDED = st.tuples(
    ASKED, WEIGHTS, st.sampled_from([None, None, None, NOT_APPLICABLE, NOT_OBSERVED]), st.booleans()
)


@st.composite
def visits(draw):
    """Draw one section of questions with the responses to them."""
    questions, responses = [], {}
    for n, ((keys, value), weight, non_answer, critical) in enumerate(draw(st.lists(RESPONDED, max_size=8))):
        keys = keys | {
            "weight": weight,
            "critical": critical,
            "stage": draw(st.sampled_from([None, "door", "till"])),
        }
        questions.append(question(f"q{n}", **keys))
        responses[f"q{n}"] = non_answer or value
    return questions, responses


def scored(questions, responses):
    data = case([section("s", *questions)], responses)
    checklist = parse_checklist(data["checklist"])
    return score(checklist, parse_responses(checklist, data["responses"]))


@given(visits())
def test_scores_and_coverage_stay_in_their_range(visit):
    card = scored(*visit)
    for share in (card.score, *card.sections.values(), *card.stages.values()):
        assert share is None or 0 <= share <= 100
    assert card.coverage is None or 0 <= card.coverage <= 1


@given(visits(), st.randoms())
def test_the_order_of_questions_changes_no_number(visit, chance):
    questions, responses = visit
    shuffled = chance.sample(questions, len(questions))
    before, after = scored(questions, responses), scored(shuffled, responses)
    assert set(before.reasons) == set(after.reasons)
    for part in ("score", "coverage", "verdict", "sections", "stages", "counts"):
        assert getattr(before, part) == getattr(after, part)


@given(visits(), WEIGHTS)
def test_a_question_that_does_not_apply_changes_nothing_but_its_count(visit, weight):
    questions, responses = visit
    extra = question("extra", weight=weight, critical=True, stage="roof", nature="human")
    before = scored(questions, responses)
    after = scored([*questions, extra], {**responses, "extra": NOT_APPLICABLE})
    assert after.counts == before.counts | {"not_applicable": before.counts["not_applicable"] + 1}
    for part in ("score", "coverage", "verdict", "reasons", "sections", "stages", "natures"):
        assert getattr(before, part) == getattr(after, part)


@given(visits())
def test_the_score_is_the_sum_a_reader_would_redo(visit):
    questions, responses = visit
    found = explain(case([section("s", *questions)], responses))
    lines = [line for line in found["arithmetic"] if line["line"] == "question" and line["left_out"] is None]
    weights = sum(Fraction(line["weight"]) for line in lines)
    points = sum(Fraction(line["weight"]) * Fraction(line["x"]) for line in lines)
    assert found["score"] == (float(round_half_up(100 * points / weights)) if weights else None)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["yes", "q", "choice"]),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.text() | st.sampled_from(["id", "value", "q"]), part, max_size=3)
    ),
    max_leaves=8,
)
KEYS = [
    "id",
    "kind",
    "weight",
    "critical",
    "required",
    "dimensions",
    "stage",
    "min",
    "max",
    "options",
    "bands",
]


@given(
    st.dictionaries(st.sampled_from(KEYS), JSON),
    st.sampled_from(["yes_no", "scale", "choices", "number", "photo"]),
    JSON,
)
def test_whatever_is_sent_gets_one_answer(keys, kind, response):
    data = case([section("s", {"id": "q", "kind": kind} | keys)], {}) | {"responses": {"q": response}}
    found = answer(json.dumps(data).encode())
    assert list(found) == ["error"] or "score" in found
    assert "\n" not in json.dumps(found)


@given(st.binary() | st.text().map(str.encode) | JSON.map(json.dumps).map(str.encode))
def test_whatever_bytes_come_are_answered(line):
    assert list(answer(line)) == ["error"]
