"""What the documents say, coded: items that histories are held against, and forecasts that are held out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Final, final

import numpy as np

from tumen.base.names import dyad_text, dyads, pair_text, pairs
from tumen.base.yaml_source import YamlDocument, canonical_text
from tumen.scenarios.measures import Value
from tumen.scenarios.schema import Scenario
from tumen.scenarios.words import ALIGNMENT, recorded_text
from tumen.studies.calibration.coded import Features, Measured, Reading
from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.items import Bias
from tumen.studies.calibration.models import ForecastModel

ADDED: Final = "added"  # the document of what no record says


@final
@dataclass(frozen=True)
class Coded:
    """An item that histories are held against.

    Attributes
    ----------
    name, kind
        Its name, and that of its measurement model.
    records, document, family
        The records coded; document and family of the first.
    month
        The last month that it speaks of.
    reading
        How its source reads histories.
    """

    name: str
    kind: str
    records: tuple[str, ...]
    document: str
    family: str
    month: int
    reading: Reading


@final
@dataclass(frozen=True)
class Held:
    """A forecast of a document, held out.

    Attributes
    ----------
    name
        Its name.
    records, document
        The records coded, and the document of the first.
    model
        What is expected, and how surely.
    """

    name: str
    records: tuple[str, ...]
    document: str
    model: ForecastModel


@final
@dataclass(frozen=True)
class Coding:
    """What the documents say, coded.

    Attributes
    ----------
    items
        What histories are held against.
    forecasts
        What is held out.
    families
        Family of sources to how it leans, for those that speak in an item.
    scenario
        Whose histories are held against the items.
    cutoff
        Last month that items speak of.
    document
        The file.
    """

    items: tuple[Coded, ...]
    forecasts: tuple[Held, ...]
    families: dict[str, Bias]
    scenario: Scenario
    cutoff: int
    document: YamlDocument

    @property
    def sha256(self) -> str:
        """Hash of the file in one canonical form."""
        return sha256(canonical_text(self.document.value).encode()).hexdigest()

    @cached_property
    def measures(self) -> list[Measured]:
        """Every number of a history that some item depends on, each once, and then the outputs."""
        found = [one for item in self.items for one in item.reading.measures]
        return list({str(one): one for one in [*found, *self.outputs.values()]}.values())

    @cached_property
    def outputs(self) -> dict[str, Measured]:
        """The strength of every tie and every alignment in the last month, by the name of the quantity."""
        cast = self.scenario.cast
        quantities = [("strength", dyad_text(*dyad)) for dyad in dyads(cast)]
        quantities += [(ALIGNMENT, pair_text(*pair)) for pair in pairs(cast)]
        return {
            recorded_text(quantity): Value.model_construct(
                value=quantity, at=self.cutoff, scenario=None, minus=None
            )
            for quantity in quantities
        }

    def output(self, name: str, features: Features) -> Floats:
        """Return an output of each history."""
        return np.asarray(features[self._rows[str(self.outputs[name])]], float)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {str(measure): row for row, measure in enumerate(self.measures)}

    def features_of(self, item: Coded, features: Features) -> Features:
        """Return the numbers that an item depends on, shape (measures of the item, histories)."""
        return features[[self._rows[str(measure)] for measure in item.reading.measures]]

    def bias_of(self, item: Coded, biases: Floats) -> Floats:
        """Return the bias of an item's source in each history, from those of all families."""
        bias: Floats = biases[list(self.families).index(item.family)]
        return bias

    def biases(self, normal: Floats) -> Floats:
        """Return the bias of each family from standard normal numbers, shape (families, histories)."""
        means = np.array([[bias.mean] for bias in self.families.values()])
        return means + np.array([[bias.sd] for bias in self.families.values()]) * normal

    def log_likelihood(
        self, features: Features, biases: Floats, told: Sequence[float] | None = None
    ) -> Floats:
        """Return the log density of every item in each history, shape (items, histories).

        `told` are other observations than those of the documents, one an item.
        """
        observed = [item.reading.observed for item in self.items] if told is None else told
        return np.stack(
            [
                item.reading.log_density(
                    what, self.features_of(item, features).astype(float), self.bias_of(item, biases)
                )
                for item, what in zip(self.items, observed, strict=True)
            ]
        )

    def with_items(self, items: Iterable[Coded]) -> "Coding":
        """Return the coding with other items, which speak of the same families."""
        return replace(self, items=tuple(items))
