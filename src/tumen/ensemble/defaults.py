"""What a run takes where nothing is said; apart, so that the command line can tell it and start fast."""

from typing import Final

REPLICATES: Final = 10_000
SEED: Final = 20_250_401
