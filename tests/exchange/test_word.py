"""A Word document is read as its reader sees it: headings however they are made, nothing that was deleted or repeated."""

import docx
import pytest
from docx.shared import Pt

from tests.exchange.files import only, read, saved, told, word, word_xml

RUN = "<w:r><w:t>{}</w:t></w:r>"
PARAGRAPH = f"<w:p>{RUN}</w:p>"


@pytest.mark.parametrize("style", ["Heading 2", "Заголовок 2", "outline", "bold", "capitals", "number"])
def test_a_heading_is_known_by_its_style_its_outline_its_look_or_its_number(style: str) -> None:
    document = docx.Document()
    document.add_paragraph("Вход в магазин", style="Heading 1")
    if style == "Заголовок 2":
        document.styles.add_style(style, 1)
    text = {"capitals": "РАБОТА ОХРАННИКА", "number": "1.1. Работа охранника"}.get(style, "Работа охранника")
    heading = document.add_paragraph("", style=style if "2" in style else None)
    run = heading.add_run(text)
    run.bold = True if style == "bold" else None
    if style == "outline":
        heading._p.get_or_add_pPr().append(_element('<w:outlineLvl {} w:val="1"/>'))
    document.add_paragraph(
        "Приветствует каждого, кто входит в магазин, и открывает дверь тем, кто с коляской."
    )
    (proposal,) = read(saved(document), "a.docx").proposals
    assert proposal.chapter == "Вход в магазин"
    assert proposal.clause.lower() == "работа охранника"
    assert proposal.positions == ("guard",)


def _element(xml: str) -> object:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(xml.format(nsdecls("w")))


def test_a_larger_letter_makes_a_chapter_and_a_bold_one_its_clause() -> None:
    document = docx.Document()
    for text, size in (("Стандарты сети", 20), ("Касса", 14), ("Расчёт", 0)):
        run = document.add_paragraph().add_run(text)
        run.bold = True
        run.font.size = Pt(size) if size else None
    document.add_paragraph("Кассир называет сумму вслух.")
    run = document.add_paragraph().add_run("Доставка")
    run.bold, run.font.size = True, Pt(14)
    document.add_paragraph("Курьер звонит за час.")
    found = read(saved(document), "a.docx")
    assert [(each.chapter, each.clause) for each in found.proposals] == [
        ("Касса", "Расчёт"),
        ("Доставка", "Доставка"),
    ]
    assert found.title == "Стандарты сети"


def test_deleted_text_is_not_read_and_that_is_said() -> None:
    body = (
        f'<w:p><w:r><w:t xml:space="preserve">Охранник </w:t></w:r>'
        f'<w:del w:id="1" w:author="a"><w:r><w:delText>сидит</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="a">{RUN.format("стоит лицом ко входу.")}</w:ins></w:p>'
    )
    content = word_xml(body)
    assert only(content, "a.docx").criterion == "Охранник стоит лицом ко входу."
    assert [each.kind for each in read(content, "a.docx").warnings] == ["deleted"]


def test_a_text_box_is_read_once_and_hidden_text_never() -> None:
    text = PARAGRAPH.format("Охранник открывает дверь.")
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{text}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{text}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Охранник должен молчать.</w:t></w:r></w:p>"
    assert only(word_xml(box + hidden), "a.docx").criterion == "Охранник открывает дверь."


def test_contents_headers_and_captions_are_no_criteria() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Сотрудник должен вернуть документ."
    document.add_paragraph("Содержание")
    document.add_paragraph("Кассир должен здороваться ........ 4")
    document.add_paragraph("Рисунок: кассир должен улыбаться", style="Caption")
    document.add_heading("Касса", 1)
    document.add_paragraph("Кассир здоровается первым.")
    assert only(saved(document), "a.docx").criterion == "Кассир здоровается первым."


def test_the_place_is_the_paragraph_or_the_row_as_the_author_counts_them() -> None:
    document = docx.Document()
    document.add_heading("Касса", 1)
    document.add_paragraph("")
    document.add_paragraph("Кассир здоровается первым.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        table._cells, ("Должность", "Требование", "Охранник", "Открывает дверь"), strict=True
    ):
        cell.text = text
    found = read(saved(document), "a.docx").proposals
    assert [str(each.where.words) for each in found] == ["paragraph 3", "table 1, row 2"]


def test_a_merged_cell_speaks_for_every_row_beside_it() -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    words = [
        "Кто",
        "Что делает",
        "Курьер",
        "Звонит за час",
        "",
        "Надевает бахилы",
        "Охранник",
        "Открывает дверь",
    ]
    for cell, text in zip(table._cells, words, strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert [each.positions for each in read(saved(document), "a.docx").proposals] == [
        ("courier",),
        ("courier",),
        ("guard",),
    ]


def test_tables_of_the_paper_itself_ask_nothing() -> None:
    document = docx.Document()
    document.add_heading("Касса", 1)
    for rows in (("Термин", "Определение", "Кассир", "Сотрудник, который должен принимать оплату"),
                 ("ФИО", "Подпись", "Кассир Иванова", "должна подписать")):  # fmt: skip
        for cell, text in zip(document.add_table(rows=2, cols=2)._cells, rows, strict=True):
            cell.text = text
    assert [each.kind for each in read(saved(document), "a.docx").warnings] == ["nothing"]


def test_numbered_clauses_and_their_lettered_lists() -> None:
    content = word(
        "1. Общие положения",
        "1.1. Документ обязателен для всех.",
        "2. Охрана магазина",
        "2.1. Охранник обязан:",
        "а) открывать дверь;",
        "б) не сидеть на посту.",
        "2.2. Охраннику запрещается курить у входа.",
    )
    assert told(read(content, "a.docx")) == [
        ("Охрана магазина", "открывать дверь", ("guard",)),
        ("Охрана магазина", "не сидеть на посту.", ("guard",)),
        ("Охрана магазина", "Охраннику запрещается курить у входа.", ("guard",)),
    ]
