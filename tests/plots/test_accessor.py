"""Results draw themselves."""

import matplotlib as mpl
import pytest
from matplotlib import pyplot

import tumen.plots  # noqa: F401 - gives results their figures
from tumen.plots.style import empty_figure


@pytest.fixture(autouse=True)
def no_window():
    mpl.use("Agg")
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
