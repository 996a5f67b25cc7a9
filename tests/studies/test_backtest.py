"""A forecast is scored against what came, beside references, and only if it is the one that was kept."""

import json

import numpy as np
import pandas as pd
import pytest

import tumen
from tumen.results.forecast import Forecast
from tumen.studies.backtest import backtest

PROBABILITIES = {"opens": 0.8, "closes": 0.1, "talks": 0.5, "pays": 0.0}
OUTCOMES = """
schema_version: 1
outcomes:
  opens: {outcome: yes, source: A newspaper, base_rate: 0.4, cluster: bridge, before: no}
  closes: {outcome: yes, source: A newspaper, base_rate: 0.2, cluster: bridge, before: yes}
  talks: {outcome: open}
  pays: {outcome: no, source: A bank}
"""


def a_forecast(probabilities=PROBABILITIES, scenarios=("war",)):
    rows = [
        {"scenario": scenario, "question": name, "ask": f"{name}?", "probability": probability}
        for scenario in scenarios
        for name, probability in probabilities.items()
    ]
    return Forecast("What comes", pd.DataFrame(rows), {"replicates": 99, "seed": 7})


@pytest.fixture
def files(tmp_path):
    def write(outcomes=OUTCOMES, **of):
        forecast, came = tmp_path / "forecast.json", tmp_path / "outcomes.yaml"
        forecast.unlink(missing_ok=True)
        a_forecast(**of).write(forecast)
        came.write_text(outcomes)
        return forecast, came

    return write


def mean_of(result, score, against="", scenario="war"):
    means = result.means.set_index(["scenario", "score", "against"])
    return means.loc[scenario, score, against]


def test_each_question_that_has_ended_is_scored(files):
    scores = backtest(*files()).scores.set_index("question")

    assert scores["brier"].to_dict() == pytest.approx({"opens": 0.04, "closes": 0.81, "pays": 0.0})
    assert scores["log_score"].to_dict() == pytest.approx(
        {"opens": -np.log((0.8 * 99 + 0.5) / 100), "closes": -np.log(0.104), "pays": -np.log(0.995)}
    )


def test_open_questions_are_counted_and_not_scored(files):
    result = backtest(*files())

    assert result.open == ("talks",)
    assert result.headline() == "What comes: 3 questions ended, 1 open"


def test_skill_is_told_against_each_reference_over_the_questions_that_it_has(files):
    result = backtest(*files())
    even, rate, same = (mean_of(result, "brier", name) for name in ("uniform", "base_rate", "no_change"))

    assert (even["questions"], rate["questions"], same["questions"]) == (3, 2, 2)
    assert even["skill"] == pytest.approx(1 - (0.85 / 3) / 0.25)
    assert rate["skill"] == pytest.approx(1 - 0.425 / ((0.36 + 0.64) / 2))
    assert same["skill"] == pytest.approx(1 - 0.425 / 0.5)


def test_no_change_is_not_scored_by_the_logarithm(files):
    result = backtest(*files())

    assert set(result.means[result.means["score"] == "log_score"]["against"]) == {"", "uniform", "base_rate"}


def test_an_interval_holds_the_mean_and_the_same_seed_gives_it_again(files):
    paths = files()
    first, again, other = (backtest(*paths, seed=seed) for seed in (1, 1, 2))

    mean = mean_of(first, "brier")
    assert mean["low"] <= mean["mean"] <= mean["high"]
    pd.testing.assert_frame_equal(first.means, again.means)
    assert other.means["mean"].tolist() == first.means["mean"].tolist()


def test_clusters_are_drawn_whole(files):
    mean = mean_of(backtest(*files()), "brier")

    assert mean["clusters"] == 2
    assert (mean["low"], mean["high"]) == pytest.approx((0.0, 0.425))  # only one cluster, or only the other


def test_a_single_cluster_has_no_interval(files):
    result = backtest(*files())

    assert np.isnan(mean_of(result, "brier", "base_rate")["low"])


def test_few_questions_are_called_few(files):
    assert any(
        note.startswith("3 questions in 2 clusters: too few to tell skill from luck")
        for note in backtest(*files()).notes
    )


