"""How sure a share of histories is."""

import numpy as np
import pytest

from tumen.results.chances import interval, standard_error


def test_the_standard_error_is_that_of_a_share():
    assert standard_error(np.array(0.2), 1_600) == pytest.approx(0.01)


def test_the_interval_of_a_middling_share_is_about_two_standard_errors_wide_on_each_side():
    low, high = interval(np.array(0.5), 10_000)

    assert [low, high] == pytest.approx([0.49020, 0.50980], abs=1e-5)


def test_where_it_never_happened_the_interval_tells_how_likely_it_may_still_be():
    low, high = interval(np.array([0.0, 1.0]), 1_000)

    assert low == pytest.approx([0.0, 0.99617], abs=1e-5)
    assert high == pytest.approx([0.00383, 1.0], abs=1e-5)
