"""Panels of differences: one a tie, all on one scale, from where the scenarios part."""

import pytest

from tumen.ensemble.run import run
from tumen.plots.differences import difference_panels


@pytest.fixture(scope="module")
def figure():
    results = run(["baseline_war", "ceasefire"], replicates=30, seed=1, workers=1, show_progress=False)
    return difference_panels(results, "ceasefire", "baseline_war")


def test_each_tie_has_a_panel_with_its_name(figure):
    titles = [ax.get_title(loc="left") for ax in figure.axes]

    assert len(titles) == 10
    assert titles[0] == "dprk-russia"


def test_all_panels_share_a_scale_around_zero(figure):
    limits = {ax.get_ylim() for ax in figure.axes}

    assert len(limits) == 1
    [(low, high)] = limits
    assert low == -high


def test_months_before_the_parting_are_left_out(figure):
    from matplotlib.dates import num2date

    first = num2date(figure.axes[0].get_xlim()[0])

    assert first.strftime("%Y-%m") == "2024-10"


def test_shares_of_histories_are_told(figure):
    assert any("falls in 100%" in text.get_text() for ax in figure.axes for text in ax.texts)
