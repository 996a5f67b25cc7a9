"""Results draw themselves."""

import matplotlib as mpl
import pytest
from matplotlib import pyplot

import tumen.plots  # noqa: F401 - gives results their figures
from told import a_run
from tumen.plots.style import empty_figure


@pytest.fixture(autouse=True)
def no_window():
    mpl.use("Agg")
    pyplot.close("all")  # those that other tests have left
    yield
    pyplot.close("all")


def test_a_fan_goes_onto_the_axes_given(results):
    ax = empty_figure().subplots()

    assert results.plot.fan("dprk-russia", scenario="ceasefire", ax=ax) is ax
    assert pyplot.get_fignums() == []


def test_without_axes_a_notebook_gets_a_figure(results):
    ax = results.plot.fan("dprk-russia", scenario="ceasefire", against="baseline_war")

    assert pyplot.gcf() is ax.get_figure()


def test_the_channels_get_a_figure_of_three(results):
    assert len(results.plot.channels("dprk-russia")) == 3


def test_a_waterfall_goes_onto_the_axes_given():
    ax = empty_figure().subplots()

    drawn = a_run().plot.waterfall(
        "dprk-china", "2025-03", "2026-12", scenario="ceasefire", against="baseline_war", ax=ax
    )

    assert drawn is ax
    assert ax.get_title(loc="left").startswith("dprk-china: strength in ceasefire minus that in baseline_war")


def test_a_notebook_gets_a_waterfall_with_room_for_every_line():
    few, many = (a_run().plot.waterfall("dprk-china", "2023-12", "2024-12", top=top) for top in (3, 12))

    assert few.get_figure().get_figheight() < many.get_figure().get_figheight()
