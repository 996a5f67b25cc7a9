"""The mechanisms: one module each, registered here; changes add up, so that their order means nothing."""

from typing import Final

from tumen.mechanisms.base import Mechanism
from tumen.mechanisms.commitment import Commitment
from tumen.mechanisms.covert import Covert
from tumen.mechanisms.dependence import Dependence
from tumen.mechanisms.deployment import Deployment
from tumen.mechanisms.disturbance import Disturbance
from tumen.mechanisms.exchange import Exchange
from tumen.mechanisms.integration import Integration
from tumen.mechanisms.persistence import Persistence
from tumen.mechanisms.reciprocity import Reciprocity
from tumen.mechanisms.rivalry import Rivalry
from tumen.mechanisms.veto import Veto
from tumen.mechanisms.war import War

MECHANISMS: Final[tuple[type[Mechanism], ...]] = (
    Commitment,
    Covert,
    Dependence,
    Deployment,
    Disturbance,
    Exchange,
    Integration,
    Persistence,
    Reciprocity,
    Rivalry,
    Veto,
    War,
)

__all__ = ["MECHANISMS", "Mechanism"]
