"""The marks that people type before a line: bullets, numbers and letters of a list."""

import re

BULLET = re.compile(r"^\s*(?:[-–—•●▪■◦○·*✓✔➢►→\uf0b7\uf0a7\uf0d8]+\s+|[•●▪■➢►✓✔\uf0b7\uf0a7])")
NUMBER = re.compile(r"^\s*(?:§\s*)?((?:\d{1,3}\.)*\d{1,3})(?:[.)]\s*|\s+)(?=[^\s\d])")
LETTER = re.compile(r"^\s*\(?([a-zа-яё])\)\s+", re.I)


def unmarked(text: str) -> str:
    """Take the bullet or the number off the beginning of a line, and the list's comma or semicolon off its end."""
    text = text.strip()
    for mark in (BULLET, NUMBER, LETTER):
        text = mark.sub("", text, count=1)
    return text.strip().rstrip(";,").strip()


def manual_number(text: str) -> str:
    """Give the number typed before a line, "3.2", or ""."""
    match = NUMBER.match(text)
    return match.group(1) if match else ""
