"""Scenario discovery: which combinations of factors lead to the cases of interest."""
