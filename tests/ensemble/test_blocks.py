"""The ledger of an ensemble does not know how the ensemble was cut, or who ran it."""

import pytest
import xarray as xr

from tumen.ensemble.run import run

REPLICATES = 12


@pytest.fixture(scope="module")
def whole():
    return run("ceasefire", replicates=REPLICATES, ledger="histories", workers=1, show_progress=False).ledger


@pytest.mark.slow
@pytest.mark.parametrize(("block", "workers"), [(5, 2)])
def test_any_blocks_and_workers_give_the_same_ledger(whole, block, workers):
    cut = run(
        "ceasefire",
        replicates=REPLICATES,
        ledger="histories",
        block=block,
        workers=workers,
        show_progress=False,
    )

    xr.testing.assert_identical(cut.ledger, whole)


@pytest.mark.slow
def test_a_ledger_is_kept_on_average_unless_asked_otherwise(whole):
    mean = run("ceasefire", replicates=REPLICATES, workers=1, show_progress=False).ledger
    none = run("ceasefire", replicates=1, ledger="none", workers=1, show_progress=False).ledger

    xr.testing.assert_identical(mean, whole.drop_vars(["histories", "replicate"]))
    assert list(none) == []


def test_the_ledger_of_every_history_is_kept_where_its_path_is():
    every = run("ceasefire", replicates=3, full=True, ledger="histories", workers=1, show_progress=False)

    assert every.ledger["replicate"].values.tolist() == every.paths["replicate"].values.tolist() == [0, 1, 2]


def test_another_word_for_the_ledger_is_refused():
    with pytest.raises(ValueError, match=r'ledger is "all"\. Write one of: none, mean, hist'):
        run("ceasefire", replicates=1, ledger="all", show_progress=False)
