"""The cheap list of addresses says the same as the registry."""

from tumen.parameters.addresses import parameter_addresses
from tumen.parameters.registry import load_registry


def test_the_addresses_are_those_of_the_registry():
    addresses = parameter_addresses()

    assert sorted(addresses) == sorted(load_registry())
    assert len(addresses) > 100


def test_sections_of_pairs_and_comments_are_understood(tmp_path):
    (tmp_path / "ties.yaml").write_text(
        "# ties\ngain:  # of trade\n  meaning: x\n  why: >-\n    a reason:\n    that goes on\n"
        "pairs:\n  a->b:\n    level:\n      prior: {fixed: 1}\n    decay:\n      unit: x\n"
    )

    assert parameter_addresses(tmp_path) == ("ties/gain", "pairs/a->b/level", "pairs/a->b/decay")
