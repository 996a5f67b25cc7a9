"""The mechanisms: one module each, registered here; changes add up, so that their order means nothing."""

from typing import Final

from tumen.mechanisms.alliance import Alliance
from tumen.mechanisms.autonomy import Autonomy
from tumen.mechanisms.balance import Balance
from tumen.mechanisms.base import Mechanism
from tumen.mechanisms.commitment import Commitment
from tumen.mechanisms.covert import Covert
from tumen.mechanisms.dependence import Dependence
from tumen.mechanisms.deployment import Deployment
from tumen.mechanisms.disturbance import Disturbance
from tumen.mechanisms.exchange import Exchange
from tumen.mechanisms.integration import Integration
from tumen.mechanisms.links import Links
from tumen.mechanisms.persistence import Persistence
from tumen.mechanisms.reciprocity import Reciprocity
from tumen.mechanisms.rivalry import Rivalry
from tumen.mechanisms.technology import Technology
from tumen.mechanisms.threat import Threat
from tumen.mechanisms.veto import Veto
from tumen.mechanisms.war import War
from tumen.mechanisms.wedge import Wedge

MECHANISMS: Final[tuple[type[Mechanism], ...]] = (
    Alliance,
    Autonomy,
    Balance,
    Commitment,
    Covert,
    Dependence,
    Deployment,
    Disturbance,
    Exchange,
    Integration,
    Links,
    Persistence,
    Reciprocity,
    Rivalry,
    Technology,
    Threat,
    Veto,
    War,
    Wedge,
)

__all__ = ["MECHANISMS", "Mechanism"]
