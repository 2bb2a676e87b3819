"""Things that never change are read once: a small store of parsed values, addressed by their digest."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

Noun = TypeVar("Noun", bound=BaseModel)
MOST = 256

_lock = threading.Lock()
_read: OrderedDict[tuple[type[BaseModel], str], Any] = OrderedDict()


def frozen(noun: type[Noun], digest: str, content: Callable[[], dict[str, Any]]) -> Noun:
    """The noun that this content spells, read at the first call for a digest and kept for the later ones."""
    key = (noun, digest)
    with _lock:
        if key in _read:
            _read.move_to_end(key)
            return _read[key]
    value = noun.model_validate(content())
    with _lock:
        _read[key] = value
        while len(_read) > MOST:
            _read.popitem(last=False)
    return value
