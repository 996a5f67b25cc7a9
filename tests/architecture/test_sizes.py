"""Modules and functions stay short enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 40  # its docstring, which may be long, not counted

# name of a module or function that is longer, and why it should be
LONGER_MODULES: dict[str, str] = {}
LONGER_FUNCTIONS: dict[str, str] = {}


@pytest.fixture(scope="module")
def sources(repository: Path) -> dict[str, str]:
    folders = [repository / name for name in ("src", "tests", "benchmarks")]
    modules = [module for folder in folders for module in sorted(folder.rglob("*.py"))]
    return {
        module.relative_to(repository).as_posix(): module.read_text(encoding="utf-8") for module in modules
    }


def function_lengths(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, lines_of(node) - docstring_lines(node)


def docstring_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return 0 if ast.get_docstring(function) is None else lines_of(function.body[0])


def lines_of(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def test_only_modules_with_a_reason_are_long(sources):
    long = {name for name, source in sources.items() if len(source.splitlines()) > MOST_LINES_OF_A_MODULE}

    assert long == set(LONGER_MODULES)


def test_only_functions_with_a_reason_are_long(sources):
    long = {
        f"{module}:{function}"
        for module, source in sources.items()
        for function, length in function_lengths(source)
        if length > MOST_LINES_OF_A_FUNCTION
    }

    assert long == set(LONGER_FUNCTIONS)


def test_a_docstring_does_not_count_as_length():
    source = 'def answer():\n    """Return it.\n\n    At length.\n    """\n    return 42\n'

    assert list(function_lengths(source)) == [("answer", 2)]
