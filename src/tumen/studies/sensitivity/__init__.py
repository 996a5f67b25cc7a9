"""Global sensitivity analysis: which factors the results of runs hang on, from arrays of their outputs."""
