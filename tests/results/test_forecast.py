"""A forecast is kept with the hash of everything that went into it."""

import json

import pandas as pd
import pytest

from tumen.results.forecast import Forecast


def a_forecast(probability: float = 0.25, seed: int = 7) -> Forecast:
    row = {
        "scenario": "war",
        "question": "opens",
        "ask": "Does the bridge open in 2025?",
        "probability": probability,
        "standard_error": 0.0433,
        "low": 0.175,
        "high": 0.343,
    }
    inputs = {"replicates": 100, "seed": seed, "questions": {"opens": {"ask": row["ask"]}}}
    return Forecast("What opens", pd.DataFrame([row]), inputs)


def test_it_is_written_with_questions_answers_and_hashes(tmp_path):
    path = tmp_path / "forecasts" / "opens.json"

    a_forecast().write(path)

    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["answers"][0]["probability"] == 0.25
    assert written["inputs"]["questions"]["opens"]["ask"] == "Does the bridge open in 2025?"
    assert {len(written[name]) for name in ("inputs_sha256", "sha256")} == {64}


def test_an_answer_changes_the_hash_of_the_whole_and_not_that_of_the_inputs():
    one, other = a_forecast(0.25).to_dict(), a_forecast(0.26).to_dict()

    assert one["inputs_sha256"] == other["inputs_sha256"]
    assert one["sha256"] != other["sha256"]


def test_another_seed_changes_both_hashes():
    one, other = a_forecast(seed=7).to_dict(), a_forecast(seed=8).to_dict()

    assert one["inputs_sha256"] != other["inputs_sha256"]
    assert one["sha256"] != other["sha256"]


def test_a_file_that_exists_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "opens.json"
    path.write_text("mine")

    with pytest.raises(FileExistsError, match="never overwritten"):
        a_forecast().write(path)

    assert path.read_text() == "mine"


def test_it_reads_as_a_table():
    assert str(a_forecast()).splitlines()[0] == "What opens: 100 histories, seed 7"
    assert "opens 0.250 (se 0.043) [0.1750, 0.3430]" in str(a_forecast())


def test_a_notebook_shows_the_questions_too():
    assert "Does the bridge open in 2025?" in a_forecast()._repr_html_()
