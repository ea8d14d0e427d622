"""The product's own source files, parsed once, for the rules about their shape."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("loyalty", "desktop", "central")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root with `/`, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The dotted name it is imported by."""
        parts = self.path.removesuffix(".py").split("/")
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def parse(text: str, path: str = "desktop/planted.py") -> Source:
    """Make a source of plain text; the negative controls are made of these."""
    return Source(path, text, ast.parse(text))


@cache
def product_sources() -> tuple[Source, ...]:
    """Every Python file of the product, tests left out, in the order of their paths."""
    files = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return tuple(parse(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix()) for file in files)


@cache
def sources_of_tests() -> tuple[Source, ...]:
    """Every Python file of the tests."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    return tuple(parse(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix()) for file in files)


def walk_definitions(source: Source) -> Iterator[tuple[str, ast.AST]]:
    """Yield (qualified name, node) of every class and function, outermost first."""
    stack: list[tuple[str, ast.AST]] = [("", source.tree)]
    while stack:
        prefix, node = stack.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{prefix}{child.name}"
                yield name, child
                stack.append((f"{name}.", child))
            else:
                stack.append((prefix, child))


def imported_names(source: Source, *, top_level_only: bool = False) -> Iterator[tuple[str, int]]:
    """Yield (dotted name, line) of all that is imported; `from a import b` yields both a and a.b."""
    nodes = source.tree.body if top_level_only else ast.walk(source.tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_relative(source, node)
            yield base, node.lineno
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def resolve_relative(source: Source, node: ast.ImportFrom) -> str:
    """Return the absolute module a `from … import` speaks of."""
    if not node.level:
        return node.module or ""
    package = source.path.split("/")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def belongs(name: str, *packages: str) -> bool:
    """Tell whether a dotted name is one of the packages or lies inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)
