"""The registry: every parameter of the model with its unit, prior, evidence and reason."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tumen.base.names import parse_pair
from tumen.base.problems import InputError, Problem
from tumen.base.validation import validate
from tumen.base.yaml_source import YamlDocument, read_yaml
from tumen.parameters.priors import Prior

DATA = Path(__file__).parent / "data"


@final
class Entry(BaseModel):
    """What a parameter file says of one number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    meaning: str = Field(min_length=1)
    unit: str = Field(min_length=1)
    prior: Prior
    evidence: tuple[str, ...]
    assumed: bool = False
    why: str = Field(min_length=1)

    @model_validator(mode="after")
    def _cited_or_assumed(self) -> "Entry":
        if bool(self.evidence) == self.assumed:
            raise ValueError(
                "must either cite evidence or be marked as assumed. "
                "Write record ids, or evidence: [] and assumed: true."
            )
        return self


@final
class ParameterFile(BaseModel):
    """A parameter file: entries by name, and a section `pairs` with the entries of directed pairs."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Entry]

    pairs: dict[str, dict[str, Entry]] = {}


@final
class Parameter(BaseModel):
    """One number of the model, with the place that defines it."""

    model_config = ConfigDict(frozen=True)

    address: str
    entry: Entry
    source: str
    line: int


@final
class Registry(Mapping[str, Parameter]):
    """Every parameter by address, such as `mechanisms/exchange/payment_gain` or `pairs/a->b/jealousy`."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._parameters = dict(parameters)

    def __getitem__(self, address: str) -> Parameter:
        """Return the parameter at an address."""
        return self._parameters[address]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the addresses."""
        return iter(self._parameters)

    def __len__(self) -> int:
        """Count the parameters."""
        return len(self._parameters)


@lru_cache(maxsize=4)
def load_registry(folder: Path = DATA) -> Registry:
    """Read every parameter file below a folder.

    Raises
    ------
    InputError
        With every fault of every file.
    """
    parameters: dict[str, Parameter] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        try:
            document = read_yaml(path, source=path.relative_to(folder.parent).as_posix())
            found = _parameters(document, path.relative_to(folder).with_suffix("").as_posix())
        except InputError as error:
            problems += error.problems
            continue
        for parameter in found:
            if parameter.address in parameters:
                problems.append(_repeated(parameter, parameters[parameter.address]))
            parameters[parameter.address] = parameter
    if problems:
        raise InputError(problems)
    return Registry(parameters)


def _parameters(document: YamlDocument, stem: str) -> list[Parameter]:
    """Return the parameters of one file under their addresses."""
    file = validate(document, ParameterFile)
    problems, found = [], []
    for name, entry in file.__pydantic_extra__.items():
        found.append(_parameter(document, (name,), f"{stem}/{name}", entry))
    for pair, entries in file.pairs.items():
        try:
            parse_pair(pair)
        except ValueError as error:
            problems.append(document.problem(("pairs", pair), str(error)))
        for name, entry in entries.items():
            found.append(_parameter(document, ("pairs", pair, name), f"pairs/{pair}/{name}", entry))
    if problems:
        raise InputError(problems)
    return found


def _parameter(document: YamlDocument, path: tuple[str, ...], address: str, entry: Entry) -> Parameter:
    line = document.key_marks[path].line
    return Parameter(address=address, entry=entry, source=document.source, line=line)


def _repeated(second: Parameter, first: Parameter) -> Problem:
    message = f"is defined before, at {first.source}:{first.line}. Keep one of the two."
    return Problem(second.source, second.line, 1, second.address, message)
