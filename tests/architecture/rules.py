"""What every source file must keep to. Each rule takes one source and yields a complaint per breach."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator

from tests.architecture.sources import Source, belongs, imported_names, walk_definitions

LONGEST_FUNCTION = 50
LONGEST_FILE = 400
HOLLOW_WORDS = {
    "helper",
    "helpers",
    "util",
    "utils",
    "service",
    "services",
    "handler",
    "handlers",
    "data",
    "info",
}
HOLLOW_CLASS_WORDS = HOLLOW_WORDS | {"manager", "managers"}
HOLLOW_VERBS = {"process", "handle", "do"}
# Names that Qt calls, so they are not ours to choose.
QT_OVERRIDES = {"data", "setData", "headerData", "itemData", "mimeData"}
CLOCK_CALLS = {
    ("time", "time"), ("time", "time_ns"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"),
    ("date", "today"),
}  # fmt: skip
# The clock adapters and the composition root: the only places where the real time enters.
CLOCK_MODULES = (
    "loyalty.clock",
    "desktop.clocks",
    "desktop.app",
    "desktop.cli",
    "desktop.__main__",
    "central.clocks",
)
STATEMENT = re.compile(r"\s*(SELECT|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA)\s+([\w(?*]|$)")
CHANCE = ("secrets", "uuid", "random.SystemRandom", "os.urandom")
VIEWS_MUST_NOT_KNOW = tuple(
    f"desktop.{name}"
    for name in ("models", "usecases", "sync", "reports", "printing", "messaging", "app", "cli")
)
SHOWN_VALUES = tuple(f"desktop.reports.{name}" for name in ("series", "board", "axis", "squares", "tones"))
"""What screen and paper draw alike: frozen values, places and colours, of the standard library alone."""


def split_words(name: str) -> list[str]:
    """Split CamelCase and snake_case into lower-case words."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def hollow_names(source: Source) -> Iterator[str]:
    """A name says what the thing is for; these words say nothing. `manager` is a rank of staff, so no class."""
    stem = source.path.rsplit("/", 1)[-1].removesuffix(".py")
    if set(split_words(stem)) & HOLLOW_CLASS_WORDS:
        yield f"{source.path}: file named {stem}"
    for name, node in walk_definitions(source):
        last = name.rsplit(".", 1)[-1]
        words = split_words(last)
        if isinstance(node, ast.ClassDef):
            bad = set(words) & (HOLLOW_CLASS_WORDS | HOLLOW_VERBS)
        else:
            bad = (set(words) & HOLLOW_WORDS) | (set(words[:1]) & HOLLOW_VERBS)
        if bad and not ("." in name and last in QT_OVERRIDES):
            yield f"{source.path}:{node.lineno}: {name} uses {', '.join(sorted(bad))}"


def long_functions(source: Source) -> Iterator[str]:
    """No function is longer than fits one look, its docstring included."""
    for name, node in walk_definitions(source):
        length = node.end_lineno - node.lineno + 1
        if not isinstance(node, ast.ClassDef) and length > LONGEST_FUNCTION:
            yield f"{source.path}:{node.lineno}: {name} has {length} lines"


def long_files(source: Source) -> Iterator[str]:
    """No file holds more than one subject's worth."""
    length = len(source.text.splitlines())
    if length >= LONGEST_FILE:
        yield f"{source.path}: {length} lines"


def missing_docstrings(source: Source) -> Iterator[str]:
    """Every module says what it is for; an empty `__init__` has nothing to say."""
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield f"{source.path}: no module docstring"


def broad_excepts(source: Source) -> Iterator[str]:
    """Yield `path::function` of each place that catches everything, by except or by suppress."""
    owners: dict[int, str] = {}
    for name, definition in walk_definitions(source):
        owners.update({id(n): name for n in ast.walk(definition)})
    for node in ast.walk(source.tree):
        if catches_everything(node):
            yield f"{source.path}::{owners.get(id(node), '<module>')}"


def catches_everything(node: ast.AST) -> bool:
    """Tell whether a node is `except:`, `except Exception` (alone or among others) or `suppress(Exception)`."""
    if isinstance(node, ast.ExceptHandler):
        return node.type is None or names_all_errors([node.type])
    if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "suppress":
        return names_all_errors(node.args)
    return False


def names_all_errors(nodes: list[ast.expr]) -> bool:
    """Tell whether Exception or BaseException stands among the expressions."""
    flat = [part for node in nodes for part in (node.elts if isinstance(node, ast.Tuple) else [node])]
    return any(isinstance(part, ast.Name) and part.id in {"Exception", "BaseException"} for part in flat)


