"""The same histories at every point of a design: each as if it were run alone, with the same luck."""

import numpy as np
import pytest

import tumen
from posteriors import made_up_posterior
from tumen.ensemble import engines
from tumen.ensemble.answers import Measured
from tumen.ensemble.asking import answers_of, inquire
from tumen.ensemble.points import OWN, Points
from tumen.ensemble.tasks import Inquiry
from tumen.scenarios.measures import Value

SIZE = 20
FILE = """
extends: ceasefire
title: A ceasefire that comes for certain, or may
until: 2026-04
"""
DRAWN = "mechanisms/exchange/price"
MONTH, CHANCE = "events/ceasefire/month", "events/ceasefire/probability"


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    file = tmp_path_factory.mktemp("scenarios") / "short.yaml"
    file.write_text(FILE, encoding="utf-8")
    return tumen.scenario(file)


@pytest.fixture(scope="module")
def particles(scenario):
    return made_up_posterior(scenario, 12).particles


def measured(scenario):
    value = Value.model_construct(
        value=("strength", "dprk-russia"), at=scenario.until, scenario=None, minus=None
    )
    return Measured(("m", scenario.name, "tie"), scenario.name, value)


def tie(scenario, points, particles=None, ready=None):
    asked = measured(scenario)
    inquiry = Inquiry((scenario,), (asked,), 9, particles, points)
    answers = answers_of(inquiry, len(points), ready or {}, 1, lambda _: None)
    return answers.values[asked.key].reshape(points.number, len(points.replicates))


@pytest.fixture(scope="module")
def given(scenario):
    months = range(scenario.forecast_from, scenario.until + 1)
    return scenario.with_given({DRAWN: None, MONTH: months, CHANCE: None})


@pytest.fixture(scope="module")
def points(scenario):
    first = scenario.forecast_from + 0.5
    columns = {DRAWN: [0.6, 1.4, 0.6], MONTH: [first, first, first + 5], CHANCE: [1, 1, 0]}
    return Points({name: np.array(values, np.float32) for name, values in columns.items()}, range(SIZE))


@pytest.fixture(scope="module")
def found(given, points, particles):
    return tie(given, points, particles)


def test_each_point_is_what_a_scenario_with_these_values_gives(tmp_path, particles, found):
    texts = {
        0: f"parameters: {{{DRAWN}: 0.6}}\nevents: {{ceasefire: {{when: {{window: null, date: 2025-04}}}}}}",
        2: f"parameters: {{{DRAWN}: 0.6}}\nevents: {{ceasefire: {{probability: 0}}}}",
    }
    for point, text in texts.items():
        file = tmp_path / f"point_{point}.yaml"
        file.write_text(FILE + text, encoding="utf-8")
        alone = tumen.scenario(file)
        asked = measured(alone)
        answers = inquire(
            [alone], [asked], replicates=SIZE, seed=9, particles=particles, title="", show_progress=False
        )

        np.testing.assert_array_equal(found[point], answers.values[asked.key])


def test_points_of_the_same_values_give_the_same_histories(given, points, particles):
    twice = Points({name: values[[0, 0]] for name, values in points.given.items()}, range(SIZE))

    first, second = tie(given, twice, particles)

    np.testing.assert_array_equal(first, second)


def test_luck_apart_differs_from_point_to_point_and_not_with_their_number(given, points):
    same = {name: values[[0, 0]] for name, values in points.given.items()}
    both = tie(given, Points(same, range(SIZE), first=3, apart=True))
    second = Points({name: values[:1] for name, values in same.items()}, range(SIZE), first=4, apart=True)

    assert not np.array_equal(both[0], both[1])
    np.testing.assert_array_equal(both[1], tie(given, second)[0])


def test_later_histories_of_points_are_those_that_follow_the_first(given, points, found, particles):
    rest = Points(points.given, range(7, SIZE))

    np.testing.assert_array_equal(tie(given, rest, particles), found[:, 7:])


def test_cases_go_point_by_point():
    points = Points({"x": np.array([1, 2], np.float32)}, range(5, 8), first=2, apart=True)

    numbers, given = points.cases(range(2, 5))

    assert numbers.tolist() == [3 * OWN + 7, 4 * OWN + 5, 4 * OWN + 6]
    assert given["x"].tolist() == [1, 2, 2]
    assert len(points) == 6


@pytest.mark.slow
def test_compiled_points_are_those_of_the_array_model(tmp_path, monkeypatch, given, points, particles):
    monkeypatch.setenv("TUMEN_CACHE", str(tmp_path))
    monkeypatch.setattr(engines, "MANY", 1)
    many = Points(points.given, range(171))
    ready = engines.engines([given], len(many), show=False)

    assert ready
    np.testing.assert_array_equal(tie(given, many, particles, ready), tie(given, many, particles))
    apart = Points(points.given, range(64), first=1, apart=True)
    np.testing.assert_array_equal(tie(given, apart, None, ready), tie(given, apart, None))
