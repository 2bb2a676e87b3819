"""Photos drawn by code: eight scenes of a shop and a signature, three of each, so that evidence has something to show."""

import io
from collections.abc import Callable
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

from app.demo.luck import luck

WIDTH, HEIGHT = 1200, 900
VARIANTS = 3
# What to photograph for a criterion, by the letters of its code; anything else is a view of the floor.
SCENE_OF = {
    "SPA": "wet_floor", "SAF": "entrance", "GDS": "shelf", "SAL": "shelf", "CSH": "till", "RET": "desk", "REP": "desk",
    "DLV": "box", "PHN": "screen", "EML": "screen", "CHT": "screen", "WEB": "screen", "FBK": "till",
}  # fmt: skip

Draw = ImageDraw.ImageDraw
Colour = tuple[int, int, int]


def scene_for(question: str, channel: str) -> str:
    """Give the scene that suits a criterion: on a distant channel there is only a screen to photograph."""
    return "screen" if channel != "in_person" else SCENE_OF.get(question.split("-")[0], "sales_floor")


@cache
def picture(scene: str, variant: int) -> bytes:
    """Give a 1200 × 900 JPEG of the scene; the same scene and variant are the same bytes."""
    draw = luck("picture", scene, variant)
    image = Image.new("RGB", (WIDTH, HEIGHT), _tint((206, 212, 218), draw))
    SCENES[scene](ImageDraw.Draw(image), draw)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=80)
    return written.getvalue()


