"""What is said of a file that cannot be imported: one sentence, in the reader's language."""

from typing import Any


class Refusal(Exception):
    """The file is not read and nothing changes; as text it is the one sentence that says why.

    `sentence` is a lazy text: it turns into words where it is shown.
    """

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)
