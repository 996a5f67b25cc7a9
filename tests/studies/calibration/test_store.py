"""What a calibration has computed is found again after it was cut off, and only by the same calibration."""

import numpy as np
import pytest

from tumen.studies.calibration.importance import Drawn
from tumen.studies.calibration.store import Store
from tumen.studies.calibration.target import Histories


@pytest.fixture
def drawn():
    chance = np.random.default_rng(1)
    kept = Histories(
        chance.integers(0, 9, (3, 4)).astype(np.uint16),
        chance.integers(0, 9, (1, 4)),
        chance.random((2, 4)).astype(np.float32),
        chance.random((1, 4)),
    )
    return Drawn(chance.random((4, 4)).astype(np.float32), kept, chance.random((2, 4)), chance.random(4))


def refuse():
    raise AssertionError("computed again")


def test_a_block_is_computed_once(tmp_path, drawn):
    Store(tmp_path, "a key").kept("block", lambda: drawn)

    again = Store(tmp_path, "a key").kept("block", refuse)

    np.testing.assert_array_equal(again.log_weights, drawn.log_weights)
    for one, other in zip(again.kept, drawn.kept, strict=True):
        np.testing.assert_array_equal(one, other)
        assert one.dtype == other.dtype


def test_another_calibration_does_not_find_it(tmp_path, drawn):
    Store(tmp_path, "a key").kept("block", lambda: drawn)

    with pytest.raises(AssertionError, match="computed again"):
        Store(tmp_path, "other").kept("block", refuse)


def test_a_finished_calibration_leaves_nothing(tmp_path, drawn):
    folder = tmp_path / "unfinished"
    store = Store(folder, "a key")
    store.kept("block", lambda: drawn)

    store.clear()

    assert not folder.exists()


def test_without_a_folder_nothing_is_kept(drawn):
    assert Store(None, "a key").kept("block", lambda: drawn) is drawn
