"""The pages on which somebody reads, answers and signs: the same on the own phone and on the tablet of the store."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.clock import today
from app.db import db
from app.people.models import Employee
from app.standards.queries import current_standard
from app.standards.wording import sides
from app.training import operations, queries
from app.training.forms import ChapterForm, CheckForm, SignForm
from app.training.models import StoreTablet
from app.training.progress import Progress
from app.web.languages import language

Shown = Callable[..., ResponseReturnValue]


@dataclass(frozen=True)
class Reader:
    """Who reads, and on which tablet if not on the own phone."""

    employee: Employee
    tablet: StoreTablet | None = None


def add_steps(
    blueprint: Blueprint, who: Callable[[], Reader], opens: Callable[[Shown], Shown], under: str = ""
) -> None:
    """Let these pages stand in a blueprint, opened by `opens`; `who` says who is reading."""
    for rule, view, methods in STEPS:
        blueprint.add_url_rule(under + rule, view.__name__, opens(_read_by(who, view)), methods=methods)


def show(reader: Reader) -> ResponseReturnValue:
    """What is to be read and signed, how far it is, and where to go on; or what was signed."""
    progress = _progress(reader)
    return _page("show", reader, progress, signatures=queries.signatures_of(reader.employee), today=today())


def chapter(reader: Reader, number: int) -> ResponseReturnValue:
    """One chapter to read; at its end "read"."""
    progress = _progress(reader)
    if progress is None or number > len(progress.reading.chapters):
        return _start_again()
    shown, form = progress.reading.chapters[number - 1], ChapterForm.from_request()
    if form.accepted():
        if form.text.data != shown.digest():
            return _start_again(
                _("The standards were changed while you were reading. Please read this again.")
            )
        operations.read_chapter(reader.employee, progress, shown)
        return _kept(reader)
    form.text.data = shown.digest()
    return _page(
        "chapter",
        reader,
        progress,
        form=form,
        chapter=shown,
        number=number,
        pictures=_pictures(),
        sides=sides,
    )


def check(reader: Reader, number: int) -> ResponseReturnValue:
    """One check; after a wrong answer with the clause that gives the right one."""
    progress = _progress(reader)
    if progress is None or progress.next.page == "chapter" or number > len(progress.checks):
        return _start_again()
    asked = progress.checks[number - 1]
    form = CheckForm.from_request().offer(asked)
    if form.asked.data != asked.code:
        return _start_again(_("The standards were changed while you were reading. Please read this again."))
    if form.accepted():
        right = operations.answer(reader.employee, progress, asked, form.chosen.data)
        if right:
            flash(_("Right."), "ok")
            return _kept(reader)
        _keep(reader)
        return redirect(url_for(".check", number=number))
    more = {"check": asked, "number": number, "attempts": progress.attempts_at(asked)}
    return _page("check", reader, progress, form=form, **more), 422 if form.errors else 200


def signature(reader: Reader) -> ResponseReturnValue:
    """The name under all that was read."""
    progress = _progress(reader)
    if progress is None or progress.next.page != "signature":
        return _start_again()
    reading, form = progress.reading, SignForm.from_request()
    form.of(reader.employee, reading.statement, reading.digest())
    if form.accepted():
        if form.text.data != reading.digest():
            return _start_again(
                _("The standards were changed while you were reading. Please read this again.")
            )
        return _signed(reader, progress, form.name.data.strip())
    return _page("sign", reader, progress, form=form), 422 if form.errors else 200


STEPS: tuple[tuple[str, Shown, list[str]], ...] = (
    ("", show, ["GET"]),
    ("/chapters/<int:number>", chapter, ["GET", "POST"]),
    ("/checks/<int:number>", check, ["GET", "POST"]),
    ("/signature", signature, ["GET", "POST"]),
)


def _read_by(who: Callable[[], Reader], view: Shown) -> Shown:
    @wraps(view)
    def read(**numbers: int) -> ResponseReturnValue:
        if numbers.get("number") == 0:
            abort(404)
        return view(who(), **numbers)

    return read


def _signed(reader: Reader, progress: Progress, name: str) -> ResponseReturnValue:
    try:
        operations.sign(reader.employee, progress, name=name, tablet=reader.tablet)
        thanks = _("Thank you, %(name)s. It is signed.", name=name)
        if reader.tablet:
            operations.get_up(reader.tablet)
        db.session.commit()
    except IntegrityError:  # a second tap was as fast: the first one signed
        db.session.rollback()
    else:
        flash(thanks, "ok")
    return redirect(url_for("tablet.index" if reader.tablet else ".show"))


def _progress(reader: Reader) -> Progress | None:
    return operations.progress_of(reader.employee, language())


def _keep(reader: Reader) -> None:
    if reader.tablet:
        operations.sit_down(reader.tablet, reader.employee)
    db.session.commit()


def _kept(reader: Reader) -> ResponseReturnValue:
    """What was done is kept; on to what comes next."""
    _keep(reader)
    progress = _progress(reader)
    if progress is None:
        return redirect(url_for(".show"))
    page, number = progress.next
    return redirect(url_for(f".{page}", number=number) if number else url_for(f".{page}"))


def _start_again(why: str | None = None) -> ResponseReturnValue:
    if why:
        flash(why, "warning")
    return redirect(url_for(".show"))


def _pictures() -> dict[str, str]:
    """The pictures of the standards in force as addresses, by criterion."""
    standard = current_standard()
    criteria = standard.document.criteria() if standard else ()
    return {each.code: each.picture.address for each in criteria if each.picture}


def _page(name: str, reader: Reader, progress: Progress | None, **more: Any) -> str:
    return render_template(f"training/{name}.html", reader=reader, progress=progress, **more)
