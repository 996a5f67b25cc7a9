"""The model is a good citizen of Mesa."""

import mesa
import numpy as np
import pytest

import tumen
from tumen.ensemble.run import run


@pytest.mark.slow
def test_batch_run_works_unchanged():
    rows = mesa.batch_run(
        tumen.Model,
        {"scenario": ["baseline_war", "ceasefire"], "replicates": 20},
        iterations=3,
        display_progress=False,
    )

    assert len(rows) == 6
    final = {(row["scenario"], row["iteration"]): row["mean strength dprk-russia"] for row in rows}
    assert len(set(final.values())) == 6
    assert all(final["ceasefire", number] < final["baseline_war", number] for number in range(3))


def test_every_month_is_collected():
    model = tumen.Model("baseline_war", replicates=5, rng=1)
    while model.running:
        model.step()

    collected = model.datacollector.get_model_vars_dataframe()

    assert len(collected) == 99
    assert collected.notna().all(axis=None)


def test_it_tells_the_same_histories_as_an_ensemble():
    model = tumen.Model("baseline_war", replicates=8, rng=5)
    for _ in range(12):
        model.step()

    results = run("baseline_war", replicates=8, seed=5, full=True, workers=1, show_progress=False)

    same = results.strength.sel(dyad="dprk-china", time="2020-12").squeeze().values
    np.testing.assert_array_equal(model.observed["strength", "dprk-china"], same)


def test_its_agents_are_the_cast():
    model = tumen.Model(replicates=1, rng=1)

    assert [agent.key for agent in model.agents] == ["dprk", "russia", "china", "bloc", "ukraine"]


def test_an_unknown_scenario_is_refused():
    with pytest.raises(tumen.InputError, match="baseline_war"):
        tumen.Model("baseline_wars")
