"""Cases that lie in a known box, but for some noise."""

from collections.abc import Callable

import numpy as np
import pytest

Planted = Callable[..., tuple[dict[str, np.ndarray], np.ndarray]]


@pytest.fixture(scope="session")
def planted() -> Planted:
    """Return a maker of six uniform factors, of which `first` below 0.4 and `third` above 0.55 matter."""

    def make(size: int = 1000, *, seed: int = 1, noise: float = 0.05):
        chance = np.random.default_rng(seed)
        names = ("first", "second", "third", "fourth", "fifth", "sixth")
        factors = {name: chance.random(size) for name in names}
        cases = (factors["first"] < 0.4) & (factors["third"] > 0.55)
        return factors, cases ^ (chance.random(size) < noise)

    return make
