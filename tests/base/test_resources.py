"""Scenarios and evidence are found, installed or not."""

import pytest

from tumen.base import resources


def test_the_shipped_scenarios_and_records_are_found():
    assert (resources.scenarios_folder() / "baseline_war.yaml").is_file()
    assert any(resources.seeds_folder().glob("*.yaml"))


@pytest.mark.parametrize("installed", [True, False])
def test_the_copy_in_the_package_comes_before_the_checkout(tmp_path, monkeypatch, installed):
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(resources, "CHECKOUT", tmp_path)
    copy = tmp_path / "package" / "_scenarios"
    if installed:
        copy.mkdir(parents=True)

    assert resources.scenarios_folder() == (copy if installed else tmp_path / "scenarios")
