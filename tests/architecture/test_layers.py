"""The house rules that a reader relies on: what imports what, where SQL stands, who commits."""

import ast
from collections.abc import Iterator
from pathlib import Path

from app.config import ROOT

APP = ROOT / "app"
# Low to high: a package imports only what stands before it.
ORDER = [
    *("scoring", "stores", "people", "standards", "checklists", "exchange", "waves", "visits"),
    *("reviews", "authoring", "training", "sync", "insights", "reports", "demo"),
]
# Open to all but scoring; of these, config imports nothing of ours.
COMMON = {"web", "db", "clock", "config", "storage", "tasks", "frozen"}
# The three files that put the product together, and the one that runs it.
ASSEMBLY = {"app/__init__.py", "app/blueprints.py", "app/navigation.py", "app/serving.py"}
CLOSED_SET = {"models", "queries", "operations", "access", "forms", "views", "commands", "__init__"}
# Noun modules that do speak with the request, each with its reason.
IMPURE = {
    "demo/signatures.py": "a hundred and forty signatures are written at once",
    "insights/pages/page.py": "a figure holds the address of what is behind it",
    "people/sessions.py": "Flask-Login's loader and the cookie",
    "reports/bulks.py": "the views of many reports at once",
    "reports/on_paper.py": "the views of printing, apart from those of visits",
    "reports/pdf.py": "the paper is written with the templates of the product",
    "reports/qr.py": "an address on paper is one of the product's routes",
    "reports/report.py": "what every paper of figures shares holds addresses",
    "reports/signature.py": "the view and the job of one paper, apart from those of visits and standards",
    "reports/summaries.py": "the views that order papers of figures",
    "sync/assignments.py": "what a phone gets holds addresses",
    "sync/bodies.py": "the body is the request's",
    "sync/copies.py": "a blueprint of its own, beside the one of the phones",
    "sync/doctor.py": "it looks at the database itself",
    "sync/drafts.py": "the views of drafts, apart from those of submissions",
    "sync/fieldwork.py": "the pages of the field, apart from the phone's door",
    "sync/phones.py": "the views of phones, apart from those of submissions",
    "sync/receipts.py": "a receipt is signed with the app's secret",
    "sync/rescue.py": "the operations of a copy that a phone saved",
    "training/steps.py": "the pages of reading and signing stand in two blueprints",
    "training/tablet.py": "the views of the store's tablet, apart from those of people who are signed in",
    "visits/evidence.py": "the views of photos and voice notes",
    "visits/filling.py": "the views of the form, apart from those of the visit",
    "visits/fragment.py": "the form is a template",
    "visits/intake.py": "the operations of a submission, apart from those of its visit",
    "visits/viewed.py": "what the views of a visit share: the visit as its viewer may have it",
}
# Commits outside views and commands, each with its reason.
COMMITS = {
    "people/sessions.py": "sliding a sign-in is nobody's action",
    "reports/bulk.py": "each turn of the work is written down as soon as it is done",
    "reports/bulks.py": "the views of many reports at once",
    "reports/summaries.py": "the views that order papers of figures",
    "reports/terminal.py": "commands, apart from those of a single visit",
    "sync/copies.py": "the views of one page, beside those of the phones",
    "sync/drafts.py": "the views of drafts, apart from those of submissions",
    "sync/phones.py": "the views of phones, apart from those of submissions",
    "tasks/operations.py": "a worker has no view: the job is its own request",
    "training/steps.py": "the pages of reading and signing stand in two blueprints",
    "training/tablet.py": "the views of the store's tablet, apart from those of people who are signed in",
    "visits/filling.py": "the views of the form, apart from those of the visit",
}


def modules() -> Iterator[str]:
    for path in sorted(APP.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix()


def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """Every module that is imported when this one runs; what only types need is left out."""
    for node in _running(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module} imports by a relative path"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _running(child)


def own(module: str) -> list[str]:
    """The packages of ours that the module imports: "people", "db"…"""
    names = [name.split(".") for name in imports(module)]
    return [name[1] for name in names if name[0] == "app" and len(name) > 1]


def package(module: str) -> str:
    return module.split("/")[1].removesuffix(".py")


def test_a_package_imports_only_what_stands_before_it() -> None:
    wrong = [
        f"{module} imports {name}, which stands above it"
        for module in modules()
        if module not in ASSEMBLY
        for name in sorted(set(own(module)) - _open_to(package(module)))
    ]
    assert wrong == []


def _open_to(here: str) -> set[str]:
    if here == "scoring":
        return {"scoring"}
    if here in COMMON:
        return COMMON
    assert here in ORDER, f"say in ORDER where the package {here} stands"
    return COMMON | set(ORDER[: ORDER.index(here) + 1])


def test_nouns_of_the_business_know_neither_requests_nor_tables() -> None:
    impure = {
        module.removeprefix("app/")
        for module in modules()
        if package(module) in ORDER and not _is_layer(module)
        if {name.split(".")[0] for name in imports(module)} & {"flask", "sqlalchemy", "flask_login"}
    }
    assert impure - set(IMPURE) == set(), "nouns of the business that import Flask or SQLAlchemy"
    assert set(IMPURE) - impure == set(), "these need their exception no longer: take them off the list"


def _is_layer(module: str) -> bool:
    stem = Path(module).stem
    return stem == "commands" or (stem in CLOSED_SET and package(module) != "scoring")


def test_views_and_forms_ask_queries_and_write_none() -> None:
    wrong = [
        f"{module} writes {name}(): the query belongs into queries.py"
        for module in modules()
        if module.endswith(("views.py", "forms.py"))
        for name in called(module) & {"select", "update", "delete", "insert", "text"}
    ]
    assert wrong == []


def test_only_views_and_commands_commit() -> None:
    commit = {
        module.removeprefix("app/")
        for module in modules()
        if Path(module).name not in {"views.py", "commands.py"} and "db.session.commit" in called(module)
    }
    assert commit == set(COMMITS), "modules that commit, against the list of exceptions"


def called(module: str) -> set[str]:
    """What the module calls, as it is written there: `db.session.commit`, `select`."""
    return {ast.unparse(node.func) for node in ast.walk(tree(module)) if isinstance(node, ast.Call)}


def test_doing_a_job_knows_nothing_of_what_carries_it() -> None:
    """app/tasks: the queue knows the operations, the operations know the rows, never the other way."""
    above = {"models": {"operations", "queue", "commands"}, "operations": {"queue", "commands"}}
    for stem, others in above.items():
        names = set(imports(f"app/tasks/{stem}.py"))
        assert not {name for name in names if name.startswith("huey")}, f"{stem} imports huey"
        met = {part for name in names if name.startswith("app.tasks.") for part in name.split(".")[2:3]}
        assert not met & others, f"{stem} imports {met & others}"
