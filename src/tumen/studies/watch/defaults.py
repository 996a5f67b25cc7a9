"""What is watched where nothing is said; apart, so that the command line can tell it and start fast."""

from typing import Final

REPLICATES: Final = 20_000
MONTHS: Final = 6
FEWEST: Final = 100  # histories, since fewer cannot be compared
