"""From results to an explanation: which movement is asked for, and whether it can be explained."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tumen.base.calendar import month_number
from tumen.results.explanation import CHANNEL, EVENT, Explanation, Term
from tumen.results.movement import Side
from tumen.results.subject import months_of, require, scenario_of, subject_of

if TYPE_CHECKING:
    from tumen.results.results import Results

SAME_LUCK = ("seed", "replicates")  # what two runs must share for their histories to be pairs


def explain(
    results: "Results",
    of: str,
    start: str,
    end: str,
    *,
    scenario: str | None = None,
    against: "str | Results | None" = None,
    replicate: int | None = None,
) -> Explanation:
    """Explain a movement; see `Results.explain`."""
    own = Side(results, scenario_of(results, scenario), replicate)
    sides = [own] if against is None else [own, _other(own, against)]
    for side in sides:
        _check(side, start, end)
    subject, *_ = [subject_of(side.results, side.scenario, of) for side in sides]
    window = month_number(start), month_number(end)
    movement, *others = [side.movement(subject, window) for side in sides]
    for other in others:
        movement -= other
    events = {name: told for side in sides for name, told in _events(side).items()}
    terms = [_term(*entry, amount, events) for entry, amount in movement.amounts.items() if amount]
    return Explanation(
        of=subject,
        scenario=own.scenario,
        against=None if against is None else _name_beside(own, sides[1]),
        replicate=replicate,
        first=start,
        last=end,
        start=movement.start,
        end=movement.end,
        terms=tuple(sorted(terms, key=lambda term: -abs(term.amount))),
    )


def _other(own: Side, against: "str | Results") -> Side:
    """Return the side that is subtracted: a scenario of the same results, or of a run with the same luck."""
    if isinstance(against, str):
        return Side(own.results, scenario_of(own.results, against), own.replicate)
    for what in SAME_LUCK:
        mine, theirs = getattr(own.results, what), getattr(against, what)
        if mine != theirs:
            raise ValueError(
                f"the two runs did not meet the same luck: {what} is {mine} in one, {theirs} in the other. "
                f"Run one of them again with the {what} of the other."
            )
    if own.scenario in against.scenarios:
        return Side(against, own.scenario, own.replicate)
    first, *more = against.scenarios
    if more:
        raise ValueError(
            f"the other run has no {own.scenario} but several others: {', '.join(against.scenarios)}. "
            "Give a run of a single scenario."
        )
    return Side(against, first, own.replicate)


def _name_beside(own: Side, other: Side) -> str:
    return other.scenario if other.results is own.results else f"{other.scenario} of the other run"


def _check(side: Side, start: str, end: str) -> None:
    """Refuse what these results cannot explain."""
    ledger = side.results.ledger
    if "mean" not in ledger:
        raise ValueError('the results hold no ledger. Run again with ledger="mean".')
    if side.replicate is not None:
        if "histories" not in ledger:
            raise ValueError(
                'the ledger was kept on average only, not of histories. Run again with ledger="histories".'
            )
        require("ledger of history", side.replicate, ledger["replicate"].values.tolist())
    first, *_, last = months_of(side.results, side.scenario)
    if not month_number(first) <= month_number(start) < month_number(end) <= month_number(last):
        raise ValueError(
            f"from {start} to {end} is no time that {side.scenario} can explain. "
            f"Write two months from {first} to {last}, the earlier one first."
        )


def _events(side: Side) -> dict[str, tuple[str, str]]:
    """Return the title and the evidence of each event of the scenario, by name."""
    events = side.results.events.sel(scenario=side.scenario)
    planned = events["planned"].values
    names, titles, evidence = (
        events[what].values[planned].tolist() for what in ("event", "title", "evidence")
    )
    return dict(zip(names, zip(titles, evidence, strict=True), strict=True))


def _term(moved: str, cause: str, amount: float, events: Mapping[str, tuple[str, str]]) -> Term:
    kind, _, name = cause.partition("/")
    if kind == EVENT:
        title, evidence = events[name]
        return Term(moved, cause, f"event: {title}", amount, tuple(evidence.split()))
    words = name.replace("_", " ")
    return Term(moved, cause, f"{words} channel" if kind == CHANNEL else f"{kind}: {words}", amount)
