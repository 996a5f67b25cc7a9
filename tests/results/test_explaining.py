"""The terms of an explanation add up to the movement, whatever is asked for."""

import random

import numpy as np
import pytest

import tumen
from builders import CAST
from ensembles import an_ensemble
from told import HISTORIES, a_run
from tumen.base.calendar import month_number, month_text
from tumen.base.names import dyad_text, dyads, pair_text, pairs
from tumen.results.results import Results

ROUNDING = 1e-5  # what single precision may leave unexplained
FIRST, LAST = month_number("2020-01"), month_number("2028-03")


def random_windows(seed, number=20):
    chance = random.Random(seed)
    subjects = [*(dyad_text(*dyad) for dyad in dyads(CAST)), *(pair_text(*pair) for pair in pairs(CAST))]
    windows = [sorted(chance.sample(range(FIRST, LAST + 1), 2)) for _ in range(number)]
    return [(chance.choice(subjects), *map(month_text, window)) for window in windows]


@pytest.mark.parametrize(("of", "start", "end"), random_windows(1))
def test_terms_add_up_to_the_movement_of_the_mean(of, start, end):
    explanation = a_run().explain(of, start, end, scenario="ceasefire")

    assert explanation.residual == pytest.approx(0, abs=ROUNDING)


@pytest.mark.parametrize(("of", "start", "end"), random_windows(2))
def test_terms_add_up_to_the_movement_of_a_paired_difference(of, start, end):
    explanation = a_run().explain(of, start, end, scenario="ceasefire", against="baseline_war")

    assert explanation.residual == pytest.approx(0, abs=ROUNDING)


@pytest.mark.parametrize(("of", "start", "end"), random_windows(3))
def test_terms_add_up_to_the_movement_of_one_history(of, start, end):
    explanation = a_run().explain(of, start, end, replicate=17)

    assert explanation.residual == pytest.approx(0, abs=ROUNDING)


def test_the_levels_are_those_of_the_results():
    mean = a_run().bands["strength_mean"].sel(scenario="ceasefire", dyad="dprk-china")

    explanation = a_run().explain("dprk-china", "2023-12", "2024-12", scenario="ceasefire")

    assert explanation.start == mean.sel(time="2023-12").item()
    assert explanation.end == mean.sel(time="2024-12").item()


def test_the_start_and_all_entries_add_up_to_every_alignment():
    ledger, levels = a_run().ledger, a_run().bands["alignment_mean"]
    moved = ledger["mean"].groupby("moved").sum("entry").cumsum("time").rename(moved="pair")

    rebuilt = (ledger["start"] + moved).transpose(*levels.dims).sel(pair=levels["pair"])

    np.testing.assert_allclose(rebuilt, levels, atol=ROUNDING)


def test_the_mean_is_that_of_the_histories():
    ledger = another_run("ceasefire", replicates=30, ledger="histories").ledger

    of_histories = ledger["histories"].mean("replicate", dtype=np.float64)

    np.testing.assert_allclose(ledger["mean"].transpose(*of_histories.dims), of_histories, atol=1e-8)


def test_a_strength_moves_by_half_of_each_regard():
    both, one = (a_run().explain(of, "2023-12", "2024-12") for of in ("dprk-china", "dprk->china"))
    half_weight = float(a_run().ledger["weight"].sel(scenario="baseline_war", channel="political")) / 2

    amounts = {term.cause: term.amount for term in both.terms if term.of == "dprk->china"}

    assert amounts == {term.cause: pytest.approx(half_weight * term.amount) for term in one.terms}


def test_a_dyad_may_be_written_in_either_order():
    one, other = (a_run().explain(of, "2023-12", "2024-12") for of in ("dprk-china", "china-dprk"))

    assert one == other


def test_terms_come_by_size_and_events_with_their_records():
    explanation = a_run().explain("dprk->russia", "2024-05", "2024-06")

    sizes = [abs(term.amount) for term in explanation.terms]
    [treaty] = [term for term in explanation.terms if term.cause == "event/treaty"]
    assert sizes == sorted(sizes, reverse=True)
    assert treaty.title.startswith("event: Treaty signed")
    assert "E106" in treaty.evidence


