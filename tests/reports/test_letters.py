"""The letters on paper: whole fonts of ours, and each glyph the right one."""

import subprocess

import pikepdf
import pytest
from PIL import Image, ImageChops
from weasyprint import HTML

from app.config import ROOT
from app.reports.pdf import OwnFilesOnly
from app.storage import storage
from tests.reports.conftest import written


def test_only_our_letters_are_inside_and_none_is_a_box(chain, paper):
    visit = chain.visit("mystery", comments={13: "Ждали 40 минут, цена 1 299 ₽, товар № 7 Ёж"})
    read = paper(written(visit))
    inside = read.inside
    fonts = {
        str(each.BaseFont).split("+")[-1]
        for each in inside.objects
        if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
    }
    assert fonts
    assert all(name.replace("-", " ").replace(" ", "").startswith("GolosText") for name in fonts), fonts
    words = read.words
    assert "цена 1 299 ₽, товар № 7 Ёж" in words


@pytest.mark.parametrize("weight", [400, 600])
def test_letters_digits_and_the_rouble_look_as_the_font_draws_them(app, tmp_path, weight):
    """Extracted text cannot show wrong glyphs, so pixels are compared: through our style and through the file alone,
    of which figures of one width are asked."""
    name = {400: "GolosText_400Regular.ttf", 600: "GolosText_600SemiBold.ttf"}[weight]
    line = "<p style='font-size:30pt;font-family:{};font-weight:{};hyphens:none'>Щука Ёж Report 0123456789 ₽ № ≤ ×</p>"
    alone = (
        "<style>p{font-feature-settings:'tnum'} @font-face{font-family:Alone;src:url(static:vendor/fonts/"
        + name
        + ")}</style>"
    )
    ours = "<link rel=stylesheet href=static:css/report/paper.css>"
    fetcher = OwnFilesOnly({}, storage())

    def drawn(body: str, title: str) -> Image.Image:
        HTML(string=body, url_fetcher=fetcher).write_pdf(tmp_path / f"{title}.pdf")
        subprocess.run(
            ["pdftoppm", "-r", "90", "-png", "-singlefile", f"{title}.pdf", title], cwd=tmp_path, check=True
        )
        return Image.open(tmp_path / f"{title}.png").convert("L")

    margin = "<style>@page:first{margin:5mm} @page{size:260mm 40mm;@bottom-right{content:none}} html,body,p{margin:0;line-height:1.4;color:#000}</style>"
    first = drawn(ours + margin + line.format("Golos Text", weight), "ours")
    second = drawn(alone + margin + line.format("Alone", 400), "alone")
    assert first.getbbox() is not None
    assert ImageChops.difference(first, second).getbbox() is None
    assert min(first.getextrema()) < 100


def test_the_style_ships_whole_fonts():
    sheets = [sheet.read_text() for sheet in (ROOT / "static" / "css" / "report").glob("*.css")]
    assert sum("@font-face" in style for style in sheets) == 1
    assert not any("woff2" in style or "unicode-range" in style for style in sheets)
