"""One watchlist of a few histories for all tests of this folder."""

import pytest

import tumen
from tumen.studies.watch.watchlist import Watchlist

QUESTIONS = """
schema_version: 1
title: What we watch
questions:
  meets:
    ask: Do they meet?
    that: {count: leader_meetings dprk-russia, from: 2025-04, to: 2025-09, at_least: 1}
  visited:
    ask: Is there a visit in September?
    that: {count: senior_visits dprk->russia, from: 2025-09, to: 2025-09, at_least: 1}
  admits: {ask: Are the troops admitted?, that: {happens: deployment_acknowledged, to: 2025-05}}
  owes: {ask: Is more owed?, that: {change: indicator arrears, from: 2025-03, to: 2025-09, above: 0}}
  at_once: {ask: Are they admitted at once?, that: {happens: deployment_acknowledged, to: 2025-04}}
  surely: {ask: Tested or not?, that: {count: missile_tests, from: 2025-04, to: 2025-09, at_least: 0}}
"""


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("watch") / "mine.yaml"
    path.write_text(QUESTIONS)
    return path


@pytest.fixture(scope="session")
def found(file) -> Watchlist:
    return tumen.watch(file, months=3, replicates=300, seed=5, workers=1, show_progress=False)


@pytest.fixture(scope="session")
def expected(file) -> Watchlist:
    """Return that of a scenario in which something may happen, from the prior."""
    return tumen.watch(
        file,
        "ceasefire",
        question="meets",
        months=5,
        replicates=150,
        seed=5,
        posterior=None,
        workers=1,
        show_progress=False,
    )
