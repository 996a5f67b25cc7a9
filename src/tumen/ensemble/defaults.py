"""What a run takes where nothing is said; apart, so that the command line can tell it and start fast."""

from typing import Final, Literal, TypeAlias, get_args

LedgerOf: TypeAlias = Literal["none", "mean", "histories"]

REPLICATES: Final = 10_000
SEED: Final = 20_250_401
LEDGER: Final = "mean"
LEDGERS: Final[tuple[LedgerOf, ...]] = get_args(LedgerOf)
