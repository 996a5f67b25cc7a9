"""Progress is told on the standard error: in plain lines where there is no terminal."""

import pytest

from tumen.ensemble.progress import progress


def test_plain_lines_tell_the_start_and_the_end(capsys):
    with progress("ceasefire", 10_000, show=True) as advance:
        advance(4_000)
        advance(6_000)

    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.splitlines() == [
        "ceasefire: 0 of 10,000 histories",
        "ceasefire: 10,000 of 10,000 histories",
    ]


def test_silence_is_possible(capsys):
    with progress("ceasefire", 10, show=False) as advance:
        advance(10)

    assert capsys.readouterr() == ("", "")


def test_a_kernel_that_is_only_imported_is_no_notebook(capsys):
    pytest.importorskip("ipykernel.kernelbase")

    with progress("A run", 4, show=True) as advance:
        advance(4)

    assert "A run: 4 of 4 histories" in capsys.readouterr().err
