"""The guides in docs/, as steps that can be followed."""

import re
from pathlib import Path
from typing import NamedTuple

from extension.copies import FIXTURES, Copy

STEP = re.compile(
    r"^(?:(?P<before>[^\n]+):\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
FILE = re.compile(r"`([\w./-]+\.\w+)`")


class Step(NamedTuple):
    """A block of a guide."""

    file: str  # the last one named in the line before
    kind: str  # diff: a change of the file; console: commands; else: a part of a new file
    text: str


def steps(guide: Path) -> list[Step]:
    """Return the steps of a guide, in order."""
    found = STEP.finditer(guide.read_text(encoding="utf-8"))
    return [Step((FILE.findall(one["before"] or "") or [""])[-1], one["kind"], one["text"]) for one in found]


def follow(guide: Path, example: str, copy: Copy, *, only: str = "", commands: bool = False) -> None:
    """Follow a guide in a copy of the checkout, or only its steps about files below a folder.

    What it shows of a new file must stand in the example's, which is put in its place. Its diffs must fit,
    and its commands, where they are run, must succeed.
    """
    for step in steps(guide):
        if not step.file.startswith(only):
            continue
        match step.kind:
            case "console":
                for command in step.text.splitlines() if commands else ():
                    copy.run(command)
            case "diff":
                copy.change(step.file, step.text)
            case _:
                whole = FIXTURES / example / step.file
                assert step.text in whole.read_text(encoding="utf-8"), step.file
                copy.put(whole, step.file)
