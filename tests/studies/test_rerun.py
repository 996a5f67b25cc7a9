"""A history can be simulated again, exactly as it was, and only so."""

import numpy as np
import pytest

from told import HISTORIES, KEPT, a_run
from tumen.results.results import Results
from tumen.studies.rerun import rerun


def altered(group: str, name: str, change) -> Results:
    """Return the run with one variable changed."""
    tree = a_run().tree.copy(deep=True)
    dataset = tree[group].to_dataset()
    tree[group] = type(tree)(dataset.assign({name: change(dataset[name])}))
    return Results(tree, a_run().manifest)


def test_a_kept_history_comes_out_the_same_bit_for_bit():
    again = rerun(a_run(), 17, scenario="ceasefire")
    after, before = again.results.paths["strength"], a_run().paths["strength"]

    np.testing.assert_array_equal(
        after.sel(scenario="ceasefire", replicate=17), before.sel(scenario="ceasefire", replicate=17)
    )
    assert again.kept


def test_a_history_that_was_not_kept_is_compared_by_its_events_and_numbers():
    again = rerun(a_run(), KEPT + 1)

    own = again.results.events["month"].sel(scenario="baseline_war", replicate=KEPT + 1)
    before = a_run().events["month"].sel(scenario="baseline_war", replicate=KEPT + 1, event=own["event"])
    assert not again.kept
    np.testing.assert_array_equal(own, before)


def test_a_history_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match=f"no history {HISTORIES}. Write a number from 0 to {HISTORIES - 1}"):
        rerun(a_run(), HISTORIES)


@pytest.mark.parametrize("name", ["tumen", "random_scheme", "parameters_sha256"])
def test_results_of_other_software_are_refused(name):
    other = Results(a_run().tree, {**a_run().manifest, name: "of yesteryear"})

    with pytest.raises(ValueError, match=f"made with another {name}"):
        rerun(other, 17)


def test_a_history_that_comes_out_otherwise_is_refused():
    other = altered("trajectories", "alignment", lambda array: array + np.float32(1e-6))

    with pytest.raises(ValueError, match="history 17 came out otherwise than before, in: alignment"):
        rerun(other, 17)
