"""Sweeps: the same histories at every point of a design of factors."""
