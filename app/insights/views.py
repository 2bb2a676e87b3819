"""Pages of scores brought together: stores, the overview, one criterion, one figure, every single answer."""

from flask import Blueprint, Response, abort, current_app, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db import db
from app.insights import export
from app.insights.answers.page import AnswersPage
from app.insights.cuts.queries import TooMany
from app.insights.pages.criterion import CriterionPage
from app.insights.pages.figure import FigurePage
from app.insights.pages.overview import OverviewPage
from app.insights.pages.page import Page
from app.insights.pages.store import StorePage
from app.insights.pages.stores import StoresPage
from app.insights.selection import NotForViewer
from app.people.roles import DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL
from app.people.sessions import signed_in_user
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.access import roles, signed_in

insights = Blueprint("insights", __name__)


@insights.app_errorhandler(NotForViewer)
def nothing_of_yours(_error: NotForViewer) -> ResponseReturnValue:
    """What another may see does not exist for this viewer."""
    return current_app.handle_http_exception(NotFound())


@insights.app_errorhandler(TooMany)
def too_many(error: TooMany) -> ResponseReturnValue:
    """So many visits cannot be read one by one while somebody waits."""
    return render_template("insights/too_many.html", n=error.n), 422


@insights.get("/stores")
@roles(DIRECTOR, REGIONAL, HR, QUALITY)
def stores() -> ResponseReturnValue:
    """The stores this person answers for, side by side; a director goes straight to the own one."""
    viewer = signed_in_user()
    if viewer.role == DIRECTOR and viewer.store:
        return shown("insights/store.html", StorePage(viewer, viewer.store, request.args))
    return shown("insights/stores.html", StoresPage(viewer, request.args))


@insights.get("/stores/<int:store_id>")
@roles(DIRECTOR, REGIONAL, HR, QUALITY)
def store(store_id: int) -> ResponseReturnValue:
    """One store: how it stands, what is worst, where the proof is."""
    viewer = signed_in_user()
    found = db.session.scalar(stores_visible_to(viewer).where(Store.id == store_id))
    if found is None:
        abort(404)
    return shown("insights/store.html", StorePage(viewer, found, request.args))


@insights.get("/overview")
@roles(REGIONAL, HR, QUALITY)
def overview() -> ResponseReturnValue:
    """The chain or a region: what is weakest and why, cut by any facet and by two crossed."""
    return shown("insights/overview.html", OverviewPage(signed_in_user(), request.args))


@insights.get("/criteria/<code>")
@roles(DIRECTOR, REGIONAL, HR, QUALITY)
def criterion(code: str) -> ResponseReturnValue:
    """One criterion: how it stands, why, and whether what was done about it helped."""
    return shown("insights/criterion.html", CriterionPage(signed_in_user(), code, request.args))


@insights.get("/figure")
@roles(DIRECTOR, REGIONAL, HR, QUALITY, EMPLOYEE)
def figure() -> ResponseReturnValue:
    """One figure: its arithmetic and the visits behind it."""
    try:
        return shown("insights/figure.html", FigurePage(signed_in_user(), request.args))
    except KeyError:
        abort(404)


@insights.get("/answers")
@roles(DIRECTOR, REGIONAL, HR, QUALITY)
def answers() -> ResponseReturnValue:
    """Every single answer to take along, and what the columns mean."""
    page = AnswersPage(signed_in_user(), request.args)
    if request.args.get("table") != "answers":
        return shown("insights/answers_file.html", page)
    if _form() == "csv":
        titles = [column.title for column in page.columns]
        return _file(stream_with_context(export.lines(titles, page.rows())), "csv", page.name)
    if not page.fits:
        raise TooMany(page.whole.n)
    book = export.long_workbook(_("Answers"), page.columns, page.rows(), page.dictionary_table)
    return _file(book, "xlsx", page.name)


@insights.get("/method")
@signed_in
def method() -> ResponseReturnValue:
    """How every figure is worked out, in plain words with examples."""
    return render_template("insights/method.html")


def shown(template: str, page: Page) -> ResponseReturnValue:
    """The page, or one of its tables as a file where the address asks for it."""
    if not page.exporting:
        return render_template(template, page=page)
    table = page.tables.get(request.args.get("table", ""))
    if table is None:
        abort(404)
    form = _form()
    body = export.text(table) if form == "csv" else export.workbook([table], page.about)
    return _file(body, form, f"{page.name}-{table.name}")


def _form() -> str:
    form = request.args.get("format", "")
    return form if form in export.FORMATS else abort(404)


def _file(body: object, form: str, name: str) -> Response:
    response = Response(body, content_type=export.TYPES[form])  # type: ignore[arg-type]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
