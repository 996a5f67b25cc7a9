"""Progress is told on the standard error: in plain lines where there is no terminal."""

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
