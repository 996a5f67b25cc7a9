"""Labelled output: recorded, gathered, summarised, stored and traced back. Names no country."""
