"""Measurement: what results record of a month, from the state to strengths, indicators and milestones."""

from tumen.measurement.base import Measurement, Observations
from tumen.measurement.indicators import INDICATORS
from tumen.measurement.milestones import MILESTONES, note_milestones

__all__ = ["INDICATORS", "MILESTONES", "Measurement", "Observations", "note_milestones"]
