"""Calibration: parameters and past histories, weighed by what the documents say."""
