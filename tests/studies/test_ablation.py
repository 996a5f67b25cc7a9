"""Ablation tells which pattern breaks without which mechanism."""

import pytest

import tumen
from tumen.mechanisms import MECHANISMS
from tumen.studies.ablation import ablate

FEW = {"replicates": 60, "workers": 1, "show_progress": False}
KEPT = ("exchange", "technology")


@pytest.fixture(scope="module")
def surge(tmp_path_factory):
    """Return the scenario of a second deployment with few mechanisms, to make the table small."""
    off = [mechanism.key for mechanism in MECHANISMS if mechanism.key not in KEPT]
    file = tmp_path_factory.mktemp("surge") / "troop_surge.yaml"
    file.write_text(f"extends: troop_surge\nwithout: [{', '.join(off)}]\n")
    return file


@pytest.fixture(scope="module")
def ablation(surge):
    return ablate(surge, **FEW)


def test_every_mechanism_that_is_on_is_switched_off_once(ablation):
    assert ablation.table["without"].unique().tolist() == ["", *KEPT]


def test_only_patterns_of_the_scenario_are_looked_for(ablation):
    assert {"SF08", "SF10", "D1_troop_surge"} <= set(ablation.table["pattern"])
    assert "SF01" not in set(ablation.table["pattern"])


def test_a_pattern_breaks_without_the_mechanism_that_makes_it(ablation):
    earns = ablation.table[ablation.table["requires"].str.contains("benefit_received")].set_index("without")
    breaks = ablation.breaks().set_index("requires")

    assert earns["holds"].to_dict() == {"": True, "exchange": False, "technology": True}
    assert breaks.loc[earns["requires"].iloc[0], "breaks without"] == "exchange (0.00)"


def test_a_pattern_that_fails_with_all_mechanisms_is_told_so(ablation):
    closes_ranks = ablation.breaks().set_index("pattern").loc["SF08"]

    assert closes_ranks["breaks without"] == "fails already"


def test_the_matrix_has_a_column_for_each_mechanism(ablation):
    matrix = ablation.matrix()

    assert list(matrix.columns) == ["pattern", "number", "requires", "all on", *KEPT]
    assert len(matrix) * (1 + len(KEPT)) == len(ablation.table)
    assert matrix["pattern"].iloc[0] == ablation.table["pattern"].iloc[0]


def test_it_reads_as_a_table(ablation):
    assert "exchange (0.00)" in str(ablation)
    assert "exchange (0.00)" in ablation._repr_html_()


def test_a_scenario_without_patterns_is_refused():
    with pytest.raises(tumen.InputError, match='no pattern is about "ceasefire_and_default"'):
        ablate("ceasefire_and_default", **FEW)
