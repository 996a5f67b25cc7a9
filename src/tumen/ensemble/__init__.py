"""Ensembles: tables of draws, run in blocks on all cores and gathered into results. Names no country."""
