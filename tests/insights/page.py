"""Reading a page: its words, its sections, the rows of its tables, the ways on."""

import re


def words(page: str) -> str:
    """What can be read on the page, on one line."""
    return " ".join(re.sub(r"<(style|script)[^>]*>.*?</\1>|<[^>]*>", " ", page, flags=re.S).split())


def section(page: str, name: str) -> str:
    """The part of the page under this heading."""
    found = re.search(rf'aria-labelledby="{name}".*?</section>', page, re.S)
    return words(found[0]) if found else ""


def rows(page: str, table: str) -> list[str]:
    """The rows of a table of figures, in order."""
    body = re.search(rf'id="table-{table}".*?<tbody>(.*?)</tbody>', page, re.S)
    assert body, f"there is no table {table}"
    return [words(row) for row in re.findall(r"<tr.*?</tr>", body[1], re.S)]


def links(page: str, begin: str) -> list[str]:
    """The addresses on the page that begin so."""
    found = re.findall(rf'href="({re.escape(begin)}[^"]*)"', page)
    return [address.replace("&amp;", "&") for address in found]
