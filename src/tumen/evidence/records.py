"""The form of the evidence: a document, its records, and the glossary of the words that they use."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, TypeAlias, final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from tumen.base.calendar import month_number

CUT_OFF = date(2025, 3, 27)
MOST_ANCHOR_WORDS = 4

Precision: TypeAlias = Literal["day", "month", "quarter", "year", "inferred"]
Kind: TypeAlias = Literal["level", "trend", "event", "flow", "forecast", "constraint", "mechanism", "context"]
Role: TypeAlias = Literal["evidence", "forcing", "forecast", "context"]
Sense: TypeAlias = Literal["exact", "about", "at_least", "at_most"]

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")
_TIE = re.compile(r"->|-")


def first_day(period: str) -> date:
    """Return the first day of a period written as YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY.

    Raises
    ------
    ValueError
        If the text is none of these.
    """
    match = _PERIOD.fullmatch(period)
    if match:
        year, quarter, month, day = match.groups()
        first_month = 3 * int(quarter) - 2 if quarter else int(month or 1)
        with suppress(ValueError):
            return date(int(year), first_month, int(day or 1))
    raise ValueError(f'"{period}" is not a date. Write YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY.')


def members(subject: str) -> tuple[str, ...]:
    """Return the actors that a subject names: `russia`, `dprk-russia` and `dprk->russia` name one or two."""
    return tuple(_TIE.split(subject))


def _not_after_the_cut_off(period: str) -> str:
    if first_day(period) > CUT_OFF:
        raise ValueError(f'"{period}" lies after the cut-off {CUT_OFF}. Record nothing later.')
    return period


def _short_anchor(anchor: str) -> str:
    number = len(anchor.split())
    if not 1 <= number <= MOST_ANCHOR_WORDS:
        raise ValueError(f"is {number} words long. Write one to {MOST_ANCHOR_WORDS} words of the paragraph.")
    return anchor


def _month(text: str) -> str:
    month_number(text)
    return text


def _written_like(example: str, pattern: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f'"{text}" does not have the right form. Write it like {example}.')
        return text

    return AfterValidator(check)


class _Frozen(BaseModel):
    # built on first use: who only asks for the ids of the records does not wait for it
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


@final
class Dating(_Frozen):
    """When something held or happened: a period as exact as its precision says, unless it is inferred."""

    at: Annotated[str, AfterValidator(_not_after_the_cut_off)]
    precision: Precision
    reason: str = ""  # how an inferred date was found

    @model_validator(mode="after")
    def _as_precise_as_it_says(self) -> "Dating":
        match = _PERIOD.match(self.at)
        written = match and match.lastgroup
        if self.precision not in {written, "inferred"}:
            raise ValueError(f'"{self.at}" has the precision {written}. Write that, or inferred.')
        return self


@final
class Horizon(_Frozen):
    """The months that a forecast speaks of, both included."""

    first: Annotated[str, AfterValidator(_month)]
    last: Annotated[str, AfterValidator(_month)]

    @model_validator(mode="after")
    def _in_order(self) -> "Horizon":
        if month_number(self.last) < month_number(self.first):
            raise ValueError(f"ends in {self.last}, before it starts in {self.first}. Exchange the two.")
        return self


@final
class Quantity(_Frozen):
    """A number that stands in the paragraph."""

    value: float
    unit: str = Field(min_length=1)
    sense: Sense  # how the text gives it: as such, as about it, as a lower or an upper bound
    of: str = ""  # what is counted, where a record holds several numbers


@final
class Record(_Frozen):
    """One statement of a document, in our own words."""

    id: Annotated[str, _written_like("E042", r"E\d{3}")]
    paragraph: int = Field(ge=1)  # counts the non-blank lines of the document
    anchor: Annotated[str, AfterValidator(_short_anchor)]
    statement: str = Field(min_length=1)
    kind: Kind
    of: tuple[str, ...] = Field(min_length=1)  # actors, dyads a-b, directed pairs a->b
    mechanisms: tuple[str, ...]
    date: Dating
    horizon: Horizon | None = None
    quantities: tuple[Quantity, ...] = ()
    strength: int = Field(ge=1, le=4)
    family: str
    role: Role
    depends_on: tuple[str, ...] = ()  # records that it restates
    unused: str = ""  # why no parameter, scenario or study rests on it
    note: str = ""  # a remark of ours, which need not stand in the paragraph

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors that the record is about, each once."""
        return tuple(dict.fromkeys(actor for subject in self.of for actor in members(subject)))

    @model_validator(mode="after")
    def _forecasts_are_kept_apart(self) -> "Record":
        if self.role != "forecast" and (self.kind == "forecast" or self.horizon):
            raise ValueError(f"speaks of the future, but has the role {self.role}. Write role: forecast.")
        return self


@final
class Document(_Frozen):
    """A document: its bibliographic head, and what it says."""

    id: Annotated[str, _written_like("002", r"\d{3}")]
    publisher: str = Field(min_length=1)
    title: str = Field(min_length=1)
    author: str = ""
    date: Dating
    language: str = Field(min_length=2)
    kind: str = Field(min_length=1)
    sha256: Annotated[str, _written_like("the output of sha256sum", "[0-9a-f]{64}")]
    note: str = ""
    records: tuple[Record, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _inferred_with_a_reason(self) -> "Document":
        if self.date.precision == "inferred" and not self.date.reason:
            raise ValueError("has an inferred date without a reason. Write date.reason.")
        return self


@final
class Family(_Frozen):
    """Sources that lean the same way."""

    who: str = Field(min_length=1)
    bias: str = Field(min_length=1)


@final
class Glossary(_Frozen):
    """What the names in the records mean; the actors stand in cast order."""

    actors: dict[str, str]
    families: dict[str, Family]
    mechanisms: dict[str, str]


@final
@dataclass(frozen=True)
class Evidence:
    """All documents by id, with the glossary of their records."""

    documents: Mapping[str, Document]
    glossary: Glossary

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """All records by id, in the order of the documents."""
        return {record.id: record for document in self.documents.values() for record in document.records}

    def document_of(self, record: str) -> Document:
        """Return the document that a record, named by its id, is taken from."""
        return self._sources[record]

    @cached_property
    def _sources(self) -> Mapping[str, Document]:
        return {record.id: document for document in self.documents.values() for record in document.records}
