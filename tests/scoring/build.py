"""Small cases for the scoring tests: what is not named has its plainest value."""

from typing import Any

from app.scoring import explain

Data = dict[str, Any]


def question(own_id: str = "q", kind: str = "yes_no", **keys: Any) -> Data:
    return {"id": own_id, "kind": kind, **keys}


def section(own_id: str, *questions: Data, **keys: Any) -> Data:
    return {"id": own_id, "questions": list(questions), **keys}


def case(sections: list[Data], responses: Data, **keys: Any) -> Data:
    """Build a case; a response given plainly is a value, one given as a Non is a non-answer."""
    given = {
        own_id: {"non_answer": r} if isinstance(r, Non) else {"value": r} for own_id, r in responses.items()
    }
    return {"checklist": {"sections": sections, **keys}, "responses": given}


class Non(str):
    """A non-answer, told apart from the word as a value."""


NOT_APPLICABLE, NOT_OBSERVED = Non("not_applicable"), Non("not_observed")


def explained(sections: list[Data], responses: Data, **keys: Any) -> Data:
    return explain(case(sections, responses, **keys))


def explained_one(value: Any, **keys: Any) -> Data:
    """Explain a checklist of one question `q` answered with the value."""
    return explained([section("s", question(**keys))], {"q": value})
