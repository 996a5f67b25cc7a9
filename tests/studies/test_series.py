"""A user's series are read from CSV, and every fault is told at its line."""

import numpy as np
import pytest

import tumen
from tumen.base.calendar import month_number
from tumen.studies.series import read_series, ties_of

FILE = """# where it is from
month,dyad,n,mean_daily
2020-01,A-B,3,1.5
2020-01,C-D,3,-2
# a remark
2020-02,A-B,3,
2020-04,A-B,3,4e1
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(text, **of):
        (tmp_path / "mine.csv").write_text(text)
        return read_series("mine.csv", **of)

    return written


@pytest.fixture
def faults(read):
    def told(text, **of):
        with pytest.raises(tumen.InputError) as caught:
            read(text, **of)
        return str(caught.value)

    return told


def test_a_series_runs_from_its_first_month_to_its_last(read):
    series = read(FILE)["a-b"]

    assert series.months == range(month_number("2020-01"), month_number("2020-05"))
    np.testing.assert_array_equal(series.values, [1.5, np.nan, np.nan, 40.0])
    assert series.known.tolist() == [True, False, False, True]


def test_another_column_can_hold_the_values(read):
    np.testing.assert_array_equal(read(FILE, value="n")["c-d"].values, [3.0])


def test_every_fault_of_the_lines_is_told_at_once(faults):
    text = faults(
        "month,dyad,mean_daily\n2020-13,a-b,1\n2020-01,ab,much\n2020-02,a-b,inf\n2020-03,a-b,1\n2020-03,A-B,2\n"
    )

    assert 'mine.csv:2:1: month: "2020-13" is not a month. Write a month as YYYY-MM' in text
    assert 'mine.csv:3:1: dyad: "ab" is not a dyad. Write two names joined by a hyphen.' in text
    assert 'mine.csv:3:1: mean_daily: "much" is not a number. Write one, or leave the cell empty.' in text
    assert 'mine.csv:4:1: mean_daily: "inf" is not a number.' in text
    assert "mine.csv:6:1: A-B has a value in 2020-03 already; keep one of the two lines." in text
    assert text.endswith("5 problems in 1 file")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine.csv: holds no line; write the columns month, dyad, mean_daily"),
        ("month,dyad,mean_dayly\n", 'mine.csv:1:1: has no column "mean_daily". Did you mean "mean_dayly"?'),
        ("# a\nmonth,dyad,mean_daily,month\n", 'mine.csv:2:1: has two columns "month"; keep one.'),
        ("month,dyad,mean_daily\n2020-01,a-b\n", "mine.csv:2:1: holds 2 cells; write one for each of the 3"),
    ],
)
def test_a_file_of_another_shape_is_refused(faults, text, message):
    assert message in faults(text)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path):
    (tmp_path / "mine.csv").write_bytes(b"\xff\xfe")

    with pytest.raises(tumen.InputError, match="is not UTF-8 text"):
        read_series(tmp_path / "mine.csv")
    with pytest.raises(tumen.InputError, match="cannot be read: No such file"):
        read_series(tmp_path / "yours.csv")


def test_a_file_without_values_has_no_series(read):
    assert read("month,dyad,mean_daily\n") == {}


def test_series_are_about_the_dyads_of_the_cast(read):
    series = read(FILE.replace("A-B", "Pek-MOS").replace("C-D", "mos-x"))

    ties = ties_of(series, {"PEK": "china", "mos": "russia"}, ["russia", "china"], source="mine.csv")

    assert ties == {"pek-mos": "russia-china"}


def test_a_name_of_nobody_is_refused(read):
    with pytest.raises(tumen.InputError, match='names: "chin" is not in the cast'):
        ties_of(read(FILE), {"a": "chin"}, ["russia", "china"], source="mine.csv")


def test_a_file_about_others_is_refused(read):
    with pytest.raises(tumen.InputError, match=r"mine\.csv: dyad: no dyad is one of the cast, as a-b, c-d\."):
        ties_of(read(FILE), {}, ["russia", "china"], source="mine.csv")
