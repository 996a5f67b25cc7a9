"""Events are labelled above the axes, and no label covers another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.plots.event_marks import Mark, draw_marks, marks_of, place
from tumen.plots.style import empty_figure

DAYS = (18_262.0, 21_244.0)


def mark(at: float, label: str = "Something happens", spread: float = 0.0) -> Mark:
    return Mark(label, at, max(DAYS[0], at - spread), min(DAYS[1], at + spread), certain=spread == 0)


marks = st.lists(
    st.builds(
        mark,
        st.floats(*DAYS),
        st.sampled_from(["War", "Treaty signed", "A rather long name of an event"]),
        st.sampled_from([0.0, 200.0]),
    ),
    max_size=12,
)


@given(marks)
def test_labels_and_bars_in_one_lane_never_overlap(chosen):
    placed = place(chosen, 0.2, DAYS)

    for one, other in combinations(placed, 2):
        assert one.lane != other.lane or not one.meets(
            min(other.left, other.mark.early), max(other.right, other.mark.late)
        )


@given(marks)
def test_every_mark_is_placed_within_the_axis(chosen):
    placed = place(chosen, 0.2, DAYS)

    assert sorted(one.mark.at for one in placed) == sorted(one.at for one in chosen)
    assert all(DAYS[0] <= one.left and one.right <= DAYS[1] for one in placed)


def test_a_label_near_the_left_edge_stands_right_of_its_tick():
    [placed] = place([mark(DAYS[0] + 1)], 0.2, DAYS)

    assert placed.left == placed.mark.at


def test_a_label_near_the_right_edge_stands_left_of_its_tick():
    [placed] = place([mark(DAYS[1] - 1)], 0.2, DAYS)

    assert placed.right == placed.mark.at


def test_two_events_of_one_month_share_a_lane_on_both_sides():
    middle = sum(DAYS) / 2

    placed = place([mark(middle), mark(middle)], 0.2, DAYS)

    assert {one.lane for one in placed} == {0}


def test_labels_do_not_overlap_when_drawn(results):
    figure = empty_figure()
    ax = figure.subplots()
    ax.set_xlim(*DAYS)

    draw_marks(ax, marks_of(results.events.sel(scenario="ceasefire")))

    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    assert len(boxes) == 7
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_an_uncertain_event_tells_its_chance(results):
    labels = {one.label for one in marks_of(results.events.sel(scenario="ceasefire"))}

    assert "Ceasefire takes effect (100 %)" in labels
    assert "Treaty signed" in labels


@pytest.mark.parametrize(
    ("probability", "words"), [(0.003, "< 1 %"), (0.25, "25 %"), (0.997, "> 99 %"), (1.0, "100 %")]
)
def test_a_chance_is_not_rounded_to_never_or_always(results, probability, words):
    events = results.events.sel(scenario="ceasefire")
    events["probability"] = events["probability"] * 0 + probability

    labels = [one.label for one in marks_of(events) if not one.certain]

    assert all(label.endswith(f"({words})") for label in labels)


def test_an_event_that_never_came_is_not_marked(results):
    labels = [one.label for one in marks_of(results.events.sel(scenario="baseline_war"))]

    assert not [label for label in labels if label.startswith("Ceasefire")]
