"""The lasting part of a tie drifts to its natural level, the fading part fades."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CAST, a_model, caused, change
from tumen.base.names import pair_text, pairs
from tumen.mechanisms.persistence import fading, reversion, share_lost

levels = st.floats(-4, 4)
shares = st.floats(0, 1)


def test_reversion_closes_a_share_of_the_distance():
    np.testing.assert_allclose(
        reversion(np.array([0, 0.5, 1]), natural_level=0.5, rate=0.1), [0.05, 0, -0.05], atol=1e-16
    )


@given(levels, levels, shares)
def test_reversion_never_passes_the_natural_level(level, natural_level, rate):
    after = level + reversion(level, natural_level=natural_level, rate=rate)

    low, high = sorted((level, natural_level))
    assert low - 1e-15 <= after <= high + 1e-15


def test_half_is_lost_after_the_half_life():
    kept = (1 - share_lost(np.array([1.0, 2.0, 6.0]))) ** np.array([1, 2, 6])

    np.testing.assert_allclose(kept, 0.5)
    np.testing.assert_allclose(
        share_lost(np.array([1, 2, 6], np.float32)), 1 - 0.5 ** (1 / np.array([1, 2, 6]))
    )


@given(levels, shares)
def test_fading_goes_towards_nothing_and_not_past_it(level, share):
    after = level + fading(level, share=share)

    assert abs(after) <= abs(level)
    assert after * level >= 0


def test_every_tie_reverts_and_fades():
    model = a_model(
        {
            "mechanisms/persistence/rate": 0.1,
            "mechanisms/persistence/half_life": 1,
            "pairs/dprk->china/natural_level": 0.5,
        },
        state={"persistent dprk->china": [0, 0.5, 1], "transient dprk->china": [0, 0.2, -0.2]},
    )

    changes = change(model, "persistence")

    assert set(changes) == {
        f"{part} {pair_text(*pair)}" for part in ("persistent", "transient") for pair in pairs(CAST)
    }
    np.testing.assert_allclose(changes["persistent dprk->china"], [0.05, 0, -0.05], atol=1e-16)
    np.testing.assert_allclose(changes["transient dprk->china"], [0, -0.1, 0.1])


def test_the_lasting_part_reverts_and_the_fading_part_fades():
    causes = caused(a_model(), "persistence")

    assert {cause: {key.split()[0] for key in amounts} for cause, amounts in causes.items()} == {
        "reversion": {"persistent"},
        "fading": {"transient"},
    }


@pytest.mark.parametrize("pair", ["china->ukraine", "ukraine->china"])
def test_ties_of_which_no_document_tells_rest_where_strangers_do(pair):
    model = a_model({"mechanisms/persistence/natural_level_of_strangers": [-0.1, 0, 0.1]})

    np.testing.assert_array_equal(model.world[("persistent", *pair.split("->"))], [-0.1, 0, 0.1])
    np.testing.assert_allclose(change(model, "persistence")[f"persistent {pair}"], 0, atol=1e-17)


def test_a_tie_begins_where_its_parameters_say_with_nothing_fading():
    model = a_model({"pairs/dprk->china/alignment": [0.3, 0.4, 0.5]})

    np.testing.assert_array_equal(model.world["persistent", "dprk", "china"], [0.3, 0.4, 0.5])
    np.testing.assert_array_equal(model.world["transient", "dprk", "china"], [0, 0, 0])
