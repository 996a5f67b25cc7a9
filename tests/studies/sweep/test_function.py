"""The model as a plain function, which other libraries can call."""

import numpy as np
import pytest

from tumen.studies.sweep.function import Function


@pytest.fixture(scope="module")
def function(written):
    return Function(written, workers=1)


def test_it_gives_what_the_sweep_gives(function, results):
    some = slice(2, 5)
    found = function.at(results.data["shares"].values[some])

    np.testing.assert_array_equal(found, results.data["value"].sel(scenario="short").values[some])


@pytest.mark.slow
def test_numbers_give_numbers_and_arrays_arrays(function, results):
    values = results.data["factors"].values[3:5]
    columns = dict(zip(function.names, values.T, strict=True))

    many = function(columns)
    one = function({name: column[0] for name, column in columns.items()})

    assert one == {name: values[0] for name, values in many.items()}
    assert list(one) == function.outputs


@pytest.mark.slow
def test_its_problem_is_one_of_salib(function):
    sample = pytest.importorskip("SALib.sample.latin")
    problem = function.problem

    shares = sample.sample({name: problem[name] for name in ("num_vars", "names", "bounds")}, 4, seed=1)

    assert problem["groups"] == ["mechanisms/exchange/price", "war", "war"]
    assert np.isfinite(function.at(shares)).all()


@pytest.mark.slow
def test_another_scenario_may_be_looked_at(written, results):
    other = Function(written, scenario="other", workers=1)

    found = other.at(results.data["shares"].values[:1])[0]

    np.testing.assert_array_equal(found, results.data["value"].sel(scenario="other").values[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda f: f({"mechanisms/exchange/price": 1.0}), "Give a value of each"),
        (lambda f: f.at([[0.1, 0.2]]), r"shape \(1, 2\). Give \(points, 3\)"),
        (lambda f: f.at([[0.1, 0.2, 1.5]]), "outside 0 to 1"),
    ],
)
def test_wrong_calls_are_told(function, call, message):
    with pytest.raises(ValueError, match=message):
        call(function)


def test_an_unknown_scenario_is_told(written):
    with pytest.raises(ValueError, match=r'"peace" is not in this sweep\. Known: short, other'):
        Function(written, scenario="peace")
