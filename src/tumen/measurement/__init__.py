"""Measurement: what results record of a month, from the state to strengths, indicators and milestones."""

from tumen.measurement.base import EXPECTED, Measurement, Observations
from tumen.measurement.indicators import INDICATORS
from tumen.measurement.milestones import MILESTONES, milestones_of, note_milestones

__all__ = [
    "EXPECTED",
    "INDICATORS",
    "MILESTONES",
    "Measurement",
    "Observations",
    "milestones_of",
    "note_milestones",
]
