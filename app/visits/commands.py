"""`flask visits`: a look at visits from the terminal."""

import json

import click
from flask.cli import AppGroup

from app.db import db, needs_tables
from app.scoring import round_half_up
from app.visits import queries, states
from app.visits.models import Visit

commands = AppGroup("visits", help="Visits and their scores.")


@commands.command("list")
@needs_tables
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of lines.")
@click.option("--state", type=click.Choice(states.STATES), help="Only visits in this state.")
def list_visits(as_json: bool, state: str | None) -> None:
    """Print number, store, checklist, kind, state and score of every visit."""
    rows = [_row(visit) for visit in queries.all_visits(state)]
    db.session.rollback()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo("{number:6} {store:12} {checklist:28} {kind:10} {state:10} {score}".format(**row))


def _row(visit: Visit) -> dict[str, object]:
    card = visit.scorecard
    score = card.score if card else None
    return {
        "number": visit.id,
        "store": visit.store.code,
        "checklist": f"{visit.checklist.position}/{visit.checklist.channel}",
        "kind": visit.kind,
        "state": visit.state,
        "score": None if score is None else float(round_half_up(score)),
    }
