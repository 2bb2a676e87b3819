"""The ledger of codes: every criterion code ever published, in the order they came, one on a line."""

from collections.abc import Iterable
from pathlib import Path

LEDGER = "standards/codes.txt"
HEADING = "# Every code ever published. Lines are only added, by `flask standards check --record`.\n"


def read_ledger(folder: Path) -> tuple[str, ...]:
    """Give the published codes; none where the ledger has not been begun."""
    file = folder / LEDGER
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def record(folder: Path, codes: Iterable[str]) -> None:
    """Write codes down after those already there."""
    file = folder / LEDGER
    before = file.read_text(encoding="utf-8") if file.exists() else HEADING
    file.write_text(before + "".join(f"{code}\n" for code in codes), encoding="utf-8")
