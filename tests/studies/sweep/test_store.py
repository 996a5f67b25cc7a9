"""A store keeps chunks whole or not at all, and counts nothing twice."""

import errno

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.studies.sweep import store as storing
from tumen.studies.sweep.store import Chunk, Failure, Store, missing

TILE = "ab12"


def chunk(size=4):
    return Chunk({"m/x": np.arange(size, dtype=np.float32)[None], "m/y": np.ones((1, size), bool)}, ())


def test_what_is_kept_is_read_again(tmp_path):
    kept = Store(tmp_path / "chunks")
    kept.keep(TILE, range(4), Chunk(chunk().answers, [Failure(3, "gives no number")]))

    again = kept.read(TILE, range(4), ["m/y", "m/x"])

    assert again.failures == [Failure(3, "gives no number")]
    assert again.answers["m/y"].dtype == bool
    np.testing.assert_array_equal(again.answers["m/x"], chunk().answers["m/x"])


def test_held_are_stretches_on_end_from_the_first(tmp_path):
    kept = Store(tmp_path)
    for first, last in ((0, 4), (0, 2), (4, 6), (7, 9)):
        kept.keep(TILE, range(first, last), chunk(last - first))
    kept.keep("cd34", range(3), chunk(3))

    assert kept.held(TILE, 9) == [range(4), range(4, 6)]
    assert kept.held(TILE, 3) == [range(4)]
    assert kept.held("ef56", 9) == []


@given(st.lists(st.integers(1, 5), max_size=4), st.integers(1, 40), st.integers(1, 7))
def test_held_and_missing_make_the_whole_and_nothing_twice(sizes, replicates, largest):
    stops = np.cumsum(sizes)
    held = [range(int(stop - size), int(stop)) for stop, size in zip(stops, sizes, strict=True)]
    held = [stretch for stretch in held if stretch.start < replicates]
    new = list(missing(held, replicates, largest))
    everything = [number for stretch in [*held, *new] for number in stretch]

    assert everything == list(range(max(replicates, held[-1].stop if held else 0)))
    assert all(len(stretch) <= largest for stretch in new)


def test_a_full_disk_leaves_no_half_a_chunk(tmp_path, monkeypatch):
    kept = Store(tmp_path)

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        kept.keep(TILE, range(4), chunk())

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_chunk_is_told_and_removed(tmp_path):
    kept = Store(tmp_path)
    kept.keep(TILE, range(4), chunk())
    [file] = tmp_path.iterdir()
    content = bytearray(file.read_bytes())
    content[60:70] = b"0123456789"
    file.write_bytes(content)

    assert kept.read(TILE, range(4), ["m/x"]) is None
    assert kept.held(TILE, 4) == []


def test_what_was_being_written_is_tidied_away(tmp_path):
    kept = Store(tmp_path)
    kept.keep(TILE, range(4), chunk())
    (tmp_path / f".{TILE}-4-8.npz.1234abcd").write_bytes(b"half")

    kept.tidy()

    assert [file.name for file in tmp_path.iterdir()] == [f"{TILE}-0-4.npz"]
