"""Every notebook runs from top to bottom, and shows what it says it shows."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="module", params=sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def executed(request, tmp_path_factory):
    notebook = nbformat.read(request.param, as_version=4)
    folder = str(tmp_path_factory.mktemp("notebook"))
    return NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}}).execute()


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.mark.slow
def test_every_figure_is_drawn(executed):
    drawn = [output for output in outputs(executed) if "image/png" in output.get("data", {})]

    sources = [cell.source for cell in executed.cells if cell.cell_type == "code"]
    calls = sum(source.count(".plot.") + source.count("plt.subplots(") for source in sources)
    assert len(drawn) == calls > 0


@pytest.mark.slow
def test_results_have_a_rich_table(executed):
    tables = [
        output["data"]["text/html"] for output in outputs(executed) if "text/html" in output.get("data", {})
    ]

    assert any("dprk-russia" in table for table in tables)


def test_notebooks_are_kept_without_outputs():
    for path in FOLDER.glob("*.ipynb"):
        assert outputs(nbformat.read(path, as_version=4)) == []
