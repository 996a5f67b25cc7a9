"""The story of a history tells what happened in it, and why its tie moved, by half-years."""

import json

import pytest

from told import KEPT, a_run
from tumen.studies.story import story


@pytest.fixture(scope="module")
def told():
    return story(a_run(), 17, "china-dprk", "2022-01", "2025-03", scenario="ceasefire")


def test_the_chapters_are_half_years_and_lead_from_start_to_end(told):
    movements = [chapter.movement for chapter in told.chapters]

    ends = ["2022-01", "2022-06", "2022-12", "2023-06", "2023-12", "2024-06", "2024-12", "2025-03"]
    assert [one.first for one in movements] == ends[:-1]
    assert [one.last for one in movements] == ends[1:]
    assert [one.end for one in movements[:-1]] == [one.start for one in movements[1:]]
    assert all(one.residual == pytest.approx(0, abs=1e-5) for one in movements)


def test_events_outcomes_and_decisions_stand_in_their_half_year(told):
    happenings = [one for chapter in told.chapters for one in chapter.happenings]
    texts = {(one.month, one.kind, one.text) for one in happenings}

    months = [one.month for one in happenings]
    assert months == sorted(months)
    assert ("2022-02", "event", "Russia invades Ukraine") in texts
    assert any(
        kind == "decision" and text.startswith("dprk->russia  munitions shipped: begins, ")
        for month, kind, text in texts
        if month == "2022-09"
    )
    assert {kind for _, kind, _ in texts} <= {"event", "outcome", "decision"}


def test_events_are_told_with_their_records(told):
    lines = str(told).splitlines()

    [treaty] = [line for line in lines if "Treaty signed" in line]
    assert treaty.startswith("  2024-06  event     ")
    assert "E106" in treaty


def test_a_story_is_text_and_data(told):
    data = json.loads(json.dumps(told.to_dict()))

    assert str(told).startswith("history 17 of ceasefire, seed 20250401: strength of dprk-china\n")
    assert len(data["chapters"]) == 7
    assert data["chapters"][0]["happenings"][0]["month"] == "2022-02"


def test_a_story_says_how_far_it_was_checked(told):
    other = story(a_run(), KEPT + 1, "dprk-china", "2024-12", "2025-03")

    assert "the same, bit for bit, as the path that was kept" in str(told)
    assert "its path was not kept, so that it could not be compared" in str(other)
