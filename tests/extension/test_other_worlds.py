"""Other worlds, with actors and ties of their own and the mechanisms as they are, run to the end."""

import json

import numpy as np
import pytest

import tumen
from extension.copies import Copy

OF_THIS_WORLD = (
    *(f"src/tumen/actors/{name}" for name in ("bloc.py", "china.py", "dprk", "russia", "ukraine.py")),
    "src/tumen/parameters/data/actors",
    "src/tumen/parameters/data/dyads",
    "src/tumen/parameters/data/posterior.nc",
    "scenarios",
)


def another_world(repository, folder, fixture) -> Copy:
    """Return a copy of the checkout with the actors, ties and scenarios of a fixture in place of its own."""
    copy = Copy.of(repository, folder)
    copy.remove(*OF_THIS_WORLD)
    copy.lay(fixture)
    return copy


def results_of(world: Copy, scenario: str):
    """Return the results of a scenario of another world, and what the command line prints of them."""
    assert world.run("tumen check") == "no problems in 1 file\n"
    options = "-n 32 --seed 3 --full --no-figures --json -o results"
    printed = json.loads(world.run(f"tumen run {scenario} {options}"))
    return tumen.load(world.folder / "results"), printed


@pytest.fixture(scope="module")
def war(repository, tmp_path_factory):
    world = another_world(repository, tmp_path_factory.mktemp("made_up"), "made_up")
    results, _ = results_of(world, "made_up")
    return results


@pytest.fixture(scope="module")
def quiet(repository, tmp_path_factory):
    world = another_world(repository, tmp_path_factory.mktemp("quiet"), "quiet")
    return results_of(world, "quiet")


def last(array):
    return array.isel(scenario=0, time=-1)


def sources(results):
    """Return the mechanisms, and `event`, that moved any alignment."""
    return {cause.partition("/")[0] for cause in results.ledger["cause"].values}


class TestAWarAmongThree:
    def test_has_three_ties(self, war):
        assert set(war.strength["dyad"].values) == {
            "kingdom-republic",
            "kingdom-federation",
            "republic-federation",
        }
        assert np.isfinite(war.strength).all()

    def test_can_be_drawn(self, war):
        assert war.plot.fan(dyad="kingdom-federation").lines

    def test_wears_down_the_army_that_fights_and_makes_it_want_arms(self, war):
        depletion, demand = (
            last(war.state).sel(key=f"{stock} federation") for stock in ("depletion", "demand")
        )

        assert (depletion > 0).all()
        assert (demand > 0).all()

    def test_makes_whoever_sells_arms_depend_on_its_pay(self, war):
        dependence = last(war.dependence).sel(channel="fiscal").dropna("pair")

        assert dependence["pair"].values.tolist() == ["kingdom->federation"]
        assert (dependence > 0).all()

    def test_estranges_whoever_is_pressed(self, war):
        channel = last(war.channels).sel(dyad="republic-federation", channel="security")

        assert (channel < 0).all()

    def test_may_open_a_river(self, war):
        opened = last(war.state).sel(key="river_open") > 0
        offered = war.events["month"].sel(event="offer").isel(scenario=0) >= 0

        assert opened.any()
        assert not (opened & ~offered).any()

    def test_leaves_mechanisms_at_rest_that_find_no_role(self, war):
        assert {"exchange", "war", "veto", "rivalry", "reciprocity"} <= sources(war)
        assert sources(war).isdisjoint({"covert", "deployment", "integration", "links", "technology"})

    def test_knows_nothing_of_this_world(self, war):
        assert war.events["event"].values.tolist() == ["war", "offer"]
        assert war.indicators.sizes["measure"] == 0


class TestAQuietWorld:
    def test_has_ties_and_nothing_else_to_tell(self, quiet):
        results, _ = quiet

        assert results.strength["dyad"].values.tolist() == ["hill-valley"]
        assert np.isfinite(results.strength).all()
        assert results.commitment.sizes["pair"] == 0
        assert results.indicators.sizes["measure"] == 0
        assert results.events.sizes["event"] == 0

    def test_holds_what_trade_brings_and_no_other_tie_or_stock(self, quiet):
        results, _ = quiet
        dependence = last(results.dependence)

        assert (dependence.sel(channel="trade") > 0).all()
        assert dependence.sel(channel=["fiscal", "security"]).isnull().all()
        assert all(" " not in key for key in results.state["key"].values)  # conditions, which name no actor

    def test_leaves_all_but_the_everyday_mechanisms_at_rest(self, quiet):
        results, _ = quiet

        assert sources(results) == {"dependence", "disturbance", "persistence", "reciprocity"}

    def test_can_be_summarised_and_drawn(self, quiet):
        results, printed = quiet

        assert [row["dyad"] for row in printed["strength"]] == ["hill-valley"]
        assert printed["events"] == []
        assert "hill-valley" in repr(results)
        assert results.plot.fan(dyad="hill-valley").lines
