"""A small folder of standards with nothing wrong in it: two positions, two channels, one chapter of twelve criteria."""

from pathlib import Path

from app.checklists.reading import Standards, read_standards
from app.standards.reading import Refused

FILES = {
    "standards/document.yaml": """\
title: {ru: "Стандарты", en: "Standards"}
purpose: {ru: "Чтобы было хорошо.", en: "So that it is good."}
version: 1
published_on: "2026-01-12"
retired: []
""",
    "positions.yaml": """\
positions:
  - {code: cashier, channels: [in_person], title: {ru: "Кассир", en: "Cashier"}}
  - {code: seller, channels: [in_person, chat], title: {ru: "Продавец", en: "Seller"}}
groups:
  everyone: [cashier, seller]
""",
    "channels.yaml": """\
- {code: in_person, title: {ru: "Лично", en: "In person"}}
- {code: chat, title: {ru: "Чат", en: "Chat"}}
""",
    "stages.yaml": """\
- {code: welcome, title: {ru: "Встреча", en: "Welcome"}}
- {code: deal, title: {ru: "Оформление", en: "Settling the matter"}}
- {code: impression, title: {ru: "Впечатление", en: "Impression"}}
""",
    "frameworks.yaml": """\
- code: rater
  title: {ru: "Пять факторов", en: "Five factors"}
  dimensions:
    empathy: {ru: "Эмпатия", en: "Empathy"}
    tangibles: {ru: "Осязаемость", en: "Tangibles"}
""",
    "selections.yaml": """\
- position: seller
  channel: chat
  leave_out: []
  reworded:
    COU-12: {ru: "В чате назвали имя?", en: "Was a name given in the chat?"}
  because: {ru: "В чате имя пишут.", en: "A name is written in a chat."}
""",
}

CHAPTER = "standards/01-courtesy.yaml"
HEAD = """\
code: courtesy
prefix: COU
title: {ru: "Вежливость", en: "Courtesy"}
clauses:
  - title: {ru: "Приветствие", en: "Greeting"}
    text: {ru: "Здороваемся первыми.", en: "We greet first."}
    criteria:
"""
CRITERION = """\
      - code: COU-NN
        question: {ru: "Вопрос NN задан?", en: "Was question NN asked?"}
        expected: {ru: "Ожидание NN.", en: "Expectation NN."}
        why: {ru: "Причина NN.", en: "Reason NN."}
        good: {ru: "Хорошо NN.", en: "Good NN."}
        bad: {ru: "Плохо NN.", en: "Bad NN."}
        positions: [everyone]
        channels: [in_person, chat]
"""
HUMAN = (
    "        nature: human\n        stage: welcome\n        dimensions: {rater: empathy}\n        weight: 3\n"
)
YES_NO = HUMAN + "        kind: yes_no\n"
OWN = {
    1: YES_NO + "        critical: true\n",
    2: HUMAN + "        kind: scale\n        min: 1\n        max: 5\n"
    '        labels: {low: {ru: "Плохо", en: "Badly"}, high: {ru: "Хорошо", en: "Well"}}\n',
    3: HUMAN + "        kind: choice\n        options:\n"
    '          - {code: customer, points: 0, title: {ru: "Покупатель", en: "Customer"}}\n'
    '          - {code: employee, points: 0.5, title: {ru: "Сотрудник", en: "Employee"}}\n',
    4: YES_NO.replace("welcome", "deal").replace("yes_no", "duration")
    + "        bands: [{max: 60, points: 1}, {max: 180, points: 0.35}, {points: 0}]\n",
    5: "        nature: conditions\n        stage: deal\n        weight: 1\n        kind: found_of_sought\n"
    "        sought: 10\n        dimensions: {rater: tangibles}\n        visits: [audit]\n",
    6: "        nature: human\n        stage: impression\n        kind: text\n        visits: [mystery]\n",
}
# Not in the folder unless a test puts it there.
SCENARIO = """\
- code: bolt
  title: {ru: "Болт", en: "A bolt"}
  channel: chat
  difficulty: hard
  positions: [seller]
  legend: {ru: "Вам нужен болт.", en: "You need a bolt."}
  do:
    - {ru: "Попросите болт.", en: "Ask for a bolt."}
  do_not:
    - {ru: "Не просите гайку.", en: "Do not ask for a nut."}
  objections:
    - say: {ru: "А тоньше?", en: "A thinner one?"}
      good_answer: {ru: "Меряет резьбу.", en: "Measures the thread."}
  remember:
    - {ru: "Первое слово.", en: "The first word."}
  minutes: 7
"""


class SmallFolder:
    """The folder on disk; every change says which words it replaces."""

    def __init__(self, under: Path) -> None:
        self.path = under / "checklists"
        (self.path / "standards").mkdir(parents=True)
        for name, text in FILES.items():
            self.write(name, text)
        criteria = (
            CRITERION.replace("NN", f"{number:02}") + OWN.get(number, YES_NO) for number in range(1, 13)
        )
        self.write(CHAPTER, HEAD + "".join(criteria))
        self.write("standards/codes.txt", "".join(f"COU-{number:02}\n" for number in range(1, 13)))

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must stand in the file once."""
        assert self.text(name).count(old) == 1, f"{old!r} does not stand once in {name}"
        self.write(name, self.text(name).replace(old, new))

    def change_criterion(self, number: int, old: str, new: str) -> None:
        """Replace `old` within one criterion of the chapter."""
        head, mark, rest = self.text(CHAPTER).partition(f"      - code: COU-{number:02}\n")
        own, following, others = rest.partition("      - code:")
        assert own.count(old) == 1, f"{old!r} does not stand once in COU-{number:02}"
        self.write(CHAPTER, head + mark + own.replace(old, new) + following + others)

    def line(self, name: str, words: str) -> int:
        """The line on which `words` first stand."""
        return self.text(name)[: self.text(name).index(words)].count("\n") + 1

    def read(self) -> Standards:
        return read_standards(self.path)

    def problems(self) -> list[str]:
        try:
            self.read()
        except Refused as wrong:
            return [str(problem) for problem in wrong.problems]
        return []
