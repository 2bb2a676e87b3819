"""The two evaluators of conditions side by side: ours, and the phone's in one process of Node."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.checklists.conditions import shown
from app.config import ROOT
from app.standards.conditions import EnableWhen

Case = dict[str, Any]
Evaluate = Callable[[Case], set[str]]


@dataclass(frozen=True)
class Outlined:
    """A question as conditions see it."""

    id: str
    kind: str
    enable_when: EnableWhen | None


def in_python(case: Case) -> set[str]:
    questions = [
        Outlined(
            each["id"],
            each["kind"],
            EnableWhen.model_validate(each["enable_when"]) if "enable_when" in each else None,
        )
        for each in case["questions"]
    ]
    return shown(questions, case["answers"], case.get("photos"))


@pytest.fixture(scope="session")
def on_the_phone() -> Iterator[Evaluate]:
    node = shutil.which("node", path=f"{os.environ['PATH']}:{ROOT / '.venv/bin'}")
    assert node, "Node is missing; `make setup` brings it"
    script = Path(__file__).with_name("evaluate.mjs")
    with subprocess.Popen(
        [node, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        asking, answering = process.stdin, process.stdout

        def evaluate(case: Case) -> set[str]:
            asking.write(json.dumps(case) + "\n")
            asking.flush()
            return set(json.loads(answering.readline()))

        yield evaluate
        asking.close()
