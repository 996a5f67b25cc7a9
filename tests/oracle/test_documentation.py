"""docs/model.md names everything that a second implementation must know."""

import pytest

from oracle.deciding import CHOICES
from tumen.measurement import INDICATORS, MILESTONES
from tumen.parameters.addresses import parameter_addresses
from tumen.world.vocabulary import TERMS


@pytest.fixture(scope="module")
def text(repository):
    return (repository / "docs" / "model.md").read_text(encoding="utf-8")


def unnamed(names, text):
    return sorted(name for name in set(names) if f"`{name}`" not in text and f"/{name}`" not in text)


def test_the_documentation_of_the_model_names_every_parameter(text):
    conditions = "conditions/"  # named as terms
    addresses = [address for address in parameter_addresses() if not address.startswith(conditions)]

    assert unnamed((address.rpartition("/")[2] for address in addresses), text) == []
    assert [file for file in {file_of(address) for address in addresses} if f"`{file}/" not in text] == []


def file_of(address):
    file = address.rpartition("/")[0]
    return "pairs" if file.startswith("pairs/") else file


def test_the_documentation_of_the_model_names_every_term(text):
    assert unnamed(TERMS, text) == []


def test_the_documentation_of_the_model_names_every_choice(text):
    choices = [choice for of in CHOICES.values() for choice in of if choice != "acknowledge"]

    assert unnamed([*choices, "dprk/acknowledge"], text) == []


def test_the_documentation_of_the_model_names_every_indicator_and_milestone(text):
    assert unnamed([*INDICATORS, *MILESTONES], text) == []
