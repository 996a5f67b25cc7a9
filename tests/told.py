"""A small run of two scenarios, with the ledger of every history whose path is kept; made once."""

from functools import cache

import tumen
from tumen.results.explanation import Explanation, Term
from tumen.results.results import Results

HISTORIES, KEPT = 204, 200


@cache
def a_run() -> Results:
    """Return results in which some histories were not kept."""
    return tumen.run(
        ["baseline_war", "ceasefire"],
        replicates=HISTORIES,
        ledger="histories",
        workers=1,
        show_progress=False,
    )


def an_explanation(of: str = "dprk-china", terms: int = 6) -> Explanation:
    """Return an explanation with rising and falling terms of all kinds, each smaller than the one before."""
    kinds = (
        ("dprk->china", "rivalry/substitution", "rivalry: substitution", -1.0),
        ("china->dprk", "event/visit", "event: Zhao Leji in Pyongyang", 0.7),
        ("dprk-china", "channel/economic", "economic channel", -0.4),
        ("china->dprk", "commitment/bond", "commitment: bond", 0.3),
    )
    chosen = [
        Term(moved if "->" not in of else of, cause, title, 0.05 * share / (1 + number // 4))
        for number, (moved, cause, title, share) in enumerate(kinds * (terms // 4 + 1))
    ][:terms]
    total = sum(term.amount for term in chosen)
    return Explanation(of, "made_up", None, None, "2023-12", "2024-12", 0.5, 0.5 + total, tuple(chosen))
