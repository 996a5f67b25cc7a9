"""Parameters: where each number comes from, how uncertain it is, and the table of draws. Names no country."""
