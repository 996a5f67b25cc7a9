"""What is missing or does not fit is told in one message, and what libraries change is undone."""

import sys
import warnings

import numpy as np
import pytest

from tumen.studies.sensitivity.inputs import check_names, is_constant, listed, salib, untouched


def test_a_missing_library_is_told_with_how_to_install_it(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "SALib", None)

    with pytest.raises(
        ImportError, match=r'SALib is not installed.* python -m pip install "tumen\[analysis\]"'
    ):
        salib("morris")


def test_the_global_generator_and_warnings_are_as_before():
    luck = np.random.get_state()[1].copy()  # noqa: NPY002
    filters, wording = list(warnings.filters), warnings.formatwarning

    with pytest.raises(RuntimeError, match="stop"), untouched():
        change_and_stop()

    np.testing.assert_array_equal(np.random.get_state()[1], luck)  # noqa: NPY002
    assert warnings.filters == filters
    assert warnings.formatwarning is wording


def change_and_stop():
    np.random.seed(1)  # noqa: NPY002
    warnings.simplefilter("once")
    warnings.formatwarning = None
    raise RuntimeError("stop")


def test_rounding_is_no_variance():
    values = np.array([[0.1 + 0.2, 1.0, 0.0, -1e9], [0.3, 1.0 + 1e-9, 0.0, -1e9]])

    assert is_constant(values).tolist() == [True, False, True, True]


def test_names_must_fit():
    assert check_names("outputs", ("p", "q"), 2) == ["p", "q"]
    with pytest.raises(ValueError, match=r"2 outputs are named, but the arrays hold 3[.]"):
        check_names("outputs", ("p", "q"), 3)
    with pytest.raises(ValueError, match=r'two of the factors are named "p"[.]'):
        check_names("factors", ("p", "q", "p"), 3)


def test_many_names_are_cut():
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
