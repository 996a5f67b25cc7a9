"""What all tests share: how hypothesis searches, and where the original documents lie."""

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if "CI" in os.environ else "default")

REPOSITORY = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the patterns: one large ensemble, which one worker would else do at the end alone."""
    items.sort(key=lambda item: "patterns" not in item.path.parts)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def documents() -> Path:
    """Return the folder of the original documents, which may not be shared; skip where it is absent."""
    folder = Path(os.environ.get("TUMEN_SHARED", REPOSITORY.parent / "shared")) / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the original documents are absent: no folder {folder}")
    return folder
