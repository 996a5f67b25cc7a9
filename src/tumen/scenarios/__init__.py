"""Scenario files: what they may say, how one extends another, and how they are read."""
