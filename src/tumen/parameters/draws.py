"""Draws: the one table of everything that varies, a row a replicate, a column a parameter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.names import Pair, pair_text
from tumen.base.randomness import Whose, shares
from tumen.parameters.priors import AnyPrior, Fixed
from tumen.parameters.quantiles import quantile

Values: TypeAlias = npt.NDArray[np.floating[Any]]


def stream_of(address: str) -> str:
    """Return the name of the stream that a column is drawn from."""
    return f"draw:{address}"


@final
@dataclass(frozen=True)
class Column:
    """How a column comes about: a draw from the prior, then scaled, then shifted."""

    prior: AnyPrior
    scale: float = 1.0
    shift: float = 0.0

    @property
    def varies(self) -> bool:
        """Tell whether replicates may differ in it."""
        return not isinstance(self.prior, Fixed)

    def values(self, share: Values) -> Values:
        """Return one value a replicate, shape (replicates,), in the unit of the parameter."""
        return quantile(self.prior, share) * self.scale + self.shift


@final
@dataclass(frozen=True)
class Draws:
    """A table of parameter values.

    Attributes
    ----------
    columns
        Address to values, shape (replicates,), drawn in single precision, in the unit of the parameter.
    replicates
        The replicates that the rows stand for.
    """

    columns: Mapping[str, Values]
    replicates: Whose

    @classmethod
    def from_columns(
        cls,
        columns: Mapping[str, Column],
        seed: int,
        replicates: Whose,
        given: Mapping[str, Values] = MappingProxyType({}),
    ) -> "Draws":
        """Draw a table; a row depends on its replicate and on the seed, not on the other rows.

        Shares of columns that are `given` by address, shape (replicates,), are taken instead of drawn ones.
        """
        drawn = [address for address, column in columns.items() if column.varies and address not in given]
        luck = shares(seed, [stream_of(address) for address in drawn], replicates)
        found = {**given, **{address: luck[stream_of(address)] for address in drawn}}
        none = np.zeros(len(replicates), np.float32)
        return cls({a: column.values(found.get(a, none)) for a, column in columns.items()}, replicates)

    def with_columns(self, columns: Mapping[str, npt.ArrayLike]) -> "Draws":
        """Return the table with some columns replaced; a number fills its whole column.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        unknown = sorted(set(columns) - set(self.columns))
        if unknown:
            raise KeyError(f"no such columns: {', '.join(unknown)}")
        shape = (len(self.replicates),)
        replaced = {
            address: np.broadcast_to(np.asarray(values, float), shape) for address, values in columns.items()
        }
        return Draws({**self.columns, **replaced}, self.replicates)

    def numbers(self, dtype: type[np.floating[Any]]) -> "Numbers":
        """Return the table in the precision in which the model steps."""
        return Numbers({address: values.astype(dtype) for address, values in self.columns.items()})


@final
class Numbers:
    """The values of one block of replicates, as the parts of the model ask for them."""

    def __init__(self, columns: Mapping[str, PerReplicate]) -> None:
        self._columns = columns

    def __getitem__(self, address: str) -> PerReplicate:
        """Return the values of one parameter, shape (replicates,)."""
        return self._columns[address]

    def group(self, prefix: str) -> dict[str, PerReplicate]:
        """Return the values of every parameter directly below an address, by name."""
        start = f"{prefix}/"
        return {
            address.removeprefix(start): values
            for address, values in self._columns.items()
            if address.startswith(start) and "/" not in address.removeprefix(start)
        }

    def of_pairs(self, name: str, pairs: Iterable[Pair]) -> dict[Pair, PerReplicate]:
        """Return the values of a parameter of directed pairs, for the pairs that have it."""
        addresses = {pair: f"pairs/{pair_text(*pair)}/{name}" for pair in pairs}
        return {
            pair: self._columns[address] for pair, address in addresses.items() if address in self._columns
        }
