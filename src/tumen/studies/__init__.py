"""Questions put to ensembles of the model itself. Names no country."""
