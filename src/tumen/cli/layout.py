"""How the commands set text on the terminal."""

import json
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

import click

GAP = "  "
NARROWEST_TEXT = 24
LABEL_WIDTH = 12

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def labelled(label: str, text: str) -> str:
    """Return a text behind its label, in lines no wider than the terminal."""
    return textwrap.fill(
        text,
        width=max(_terminal_width(), LABEL_WIDTH + NARROWEST_TEXT),
        initial_indent=f"{label:<{LABEL_WIDTH}}{GAP}",
        subsequent_indent=" " * LABEL_WIDTH + GAP,
        break_on_hyphens=False,
    )


def table(rows: Sequence[Sequence[Sequence[str]]], texts: Iterable[str]) -> str:
    """Return rows of cells, each a list of lines, as aligned columns, with a wrapped text behind each row."""
    widths = [max(len(line) for cell in column for line in cell) for column in zip(*rows, strict=True)]
    room = max(NARROWEST_TEXT, _terminal_width() - sum(widths) - len(GAP) * len(widths))
    wrapped = (textwrap.wrap(text, room, break_on_hyphens=False) for text in texts)
    lines = (
        line
        for row, text in zip(rows, wrapped, strict=True)
        for line in zip_longest(*row, text, fillvalue="")
    )
    return "\n".join(GAP.join(map(str.ljust, line, [*widths, 0])).rstrip() for line in lines)


def _terminal_width() -> int:
    return shutil.get_terminal_size().columns