def test_what_moved_nothing_is_left_out():
    explanation = a_run().explain("dprk->russia", "2025-04", "2025-05")

    assert "event/treaty" not in {term.cause for term in explanation.terms}
    assert all(term.amount for term in explanation.terms)


def another_run(scenario, replicates=HISTORIES, **choice):
    return tumen.run(scenario, replicates=replicates, workers=1, show_progress=False, **choice)


def test_two_runs_with_the_same_luck_differ_by_what_they_do_differently():
    ablated = another_run("ceasefire", without=["rivalry"])

    explanation = a_run().explain("dprk->china", "2020-01", "2024-12", scenario="ceasefire", against=ablated)

    assert "rivalry/substitution" in {term.cause for term in explanation.terms}
    assert explanation.against == "ceasefire of the other run"
    assert explanation.residual == pytest.approx(0, abs=ROUNDING)


def test_another_run_needs_the_same_scenario_or_a_single_one():
    third = another_run("disclosure")

    explanation = a_run().explain("dprk-china", "2023-12", "2024-12", against=third)

    assert explanation.against == "disclosure of the other run"
    with pytest.raises(ValueError, match="no disclosure but several others: baseline_war, ceasefire"):
        third.explain("dprk-china", "2023-12", "2024-12", against=a_run())


def test_runs_with_other_luck_are_refused():
    few = another_run("ceasefire", replicates=3)

    with pytest.raises(ValueError, match="did not meet the same luck: replicates is 204 in one, 3 in the ot"):
        a_run().explain("dprk-china", "2023-12", "2024-12", against=few)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"of": "dprk-mars"}, 'no dyad "dprk-mars". They have: dprk-russia, dprk-china'),
        ({"of": "dprk->mars"}, 'no pair "dprk->mars". They have: '),
        ({"scenario": "peace"}, 'no scenario "peace". They have: baseline_war, ceasefire'),
        ({"against": "peace"}, 'no scenario "peace". They have: baseline_war, ceasefire'),
        (
            {"start": "2019-12"},
            "from 2019-12 to 2024-12 is no time that baseline_war can explain. Write two ",
        ),
        ({"end": "2023-12"}, "Write two months from 2020-01 to 2028-03, the earlier one first."),
        ({"end": "December"}, '"December" is not a month'),
        ({"replicate": 200}, 'no ledger of history "200". They have: 0 to 199.'),
    ],
)
def test_what_cannot_be_explained_is_refused_with_what_can(question, message):
    with pytest.raises(ValueError, match=message):
        a_run().explain(**{"of": "dprk-china", "start": "2023-12", "end": "2024-12", **question})


def test_results_without_a_ledger_say_how_to_get_one():
    with pytest.raises(ValueError, match='Run again with ledger="mean"'):
        an_ensemble().explain("dprk-china", "2023-12", "2024-12")


def test_a_ledger_of_means_explains_no_single_history():
    tree = a_run().tree.copy()
    tree["ledger"] = type(tree)(a_run().ledger.drop_vars("histories"))

    with pytest.raises(ValueError, match='Run again with ledger="histories"'):
        Results(tree, a_run().manifest).explain("dprk-china", "2023-12", "2024-12", replicate=1)


def test_a_strength_whose_weights_vary_is_not_explained_but_its_regards_are(tmp_path):
    file = tmp_path / "weighed.yaml"
    file.write_text(
        "schema_version: 1\nextends: ceasefire\ntitle: Weighed\nquestion: What counts?\nwhy: To vary it.\n"
        "parameters: {measurement/strength/political_weight: {uniform: [0.3, 0.6]}}\n"
    )
    results = another_run(file, replicates=5)

    with pytest.raises(
        ValueError, match=r"the weights of the channels differ .* Explain dprk->china or china->dprk"
    ):
        results.explain("dprk-china", "2023-12", "2024-12")
    assert results.explain("china->dprk", "2023-12", "2024-12").residual == pytest.approx(0, abs=ROUNDING)