def leftovers(source: Source) -> Iterator[str]:
    """Nothing half-done is committed: no reminders, no breakpoints, no body that is still to be written."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX|HACK)\b", token.string):
            yield f"{source.path}:{token.start[0]}: {token.string.strip()}"
    for node in ast.walk(source.tree):
        called = (
            node.func if isinstance(node, ast.Call) else node.exc if isinstance(node, ast.Raise) else None
        )
        name = getattr(called.func if isinstance(called, ast.Call) else called, "id", "")
        if name in {"breakpoint", "NotImplementedError"}:
            yield f"{source.path}:{node.lineno}: {name}"


def real_clocks(source: Source) -> Iterator[str]:
    """The time is passed in; only the clock's adapters and the composition root ask the machine."""
    if belongs(source.module, *CLOCK_MODULES):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            spelled = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (spelled, node.func.attr) in CLOCK_CALLS:
                yield f"{source.path}:{node.lineno}: {spelled}.{node.func.attr}()"
    for name, line in imported_names(source):
        if name in {"time.time", "time.time_ns"}:
            yield f"{source.path}:{line}: imports {name}"


def impure_rules(source: Source) -> Iterator[str]:
    """The rules need the standard library alone, and chance is passed in."""
    if not belongs(source.module, "loyalty"):
        return
    for name, line in imported_names(source):
        if name.split(".")[0] not in sys.stdlib_module_names | {"loyalty"}:
            yield f"{source.path}:{line}: imports {name}"
        if belongs(name, *CHANCE):
            yield f"{source.path}:{line}: takes chance from {name}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "urandom":
            yield f"{source.path}:{node.lineno}: takes chance from os.urandom"


def misplaced_qt(source: Source) -> Iterator[str]:
    """QtWidgets and pyqtgraph live in the window; presenters and formats know no Qt at all; QtCharts nowhere."""
    module = source.module
    in_window = belongs(module, "desktop.ui")
    qt_free = module.endswith(".presenter") or module == "desktop.ui.formats"
    for name, line in imported_names(source):
        if belongs(name, "PySide6", "shiboken6", "pyqtgraph") and (
            why := object_to_qt(name, module, in_window, qt_free)
        ):
            yield f"{source.path}:{line}: imports {name} {why}"


def object_to_qt(name: str, module: str, in_window: bool, qt_free: bool) -> str:
    """Return why this module may not import this part of Qt, or an empty string."""
    if belongs(name, "PySide6.QtCharts"):
        return "whose licence is not ours"
    if qt_free:
        return "though it must run without Qt"
    if in_window:
        return ""
    if belongs(module, "desktop.printing.raster"):
        return (
            ""
            if belongs(name, "PySide6.QtGui", "PySide6.QtCore") or name == "PySide6"
            else "outside desktop.ui"
        )
    if belongs(module, "desktop.app", "desktop.__main__"):
        return "outside desktop.ui" if belongs(name, "PySide6.QtWidgets", "pyqtgraph") else ""
    return "outside desktop.ui"


def knowing_views(source: Source) -> Iterator[str]:
    """Whatever draws knows nothing behind the presenter."""
    names = list(imported_names(source))
    draws = any(belongs(name, "PySide6.QtWidgets", "pyqtgraph") for name, _ in names)
    if belongs(source.module, "desktop.ui") and (draws or source.module.endswith(".view")):
        for name, line in names:
            if belongs(name, *VIEWS_MUST_NOT_KNOW) and not belongs(name, *SHOWN_VALUES):
                yield f"{source.path}:{line}: a view imports {name}"


def screens(sources: tuple[Source, ...]) -> set[str]:
    """Return the folders of desktop/ui that are screens: those with a presenter."""
    return {
        s.module.rsplit(".", 1)[0] for s in sources if re.fullmatch(r"desktop/ui/\w+/presenter\.py", s.path)
    }


def neighbours(source: Source, all_screens: set[str]) -> Iterator[str]:
    """A screen does not know another screen."""
    own = ".".join(source.module.split(".")[:3])
    if own in all_screens:
        for name, line in imported_names(source):
            other = ".".join(name.split(".")[:3])
            if other in all_screens and other != own:
                yield f"{source.path}:{line}: {own} imports {other}"


def written_screen_packages(source: Source, all_screens: set[str]) -> Iterator[str]:
    """A screen's `__init__` stays empty, or importing its presenter would run it."""
    if source.path.endswith("/__init__.py") and source.module in all_screens and source.text.strip():
        yield f"{source.path}: not empty"


def misplaced_statements(source: Source) -> Iterator[str]:
    """A statement stands beside the tables it reads, in the models or the centre's store, and has a name there."""
    if belongs(source.module, "desktop.models", "central.store"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
            yield f"{source.path}:{node.lineno}: a statement in SQL"


def misplaced_libraries(source: Source) -> Iterator[str]:
    """SQL is spoken in the models (and the centre's store), HTTP by sync and messaging; the models are reached by few."""
    module = source.module
    for name, line in imported_names(source):
        sql = belongs(name, "sqlalchemy", "alembic", "sqlcipher3", "sqlite3")
        if sql and not belongs(module, "desktop.models", "central.store"):
            yield f"{source.path}:{line}: speaks SQL through {name}"
        http = belongs(name, "requests", "urllib3", "http.client", "urllib.request")
        if http and not belongs(module, "desktop.sync", "desktop.messaging", "central"):
            yield f"{source.path}:{line}: speaks HTTP through {name}"
        reached = belongs(name, "desktop.models")
        if reached and not belongs(
            module, *(f"desktop.{n}" for n in ("models", "app", "cli", "usecases", "sync", "reports"))
        ):
            yield f"{source.path}:{line}: reaches {name}"
