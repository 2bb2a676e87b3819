"""The zip that a phone saved, opened with suspicion: nothing but what a phone writes, and never more than fits.

Whoever reads it gets entries by our own names; nothing is ever unpacked under a name that stands in it.
"""

import hashlib
import json
import re
import tempfile
import zipfile
import zlib
from typing import IO, Any, Self

from flask_babel import gettext as _

from app.visits.voices import TYPES

FORMAT = 1
OURS = re.compile(
    r"manifest\.json|log\.json|(drafts|unsent|sent|photos)/[\w%!~*'()-]{1,120}(\.item)?\.(json|jpg|webm|ogg|mp4)",
    re.ASCII,
)
# What a computer adds when it packs again; never read.
LITTER = re.compile(r"__MACOSX/.*|(drafts|unsent|sent|photos)/|((drafts|unsent|sent|photos)/)?\.DS_Store")
MOST_ENTRIES = 20_000
MOST_DIRECTORY = 4 * 1024 * 1024  # bytes of the list of entries, which is read into memory as a whole
PIECE = 64 * 1024


class Refused(ValueError):
    """The file as a whole is not taken; the sentence says why, in the reader's language."""


class Damaged(ValueError):
    """One entry cannot be read; the sentence says why."""


class Archive:
    """The entries of an opened copy; `most` is how many bytes all of them may have together. Raises Refused."""

    def __init__(self, file: IO[bytes], *, most: int) -> None:
        self.most = most
        _look_at_the_end(file)
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Refused(
                _("This is not a copy that a phone saved: it is no zip, or it is cut off.")
            ) from None
        self._check(self.zip.infolist())
        self.there = {entry.filename for entry in self.zip.infolist()}
        self._check_manifest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.zip.close()

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        names = [each.orig_filename for each in entries]
        if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > self.most:
            raise Refused(_("The copy is larger than the server takes."))
        if any(each.flag_bits & 0x1 for each in entries):
            raise Refused(_("The copy is locked with a password; save it without one."))
        if len(set(names)) < len(names):
            raise Refused(_("The copy holds the same name twice."))
        for name in names:
            if not OURS.fullmatch(name) and not LITTER.fullmatch(name):
                told = ascii(name[:60])
                raise Refused(
                    _(
                        "The copy holds something that no phone writes: %(name)s. Nothing was taken in.",
                        name=told,
                    )
                )

    def _check_manifest(self) -> None:
        """Copies of the first app have none; a damaged one only tells what the entries say too."""
        try:
            told = self.json("manifest.json") if "manifest.json" in self.there else {"format": FORMAT}
        except Damaged:
            return
        if told.get("format") != FORMAT:
            raise Refused(_("The copy was saved by a newer version of the app; update the server first."))

    def names(self, folder: str) -> list[str]:
        """The visits in a folder, by name; beside an unsent one lies the state of its sending."""
        inside = (name for name in self.there if name.startswith(f"{folder}/") and name.endswith(".json"))
        return sorted(name for name in inside if not name.endswith(".item.json"))

    def name_of_photo(self, id: object) -> str | None:
        """The entry with the bytes of a photo or voice note; None when the copy has none."""
        names = (f"photos/{id}{suffix}" for suffix in (".jpg", *TYPES))
        return next((name for name in names if name in self.there), None)

    def json(self, name: str) -> dict[str, Any]:
        """The object that an entry holds. Raises Damaged."""
        try:
            content = json.loads(self.read(name, self.most))
        except (ValueError, RecursionError) as problem:
            if isinstance(problem, Damaged):
                raise
            raise Damaged(_("%(name)s is not JSON.", name=name)) from None
        if not isinstance(content, dict):
            raise Damaged(_("%(name)s is not JSON.", name=name))
        return content

    def read(self, name: str, most: int) -> bytes:
        """The bytes of an entry, at most so many. Raises Damaged."""
        with tempfile.SpooledTemporaryFile(PIECE) as file:
            self.unpack(name, file, most)
            file.seek(0)
            return file.read()

    def unpack(self, name: str, file: IO[bytes], most: int) -> str:
        """Write an entry of at most so many bytes into an open file; gives its SHA-256. Raises Damaged."""
        sum, size = hashlib.sha256(), 0
        try:
            with self.zip.open(name) as entry:
                while piece := entry.read(PIECE):
                    size += len(piece)
                    if size > most:
                        raise Damaged(_("%(name)s is too large.", name=name))
                    sum.update(piece)
                    file.write(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise Damaged(_("%(name)s cannot be unpacked.", name=name)) from None
        return sum.hexdigest()


def _look_at_the_end(file: IO[bytes]) -> None:
    """Refuse a list of entries that would fill the memory, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 22 - 65_535))
    end = file.read()
    file.seek(0)
    at = end.rfind(b"PK\x05\x06")
    large = b"PK\x06\x07" in end[max(0, at - 20) : max(0, at)]  # sizes beyond 4 GB, said elsewhere
    if at >= 0 and (large or int.from_bytes(end[at + 12 : at + 16], "little") > MOST_DIRECTORY):
        raise Refused(_("The copy is larger than the server takes."))
