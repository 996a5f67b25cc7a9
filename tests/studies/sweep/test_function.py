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


@pytest.fixture
def of_shares(function):
    def run(point):
        shares = [[point[f"x{place}"] for place in range(len(function.names))]]
        return dict(zip(function.outputs, function.at(shares)[0], strict=True))

    return run


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_ema_workbench_can_run_it(function, of_shares):
    ema = pytest.importorskip("ema_workbench")
    model = ema.Model("tumen", function=lambda **point: of_shares(point))
    model.uncertainties = [ema.RealParameter(f"x{place}", 0, 1) for place in range(len(function.names))]
    model.outcomes = [ema.ScalarOutcome("falls")]

    with ema.SequentialEvaluator(model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=2)

    shares = experiments[[f"x{place}" for place in range(len(function.names))]].to_numpy(float)
    falls = function.outputs.index("falls")
    np.testing.assert_array_equal(outcomes["falls"], function.at(shares)[:, falls])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_pyabc_can_fit_it(function, of_shares, tmp_path):
    pyabc = pytest.importorskip("pyabc")
    names = [f"x{place}" for place in range(len(function.names))]
    prior = pyabc.Distribution(**{name: pyabc.RV("uniform", 0, 1) for name in names})
    fit = pyabc.ABCSMC(
        of_shares, prior, pyabc.PNormDistance(1), population_size=2, sampler=pyabc.SingleCoreSampler()
    )
    fit.new(f"sqlite:///{tmp_path}/fit.db", {function.outputs[-1]: 0.6})

    points, weights = fit.run(max_nr_populations=1).get_distribution()

    assert sorted(points) == sorted(names)
    assert weights.sum() == pytest.approx(1)


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
