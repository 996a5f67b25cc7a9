"""One file holds everything, and is the same bytes for the same results."""

import time

import netCDF4
import pytest
import xarray as xr

from ensembles import an_ensemble
from tumen.results.folder import load

GROUPS = {"scenarios", "summary", "trajectories", "events", "parameters", "differences"}


@pytest.mark.parametrize("full", [False, True])
def test_results_read_back_are_identical(tmp_path, full):
    results = an_ensemble(full=full, months=range(24_300, 24_304))

    results.to_netcdf(tmp_path / "a.nc")

    read = load(tmp_path / "a.nc")
    assert read.identical(results)
    assert read.strength.dims == results.strength.dims
    assert read.seed == results.seed


def test_the_same_results_make_the_same_bytes_at_another_time(results, tmp_path):
    results.to_netcdf(tmp_path / "first.nc")
    time.sleep(1.1)
    load(tmp_path / "first.nc").to_netcdf(tmp_path / "second.nc")

    assert (tmp_path / "first.nc").read_bytes() == (tmp_path / "second.nc").read_bytes()


def test_the_file_has_the_documented_groups(results, tmp_path):
    results.to_netcdf(tmp_path / "a.nc")

    with netCDF4.Dataset(tmp_path / "a.nc") as file:
        assert set(file.groups) == GROUPS
        assert file.source.startswith("tumen ")


def test_other_programs_read_a_group_with_units_and_dates(results, tmp_path):
    results.to_netcdf(tmp_path / "a.nc")

    with xr.open_dataset(tmp_path / "a.nc", group="summary", engine="netcdf4") as summary:
        assert summary["strength"].attrs["units"] == "strength"
        assert str(summary["time"].values[0])[:10] == "2020-01-01"


def test_a_file_is_replaced_only_by_a_complete_one(results, tmp_path, monkeypatch):
    (tmp_path / "a.nc").write_text("before")

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(xr.DataTree, "to_netcdf", fail)
    with pytest.raises(OSError, match="disk full"):
        results.to_netcdf(tmp_path / "a.nc")

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.nc", "before")]
