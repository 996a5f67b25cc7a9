"""A results folder gets a chart of every dyad and scenario."""

from tumen.plots.gallery import fan_charts


def test_every_dyad_and_scenario_has_a_chart_against_the_first_scenario(results):
    charts = fan_charts(results)

    assert len(charts) == 6
    [ax] = charts["dprk-china_ceasefire"].axes
    assert ax.get_title(loc="left") == "dprk-china: Ceasefire"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Ceasefire", "Baseline war"]
    assert charts["dprk-china_baseline_war"].axes[0].get_legend() is None
