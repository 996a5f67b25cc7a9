"""What exists in the model's world: its vocabulary, its state, and the moves of a month. Names no country."""
