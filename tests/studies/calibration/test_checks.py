"""Tables of a calibration: what they must add up to, on few histories of the real model."""

import json

import numpy as np
import pytest

from tumen.plots.calibration import calibration_figures
from tumen.results.netcdf import read
from tumen.studies.calibration.calibrate import Calibration
from tumen.studies.calibration.checks import (
    dated_table,
    document_table,
    item_table,
    output_table,
    parameter_table,
)
from tumen.studies.calibration.gates import CALIBRATED, NOT, Gate, agreement, gates_of
from tumen.studies.calibration.importance import Effort, Stage, bank_of
from tumen.studies.calibration.reading import read_coding
from tumen.studies.calibration.report import CalibrationReport, report_of
from tumen.studies.calibration.sample import Moments, Sample
from tumen.studies.calibration.target import Target
from tumen.studies.calibration.weights import log_evidence, pareto_k, resampled

SIZE = 512


@pytest.fixture(scope="module")
def found():
    target = Target(read_coding(), 5, workers=1)
    bank = bank_of(target, Effort(bank=SIZE), Stage(5, 0))
    prior = Sample.of([bank])
    return Calibration(
        target=target,
        bank=Sample(prior.histories, prior.by_item, prior.log_ratio, prior.log_ratio),
        sample=prior,
        verdict=CALIBRATED,
        gates=gates_of([prior, prior]),
        log_evidence=log_evidence(prior.log_weights),
        simulations=SIZE,
        seconds=1.0,
    )


@pytest.fixture(scope="module")
def report(found) -> CalibrationReport:
    return report_of(found)


def test_scores_by_date_add_up_to_the_log_evidence(found):
    table = dated_table(found)

    assert table["score"].sum() == pytest.approx(found.log_evidence, abs=1e-9)
    assert table["month"].is_monotonic_increasing


def test_an_item_left_out_and_then_told_gives_all_the_evidence(found):
    item = item_table(found).iloc[0]
    without = found.sample.log_weights - found.sample.by_item[0]

    assert item["left_out"] + log_evidence(without) == pytest.approx(found.log_evidence, abs=1e-9)


def test_documents_hold_all_items(found):
    table = document_table(found)

    assert table["document"].tolist() == ["000", "001", "002", "003", "004"]
    assert table["items"].sum() == len(found.coding.items)


def test_the_prior_is_flagged_as_what_it_is(found):
    same = Calibration(**{**vars(found), "sample": found.bank})

    assert parameter_table(same)["prior_driven"].mean() > 0.9
    assert output_table(same)["prior_driven"].all()


def test_a_report_is_text_data_tables_and_one_file(report, tmp_path):
    folder = tmp_path / "calibration"
    report.write(folder)

    assert str(report).startswith("calibrated: ")
    assert json.loads(json.dumps(report.to_dict(), default=float))["verdict"] == "calibrated"
    tree = read(folder / "calibration.nc")
    assert {"posterior", "prior", "log_likelihood", "posterior_predictive", "observed_data"} <= set(
        tree.children
    )
    assert tree["posterior"]["parameters"].dims == ("chain", "draw", "parameter")
    assert tree["log_likelihood"]["told"].sizes["item"] == len(report.found.coding.items)
    assert (folder / "parameters.csv").exists()


def test_figures_are_drawn_of_the_tables(report):
    figures = calibration_figures(report.tables)

    assert list(figures) == ["parameters", "ties", "items", "documents"]
    labels = [label.get_text() for label in figures["ties"].axes[0].get_yticklabels()]
    assert labels == list(report.found.coding.outputs)


def test_what_is_not_calibrated_gives_no_posterior(found):
    failed = Calibration(**{**vars(found), "verdict": NOT})

    with pytest.raises(ValueError, match="there is no posterior"):
        failed.posterior()


def test_particles_stand_for_the_weights(found):
    posterior = found.posterior(200)
    numbers = posterior.particles.past.numbers[0]
    heaviest = found.sample.histories.numbers[0][np.argmax(found.sample.weights)]

    share = np.mean(numbers == heaviest)
    assert share == pytest.approx(found.sample.weights.max(), abs=1 / 200)


def test_gates_say_what_fails():
    apart = agreement(
        [Moments(np.array([0.0]), np.array([1.0])), Moments(np.array([0.5]), np.array([1.0]))],
        [-3.0, -3.05],
        evidence_limit=0.1,
        mean_limit=0.1,
    )

    assert [gate.passed for gate in apart] == [True, False]
    assert (
        str(Gate("effective size", 900, 1_000, at_least=True)) == "effective size 900, at least 1e+03: FAILS"
    )


@pytest.mark.parametrize(("shape", "low", "high"), [(0.2, 0.0, 0.4), (0.9, 0.65, 1.15)])
def test_the_shape_of_a_tail_is_found(shape, low, high):
    chance = np.random.default_rng(4)
    weights = chance.pareto(1 / shape, 100_000) + 1

    assert low < pareto_k(np.log(weights)) < high


def test_resampling_keeps_whole_shares():
    places = resampled(np.array([0.5, 0.25, 0.25]), 8, 0.3)

    assert np.bincount(places).tolist() == [4, 2, 2]
