"""What a scenario refers to exists: its channel, and positions that meet customers there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.standards.document import Document
from app.standards.problems import Where
from app.standards.scenario import Scenario


def misplaced(document: Document) -> Iterator[tuple[Where, str, str]]:
    """Give the place, the scenario's code and a sentence for everything that a scenario cannot be played with."""
    channels = {channel.code for channel in document.channels}
    met_on = {position.code: position.channels for position in document.positions}
    seen: set[str] = set()
    for at, scenario in enumerate(document.scenarios):
        path: Where = ("scenarios", at)
        if scenario.code in seen:
            yield (*path, "code"), scenario.code, "the code is used twice"
        seen.add(scenario.code)
        if scenario.channel not in channels:
            yield (*path, "channel"), scenario.code, f"there is no channel {scenario.channel}"
        else:
            for message in _unmet(scenario, met_on):
                yield (*path, "positions"), scenario.code, message


def _unmet(scenario: Scenario, met_on: Mapping[str, Collection[str]]) -> Iterator[str]:
    for code in scenario.positions:
        if code not in met_on:
            yield f"there is no position {code}"
        elif scenario.channel not in met_on[code]:
            yield f"nobody meets a {code} on the channel {scenario.channel}"
