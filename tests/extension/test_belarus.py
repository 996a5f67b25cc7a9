"""A sixth actor is one module, its numbers, and one line in the register."""

from pathlib import Path

import numpy as np
import pytest

import tumen
from extension.copies import Copy
from extension.guides import follow

pytestmark = pytest.mark.slow  # it copies the package, and runs it

SCENARIOS = ("of_five", "of_six", "of_six_estranged")
FIVE = ("dprk", "russia", "china", "bloc", "ukraine")
FILES = [str(Path(__file__).parent / "crisis" / f"{name}.yaml") for name in SCENARIOS]
HISTORIES, SEED = 24, 5


@pytest.fixture(scope="module")
def checkout(repository, tmp_path_factory) -> Copy:
    """Return a copy of the checkout to which the guide has added Belarus."""
    copy = Copy.of(repository, tmp_path_factory.mktemp("checkout"))
    follow(repository / "docs" / "add-an-actor.md", "belarus", copy, only="src/")
    return copy


@pytest.fixture(scope="module")
def six(checkout):
    checkout.run(f"tumen run {' '.join(FILES)} -n {HISTORIES} --seed {SEED} --full --no-figures -o runs/six")
    return tumen.load(checkout.folder / "runs" / "six")


@pytest.fixture(scope="module")
def five():
    """Return the first scenario, run by a tumen that has never heard of Belarus."""
    return tumen.run(FILES[0], replicates=HISTORIES, seed=SEED, full=True, show_progress=False)


def last(array, scenario):
    return array.sel(scenario=scenario).isel(time=-1)


def test_no_module_but_the_register_is_edited(repository, checkout):
    def contents(folder):
        files = (file for file in (folder / "src").rglob("*") if file.suffix in {".py", ".yaml"})
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

    before, after = contents(repository), contents(checkout.folder)

    assert {name for name in before if before[name] != after[name]} == {"src/tumen/actors/__init__.py"}
    assert after.keys() - before.keys() == {
        "src/tumen/actors/belarus.py",
        "src/tumen/parameters/data/actors/belarus.yaml",
        "src/tumen/parameters/data/dyads/russia-belarus.yaml",
    }


def test_scenarios_may_name_it(checkout):
    assert checkout.run(f"tumen check {' '.join(FILES)}") == "no problems in 3 files\n"


def test_there_are_fifteen_ties(six):
    strength = last(six.strength, "of_six")

    assert strength.sizes["dyad"] == 15
    assert np.isfinite(strength).all()
    assert {f"{actor}-belarus" for actor in FIVE} <= set(strength["dyad"].values)


def test_it_gives_goods_ground_and_threats(six):
    dependence = last(six.dependence, "of_six").sel(pair="russia->belarus")
    safety = last(six.channels, "of_six").sel(dyad="ukraine-belarus", channel="security")

    assert (dependence.sel(channel="trade") > 0).all()
    assert (dependence.sel(channel="security") > 0).all()
    assert (safety < 0).all()


def test_its_regard_answers_that_of_its_neighbour(six):
    regard, disdained = (last(six.alignment, name).sel(pair="belarus->russia") for name in SCENARIOS[1:])

    assert (disdained < regard).all()


def test_where_it_takes_no_part_nothing_changes(five, six):
    for name in ("strength", "alignment", "dependence", "state", "indicators"):
        before = getattr(five, name)
        after = getattr(six, name).sel(scenario=["of_five"]).reindex_like(before)
        np.testing.assert_array_equal(after, before, err_msg=name)
    np.testing.assert_array_equal(six.events["month"].sel(scenario=["of_five"]), five.events["month"])


def test_nobody_elses_numbers_change(five, six):
    drawn = five.parameters

    np.testing.assert_array_equal(
        six.parameters.sel(scenario="of_six", parameter=drawn["parameter"]), drawn.sel(scenario="of_five")
    )
    assert "actors/belarus/ground" in six.parameters["parameter"]


@pytest.mark.parametrize("event", ["invasion", "quarrel", "incident"])
def test_events_come_in_the_same_months(five, six, event):
    months = six.events["month"].sel(event=event)

    np.testing.assert_array_equal(months.sel(scenario="of_six"), months.sel(scenario="of_five"))
    np.testing.assert_array_equal(
        months.sel(scenario="of_six"), five.events["month"].sel(event=event, scenario="of_five")
    )


def test_nobody_elses_luck_changes(five, six):
    pairs = [f"{a}->{b}" for a in ("dprk", "china") for b in FIVE if a != b]  # Belarus gives neither anything
    before = five.alignment.sel(scenario="of_five", pair=pairs)
    after = six.alignment.sel(scenario="of_six", pair=pairs)

    np.testing.assert_array_equal(after.isel(time=0), before.isel(time=0))
