"""What every other package stands on: names, months, arrays, chance, messages. Names no country."""
