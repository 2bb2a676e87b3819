"""Marks in, explained score out: pure and exact, the one implementation of a visit's score."""

from app.scoring.cases import explain
from app.scoring.checklist import Checklist, parse_checklist
from app.scoring.exact import round_half_up
from app.scoring.intervals import mean_interval, share_interval
from app.scoring.malformed import Malformed
from app.scoring.responses import Responses, fitting_responses, parse_responses
from app.scoring.scorecard import Scorecard, score

__all__ = [
    "Checklist",
    "Malformed",
    "Responses",
    "Scorecard",
    "explain",
    "fitting_responses",
    "mean_interval",
    "parse_checklist",
    "parse_responses",
    "round_half_up",
    "score",
    "share_interval",
]
