"""A document written as a folder is the same document when the folder is read."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.checklists.selection import Selections
from app.exchange.folder import Unwritable, files_of, write_files
from app.standards.checks import check
from app.standards.criterion import Picture, Text
from app.standards.document import Document
from app.standards.ledger import read_ledger
from app.standards.reading import Reading
from tests.exchange.generated import documents, selections
from tests.standards.small_folder import SmallFolder


def read(folder: Path) -> tuple[Document, Selections]:
    reading = Reading(folder)
    document = reading.document()
    chosen = reading.read("selections.yaml", Selections) if (folder / "selections.yaml").exists() else ()
    assert reading.problems == []
    assert document is not None
    return document, chosen


# A failing document is told as it is: making it smaller takes minutes.
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(documents(), st.data())
def test_whatever_may_be_published_survives_the_folder(document: Document, data: st.DataObject) -> None:
    codes = [each.code for each in document.criteria()]
    assert check(document, codes) == [], "the generator made a document that nobody may publish"
    chosen = data.draw(selections(document))
    files = files_of(document, chosen, codes)
    with tempfile.TemporaryDirectory() as under:
        write_files(Path(under), files)
        again, chosen_again = read(Path(under))
        assert read_ledger(Path(under)) == tuple(codes)
    assert (again, again.digest()) == (document, document.digest())
    assert chosen_again == chosen
    assert files_of(again, chosen_again, codes) == files


def test_what_is_a_matter_of_course_is_not_said(folder: SmallFolder) -> None:
    written = files_of(*folder.read(), [])["standards/01-courtesy.yaml"].decode()
    assert "required" not in written
    assert "critical: false" not in written
    assert "evidence" not in written
    assert "positions: [everyone]" in written


@pytest.mark.parametrize(
    ("name", "values"), [("required", "false"), ("evidence", "none"), ("visits", "[audit]")]
)
def test_what_is_not_is_said(folder: SmallFolder, name: str, values: str) -> None:
    folder.change_criterion(7, "weight: 3\n", f"weight: 3\n        {name}: {values}\n")
    assert (
        f"        {name}: {values}\n" in files_of(*folder.read(), [])["standards/01-courtesy.yaml"].decode()
    )


def test_two_pictures_of_one_name_are_not_written_over_each_other(folder: SmallFolder) -> None:
    document, _ = folder.read()
    one, two, *_ = document.criteria()
    pictured = []
    for each, content in ((one, "YQ=="), (two, "Yg==")):
        picture = Picture(file="shelf.svg", alt=Text(ru="Полка", en="A shelf"), content=content)
        pictured.append(each.model_copy(update={"picture": picture}).model_dump(mode="json"))
    plain = document.model_dump(mode="json")
    plain["chapters"][0]["clauses"][0]["criteria"][:2] = pictured
    with pytest.raises(Unwritable, match=r"two different pictures are called shelf\.svg"):
        files_of(Document.model_validate(plain), (), [])


def test_more_chapters_than_two_digits_number_are_refused(folder: SmallFolder) -> None:
    document, _ = folder.read()
    with pytest.raises(Unwritable, match="the document has 100 chapters"):
        files_of(document.model_copy(update={"chapters": document.chapters * 100}), (), [])
