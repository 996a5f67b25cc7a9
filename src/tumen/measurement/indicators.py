"""Indicators: what the world could see of the model's state, one line each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

from tumen.base.arrays import PerReplicate
from tumen.world.state import Moves, World
from tumen.world.vocabulary import Key


@final
@dataclass(frozen=True)
class Indicator:
    """Something that documents count or measure: a value of the state or a flow, in some unit."""

    name: str
    unit: str
    meaning: str
    high: float  # largest value that results can resolve
    key: Key
    per: str | None = None  # the number by which the value is divided

    def seen(self, world: World, moves: Moves) -> bool:
        """Tell whether this cast has what the indicator shows."""
        return self.key in world.values or self.key in moves.flows

    def read(self, world: World, moves: Moves, scales: Mapping[str, PerReplicate]) -> PerReplicate:
        """Return the indicator, shape (replicates,), in its unit."""
        value = world.values[self.key] if self.key in world.values else moves.flows[self.key]
        return value if self.per is None else value / scales[self.per]


ARMS, BENEFIT = ("arms_delivered", "dprk", "russia"), ("benefit_received", "russia", "dprk")
TROOPS, CASUALTIES = ("troops_abroad", "dprk", "russia"), ("casualties", "dprk", "russia")

_INDICATORS = (
    Indicator("arms_containers", "containers", "DPRK arms sent to Russia so far", 120_000, ARMS),
    Indicator("benefit_received", "USD bn", "Russia's payments to the DPRK so far", 40, BENEFIT),
    Indicator(
        "benefit_to_budget",
        "share",
        "those payments over a yearly DPRK state budget",
        4,
        BENEFIT,
        "dprk_budget",
    ),
    Indicator("arrears", "USD bn", "what Russia owes the DPRK", 20, ("arrears", "russia", "dprk")),
    Indicator(
        "china_dprk_trade", "USD bn/month", "goods China supplies to the DPRK", 1, ("trade", "china", "dprk")
    ),
    Indicator("troops_in_russia", "thousand", "DPRK soldiers in Russia", 100, TROOPS),
    Indicator("casualties", "thousand", "DPRK soldiers killed or wounded so far", 100, CASUALTIES),
    Indicator(
        "deployment_acknowledged", "flag", "the DPRK has admitted its troops in Russia", 1, ("disclosed",)
    ),
    Indicator("tumen_navigation_agreed", "flag", "Chinese ships may use the lower Tumen", 1, ("river_open",)),
    Indicator("bloc_cohesion", "share", "integration of the US, the ROK and Japan", 1, ("cohesion", "bloc")),
)

INDICATORS: Final[Mapping[str, Indicator]] = {indicator.name: indicator for indicator in _INDICATORS}