def _shelf(on: Draw, draw: Random) -> None:
    for row in range(3):
        bottom = 290 + row * 290
        left = 40
        while left < WIDTH - 130:
            width, height = draw.randint(80, 150), draw.randint(110, 220)
            if draw.random() < 0.85:
                on.rounded_rectangle((left, bottom - height, left + width, bottom), 10, _goods(draw))
                on.rectangle(
                    (left + 14, bottom - height + 20, left + width - 14, bottom - height // 2),
                    (236, 240, 243),
                )
            left += width + draw.randint(14, 40)
        on.rectangle((0, bottom, WIDTH, bottom + 46), (98, 106, 116))
        for tag in range(40, WIDTH - 120, 190):
            if draw.random() < 0.72:  # the rest stand without a price
                on.rectangle((tag, bottom + 4, tag + 124, bottom + 42), (255, 250, 224))
                _figures(on, (tag + 12, bottom + 9), f"{draw.randint(9, 89)} {draw.randint(100, 990)}")


def _wet_floor(on: Draw, draw: Random) -> None:
    _room(on, draw)
    for _ in range(3):
        x, y = draw.randint(100, 900), draw.randint(620, 780)
        on.ellipse((x, y, x + draw.randint(180, 320), y + draw.randint(40, 80)), (176, 196, 214))
    x = draw.randint(420, 640)
    if draw.random() < 0.7:
        on.polygon(((x, 820), (x + 90, 430), (x + 180, 820)), (246, 200, 32), (120, 90, 10))
        on.polygon(((x + 60, 690), (x + 90, 560), (x + 120, 690)), (60, 50, 20))
    on.ellipse((x + 260, 690, x + 400, 730), (70, 90, 120))
    on.polygon(((x + 260, 710), (x + 400, 710), (x + 380, 830), (x + 280, 830)), (58, 110, 165))


def _till(on: Draw, draw: Random) -> None:
    _room(on, draw)
    on.rectangle((0, 610, WIDTH, HEIGHT), _tint((150, 118, 88), draw))
    on.polygon(((330, 610), (700, 610), (650, 330), (380, 330)), (44, 48, 54))
    on.rectangle((405, 360, 625, 560), (120, 200, 170))
    _figures(on, (430, 430), f"{draw.randint(1, 60)} {draw.randint(100, 990)}.00", 40, (16, 60, 46))
    on.rounded_rectangle((780, 560, 930, 760), 16, (52, 56, 64))
    on.rectangle((800, 580, 910, 640), (150, 190, 214))
    for _ in range(draw.randint(2, 6)):
        x, y = draw.randint(60, 1000), draw.randint(660, 820)
        on.polygon(((x, y), (x + 90, y - 20), (x + 110, y + 30), (x + 20, y + 46)), (250, 250, 246))


def _entrance(on: Draw, draw: Random) -> None:
    on.rectangle((0, 0, WIDTH, 640), _tint((128, 132, 140), draw))
    on.rectangle((0, 640, WIDTH, HEIGHT), (170, 168, 164))
    on.rectangle((360, 120, 840, 700), (60, 66, 74))
    for left in (376, 606):
        on.rectangle((left, 140, left + 218, 690), (188, 216, 228))
        on.line((left + 30, 640, left + 180, 190), (214, 234, 242), 22)
    on.rectangle((300, 40, 900, 110), _goods(draw))
    for _ in range(draw.randint(1, 4)):
        x, y = draw.choice((draw.randint(20, 200), draw.randint(870, 1020))), draw.randint(480, 640)
        on.rectangle((x, y, x + 150, y + 150), (182, 142, 96), (120, 90, 58), 4)
        on.line((x, y + 75, x + 150, y + 75), (214, 190, 150), 10)


def _desk(on: Draw, draw: Random) -> None:
    _room(on, draw)
    on.rectangle((120, 480, 1080, 860), _tint((92, 112, 132), draw))
    on.rectangle((80, 450, 1120, 500), (226, 222, 214))
    for _ in range(draw.randint(2, 5)):
        x = draw.randint(140, 860)
        height = draw.randint(60, 180)
        on.rectangle((x, 450 - height, x + draw.randint(90, 190), 450), _goods(draw), (60, 60, 60), 3)
    on.rectangle((480, 90, 720, 170), (40, 92, 140))
    _figures(on, (560, 100), str(draw.randint(1, 9)), 52, (255, 255, 255))


def _sales_floor(on: Draw, draw: Random) -> None:
    _room(on, draw)
    for side in (0, 1):
        for depth in range(4):
            left = 60 + depth * 110 if not side else WIDTH - 240 - depth * 110
            top, bottom = 360 + depth * 20, 760 - depth * 80
            on.rectangle((left, top, left + 180, bottom), _goods(draw), (70, 70, 70), 3)
    for lamp in range(4):
        on.polygon(
            ((250 + lamp * 200, 40), (350 + lamp * 200, 40), (340 + lamp * 200, 64), (260 + lamp * 200, 64)),
            (255, 252, 236),
        )


def _box(on: Draw, draw: Random) -> None:
    _room(on, draw)
    x, y = draw.randint(280, 420), draw.randint(320, 400)
    on.rectangle((x, y, x + 460, y + 400), (190, 150, 102), (128, 96, 60), 5)
    on.polygon(((x, y), (x + 90, y - 80), (x + 550, y - 80), (x + 460, y)), (206, 170, 124), (128, 96, 60))
    on.rectangle((x + 190, y, x + 260, y + 400), (222, 204, 168))
    on.rectangle((x + 290, y + 230, x + 430, y + 350), (250, 250, 246))
    for line in range(5):
        on.line(
            (x + 305, y + 250 + line * 20, x + draw.randint(370, 420), y + 250 + line * 20), (90, 90, 90), 4
        )
    if draw.random() < 0.6:  # a crushed corner
        on.polygon(((x, y + 400), (x, y + 320), (x + 80, y + 400)), (120, 88, 56))


def _screen(on: Draw, draw: Random) -> None:
    on.rectangle((0, 0, WIDTH, HEIGHT), _tint((58, 62, 70), draw))
    on.rounded_rectangle((370, 30, 830, 870), 48, (20, 22, 26))
    on.rectangle((390, 90, 810, 810), (242, 244, 246))
    on.rectangle((390, 90, 810, 160), _goods(draw))
    top = 190
    while top < 730:
        mine = draw.random() < 0.45
        width, height = draw.randint(160, 320), draw.choice((44, 72, 100))
        left = 800 - width if mine else 404
        on.rounded_rectangle(
            (left, top, left + width, top + height), 16, (198, 224, 246) if mine else (255, 255, 255)
        )
        for line in range(height // 28):
            on.line(
                (left + 16, top + 20 + line * 26, left + draw.randint(60, width - 16), top + 20 + line * 26),
                (120, 126, 134),
                7,
            )
        top += height + 22


def _signature(on: Draw, draw: Random) -> None:
    on.rectangle((0, 0, WIDTH, HEIGHT), (255, 255, 255))
    on.line((180, 610, 1020, 610), (150, 150, 150), 3)
    points = [(240.0, 560.0)]
    while points[-1][0] < 900:
        x, _y = points[-1]
        points.append(
            (x + draw.uniform(14, 46), 560 + draw.uniform(-150, 60) * (1 if len(points) % 2 else 0.2))
        )
    on.line(points, (24, 40, 110), 7, "curve")


SCENES: dict[str, Callable[[Draw, Random], None]] = {
    "shelf": _shelf, "wet_floor": _wet_floor, "till": _till, "entrance": _entrance, "desk": _desk,
    "sales_floor": _sales_floor, "box": _box, "screen": _screen, "signature": _signature,
}  # fmt: skip


def _room(on: Draw, draw: Random) -> None:
    on.rectangle((0, 0, WIDTH, 540), _tint((222, 220, 212), draw))
    on.rectangle((0, 540, WIDTH, HEIGHT), _tint((168, 170, 172), draw))
    for line in range(-4, 14):
        on.line((600 + (line - 5) * 60, 540, 600 + (line - 5) * 260, HEIGHT), (148, 150, 152), 3)
    for line in (600, 690, 810):
        on.line((0, line, WIDTH, line), (148, 150, 152), 3)


def _goods(draw: Random) -> Colour:
    return draw.choice(
        ((44, 92, 140), (178, 70, 56), (60, 126, 92), (216, 160, 52), (84, 76, 120), (70, 76, 84))
    )


def _tint(colour: Colour, draw: Random) -> Colour:
    warmth = draw.randint(-12, 12)
    red, green, blue = colour
    return min(255, red + warmth), green, min(255, blue - warmth)


def _figures(on: Draw, at: tuple[int, int], text: str, size: int = 24, colour: Colour = (30, 30, 30)) -> None:
    on.text(at, text, colour, ImageFont.load_default(size))
