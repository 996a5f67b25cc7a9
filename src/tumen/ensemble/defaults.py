"""What a run takes where nothing is said; apart, so that the command line can tell it and start fast."""

from typing import Final, Literal, TypeAlias, get_args

LedgerOf: TypeAlias = Literal["none", "mean", "histories"]
EngineOf: TypeAlias = Literal["auto", "numpy", "compiled"]

REPLICATES: Final = 10_000
SEED: Final = 20_250_401
LEDGER: Final = "mean"
ENGINE: Final = "auto"
ENGINES: Final[tuple[EngineOf, ...]] = get_args(EngineOf)
LEDGERS: Final[tuple[LedgerOf, ...]] = get_args(LedgerOf)
