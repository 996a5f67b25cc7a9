"""Whether every strong record is used, or says why not."""

from collections.abc import Iterator, Mapping, Sequence

from tumen.base.problems import nearest
from tumen.evidence.records import Evidence, Record
from tumen.evidence.verify import Failure

STRONG = 3


def unaccounted(evidence: Evidence, users: Mapping[str, Sequence[str]]) -> list[Failure]:
    """Return what is wrong with how the records are used; an empty list means that nothing is.

    ``users`` names, for each record that is cited, what cites it. A record of strength 3 or 4 must be cited,
    or say in ``unused`` why not; one that is cited must not say so; and what is cited must be a record.
    """
    failures = [
        Failure(evidence.document_of(name).id, name, message)
        for name, record in evidence.records.items()
        for message in _faults(record, users.get(name, ()))
    ]
    strangers = [name for name in users if name not in evidence.records]
    return failures + [
        Failure("", name, f"is no record, but {_listed(users[name])}. {nearest(name, evidence.records)}")
        for name in sorted(strangers)
    ]


def _faults(record: Record, users: Sequence[str]) -> Iterator[str]:
    if users and record.unused:
        yield f"says that nothing rests on it, but {_listed(users)}. Remove its line unused."
    if record.strength >= STRONG and not users and not record.unused:
        yield (
            f"has the strength {record.strength}, but nothing cites it. "
            "Cite it where it counts, or write unused: and why nothing rests on it."
        )


def _listed(users: Sequence[str]) -> str:
    first, *others = users
    return f"{first} and {len(others)} more cite it" if others else f"{first} cites it"
