"""The channels stand side by side on one scale."""

from itertools import pairwise

import pytest

from tumen.plots.channels import channel_fans
from tumen.plots.style import empty_figure


def test_each_channel_has_its_axes_on_one_scale(results):
    axes = list(empty_figure((10, 3.4)).subplots(1, 3))

    assert channel_fans(results, "dprk-russia", axes, scenario="ceasefire") is axes
    assert [ax.get_title(loc="left") for ax in axes] == ["political", "economic", "security"]
    assert len({ax.get_ylim() for ax in axes}) == 1
    assert "60 histories" in axes[0].get_xlabel()


def test_dates_do_not_overlap(results):
    figure = empty_figure((10, 3.4))
    axes = list(figure.subplots(1, 3))
    channel_fans(results, "dprk-russia", axes)

    figure.draw_without_rendering()

    boxes = [label.get_window_extent() for label in axes[0].get_xticklabels()]
    assert len(boxes) > 1
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


def test_other_than_three_axes_are_refused(results):
    with pytest.raises(ValueError, match="Give 3, for: political, economic, security"):
        channel_fans(results, "dprk-russia", [empty_figure().subplots()])