def test_each_scenario_is_scored_for_itself_and_one_can_be_chosen(files):
    paths = files(scenarios=("war", "peace"))

    assert backtest(*paths).means["scenario"].unique().tolist() == ["war", "peace"]
    assert backtest(*paths, scenarios=["peace"]).means["scenario"].unique().tolist() == ["peace"]
    with pytest.raises(tumen.InputError, match='"peas" is not a scenario of the forecast'):
        backtest(*paths, scenarios=["peas"])


def test_an_honest_forecaster_of_many_questions_has_skill(files):
    chance = np.random.default_rng(5)
    probabilities = {f"q{number}": float(p) for number, p in enumerate(chance.uniform(size=300))}
    lines = [
        f"  {name}: {{outcome: {'yes' if chance.uniform() < p else 'no'}, source: Made up}}"
        for name, p in probabilities.items()
    ]

    result = backtest(
        *files("\n".join(["schema_version: 1", "outcomes:", *lines]), probabilities=probabilities)
    )

    even = mean_of(result, "brier", "uniform")
    assert 0 < even["skill_low"] < even["skill"] < even["skill_high"]
    assert even["skill"] == pytest.approx(1 / 3, abs=0.1)
    assert not any("too few" in note for note in result.notes)


def test_a_reference_that_was_always_right_leaves_no_skill(files):
    right = OUTCOMES.replace("before: no", "before: yes")

    same = mean_of(backtest(*files(right)), "brier", "no_change")

    assert np.isnan(same["skill"])
    assert same["reference"] == 0


def test_where_nothing_has_ended_nothing_is_scored(files):
    lines = "\n".join(f"  {name}: {{outcome: open}}" for name in PROBABILITIES)

    result = backtest(*files(f"schema_version: 1\noutcomes:\n{lines}\n"))

    assert result.scores.empty
    assert result.notes == ("No question has ended yet, so there is nothing to score.",)
    assert "0 questions ended, 4 open" in str(result)


def test_a_changed_forecast_is_refused(files):
    forecast, came = files()
    forecast.write_text(forecast.read_text().replace("0.8", "0.9"))

    with pytest.raises(tumen.InputError, match="was changed since it was written, as its sha256 shows"):
        backtest(forecast, came)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a forecast"),
        ("{}", "is not a forecast"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_forecast_is_refused(files, text, message):
    forecast, came = files()
    forecast.unlink()
    if text is not None:
        forecast.write_text(text)

    with pytest.raises(tumen.InputError, match=message):
        backtest(forecast, came)


def test_a_forecast_without_probabilities_is_refused(files):
    with pytest.raises(tumen.InputError, match=r"answers\[0\]: holds no probability of a question"):
        backtest(*files(probabilities={"opens": 1.5}))


def test_every_fault_is_told_at_its_line(files):
    wrong = """
schema_version: 1
outcomes:
  opens: {outcome: perhaps, source: A newspaper}
  closes: {outcome: yes}
  talk: {outcome: open}
  pays: {outcome: no, source: A bank, base_rate: 1}
"""
    with pytest.raises(tumen.InputError) as caught:
        backtest(*files(wrong))

    told = [(problem.line, problem.path, problem.message) for problem in caught.value.problems]
    places = {(line, path) for line, path, _ in told}
    text = str(caught.value)
    assert places >= {
        (3, "outcomes.talks"),
        (4, "outcomes.opens.outcome"),
        (5, "outcomes.closes"),
        (6, "outcomes.talk"),
        (7, "outcomes.pays.base_rate"),
    }
    assert 'holds "perhaps"; write' in text
    assert 'is "yes" without a source; write where this can be looked up.' in text
    assert 'Did you mean "talks"?' in text
    assert "is missing; write its outcome: yes, no or open." in text


def test_plain_data_can_be_written_as_json(files):
    plain = json.loads(json.dumps(backtest(*files()).to_dict(), allow_nan=False))

    assert plain["open"] == ["talks"]
    assert [row["question"] for row in plain["scores"]] == ["opens", "closes", "pays"]
    assert plain["scores"][2]["base_rate"] is None


def test_it_reads_as_a_table(files):
    result = backtest(*files())

    assert "no_change" in str(result)
    assert "too few" in result._repr_html_()
