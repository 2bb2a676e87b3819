"""What the checks say, in the reader's language: each sentence of theirs is known here by its English words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from flask_babel import gettext

SENTENCE = re.compile(r"%\((\w+)\)s")


def _(sentence: str) -> str:  # marks a sentence for the catalogue
    return sentence


SENTENCES = (
    _("the Russian text is missing"),
    _("the English text is missing"),
    _("the Russian text has no Russian letter"),
    _("the English text has a Russian letter"),
    _("the Russian question has %(count)s characters, more than %(most)s"),
    _("the English question has %(count)s characters, more than %(most)s"),
    _("the chapter has no clause"),
    _("the prefix %(prefix)s is taken"),
    _("the code is used twice"),
    _("the codes of this chapter begin with %(prefix)s"),
    _("there is no position %(code)s"),
    _("there is no channel %(code)s"),
    _("there is no stage %(code)s"),
    _("there is no criterion %(code)s"),
    _("there is no dimension %(dimension)s in a framework %(framework)s"),
    _("the bands do not rise to a last one without max"),
    _("a scored question needs a weight above 0"),
    _("a question that is not scored has no weight"),
    _("a question that is not scored cannot be critical"),
    _("is retired; take a code that was never used"),
    _("a question cannot hang on its own answer"),
    _("%(value)s is not an answer to %(item)s"),
    _("%(op)s does not fit %(item)s, which is of the kind %(kind)s"),
    _("is missing"),
    _("is not a number that fits here"),
    _("the condition is not whole: it needs a question, a comparison and a value"),
    _("a code is made of small Latin letters, figures and _"),
    _("min is not below max"),
    _("bands are missing"),
    _("bands is missing"),
    _("options are missing"),
    _("options is missing"),
    _("min is missing"),
    _("max is missing"),
    _("points is missing"),
    _("points is not a number"),
    _("every option is excluded"),
    _("no option is worth any points"),
    _("%(name)s is not a number"),
    _("%(name)s is negative"),
    _("%(name)s is above %(most)s"),
    _("%(name)s appears twice"),
    _("no checklist asks this"),
    _("there is no such checklist"),
    _("this checklist has a selection already"),
    _("the checklist %(name)s does not ask this anyway"),
    _("the checklist %(name)s does not ask this"),
    _("the checklist %(name)s asks this anyway"),
    _("the checklist %(name)s does not reword this"),
    _("the checklist %(name)s rewords this, and the standards ask it in other words now"),
    _("nobody meets a %(position)s on the channel %(channel)s"),
    _("a position and a group have the same name"),
    _("%(key)s is not a key of the kind %(kind)s"),
    _("the checklist has %(count)s questions, fewer than %(fewest)s"),
    _("the checklist has %(count)s questions, more than %(most)s; leave some out in selections.yaml"),
    _("only %(share)s of the weight is human, less than %(least)s"),
    _("%(count)s questions are critical (%(codes)s), more than %(most)s"),
    _("%(item)s is asked later on the checklist %(name)s of a visit of the kind %(kind)s"),
    _("%(item)s is not asked on the checklist %(name)s of a visit of the kind %(kind)s"),
    _("%(name)s is missing"),
    _("%(count)s bytes, more than %(most)s"),
    _("too many pixels"),
    _("too fine to be made small"),
    _("not a picture that can be read here"),
    _("not SVG: %(why)s"),
    _("a picture is an <svg> with a viewBox"),
    _("a picture has neither declarations nor comments"),
    _("%(name)s has no place in a picture"),
)


def told(message: str, titles: Mapping[str, str] = MappingProxyType({})) -> str:
    """The sentence in the reader's language; one that is not known stays as it was said.

    `titles` are the words for names that a sentence may hold, "guard in_person" for one.
    """
    for sentence, pattern in _patterns(SENTENCES):
        met = pattern.fullmatch(message)
        if met:
            said = {key: titles.get(value, value) for key, value in met.groupdict().items()}
            return gettext(sentence, **said)
    return message


def known(message: str) -> bool:
    """Whether a sentence can be told in every language."""
    return any(pattern.fullmatch(message) for _sentence, pattern in _patterns(SENTENCES))


@cache
def _patterns(sentences: Iterable[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sentence, re.compile("".join(_parts(sentence)))) for sentence in sentences)


def _parts(sentence: str) -> Iterator[str]:
    pieces = SENTENCE.split(sentence)
    for at, piece in enumerate(pieces):
        yield f"(?P<{piece}>.+)" if at % 2 else re.escape(piece)
