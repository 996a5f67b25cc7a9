"""Names of the rows of numbers that a compiled program works on."""

from tumen.base.names import Pair, pair_text
from tumen.world.vocabulary import Key, key_text


def draw_row(address: str) -> str:
    """Return the name of the row of a column."""
    return f"draw {address}"


def luck_row(stream: str) -> str:
    """Return the name of the row of a stream."""
    return f"luck {stream}"


def value_row(key: Key) -> str:
    """Return the name of the row of a value of the state."""
    return f"value {key_text(key)}"


def happened_row(name: str) -> str:
    """Return the name of the row with the month of an event."""
    return f"happened {name}"


def shown_row(pair: Pair) -> str:
    """Return the name of the row of an alignment, as it is shown."""
    return f"shown {pair_text(*pair)}"
