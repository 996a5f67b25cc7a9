"""An ensemble made up once for all tests of this folder."""

import pytest

from ensembles import an_ensemble
from tumen.results.results import Results


@pytest.fixture(scope="session")
def results() -> Results:
    return an_ensemble()
