"""The watchlist: what was found of each question, as tables, sentences and plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

import pandas as pd

from tumen.results.chances import precision
from tumen.results.folder import refuse_taken
from tumen.studies.watch.sentences import chance, percent

SHOWN: Final = 10  # rows of a table on the screen
CLEAR: Final = 3  # standard errors that a value must have to be told, as so many are looked at


@final
@dataclass(frozen=True)
class Watchlist:
    """What readings of the coming months, and parameters, tell of questions at the horizon.

    Values are what a reading is expected to take off the Brier score of the forecast.

    Attributes
    ----------
    title
        What the questions are about.
    questions
        A row for each question: `question`, `ask`, its probability `p` with its `error`, what is to be told
        of it at most (`uncertainty`, p (1 - p)), and from which month `first` to which month `last` readings
        are taken.
    best
        A row for each question and indicator, the most telling first: the best `reading`, its absence
        (`otherwise`), the `month` and `cut`, the `share` of histories that show it, the probability with it
        (`p_if`) and without it (`p_if_not`) with errors, its `value` with `error`, that value over p (1 - p)
        (`of_all`), the value of seeing the `whole` number instead, with error, whether it is something that
        the question itself looks at (`own`), and a `sentence`.
    readings
        A row for every reading of every month and cut; values here are not corrected for picking the best.
    parameters
        A row for each question and parameter: what knowing it would take off, the largest first.
    skipped
        Questions that no reading can tell of, and why.
    inputs
        Everything that went into it.
    """

    title: str
    questions: pd.DataFrame
    best: pd.DataFrame
    readings: pd.DataFrame
    parameters: pd.DataFrame
    skipped: Mapping[str, str]
    inputs: Mapping[str, Any]

    def table(self, question: str | None = None, *, own: bool = False) -> pd.DataFrame:
        """Return the best reading of each indicator for a question, by default the first, best first.

        With `own`, also of those that the question itself looks at.

        Raises
        ------
        ValueError
            If there is no such question.
        """
        rows = _of(self.best, self._known(question))
        return rows if own else rows[~rows["own"]].reset_index(drop=True)

    def worth_knowing(self, question: str | None = None) -> pd.DataFrame:
        """Return the parameters that are worth knowing for a question beyond what chance would show.

        Raises
        ------
        ValueError
            If there is no such question.
        """
        return _clear(_of(self.parameters, self._known(question)))

    def sentence(self, question: str | None = None) -> str:
        """Return the most telling reading of a question, that it does not itself look at, in a sentence.

        Raises
        ------
        ValueError
            If there is no such question.
        """
        rows = self.table(question)
        if rows.empty:
            return "nothing else that can be seen differs between histories"
        clear = _clear(rows)
        if clear.empty:
            return f"nothing else stands out from chance; at best, {rows['sentence'][0]}"
        return str(clear["sentence"][0])

    def headline(self) -> str:
        """Return in a line what was looked at."""
        replicates = self.inputs["replicates"]
        return (
            f"{self.title}: {self.inputs['scenario']}, {replicates:,} histories "
            f"({precision(replicates, self.inputs)}), seed {self.inputs['seed']}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return what is shown as plain data."""
        answers = []
        for row in self.questions.to_dict(orient="records"):
            whole = self.table(row["question"], own=True)
            known = self.worth_knowing(row["question"]).head(SHOWN)
            answers.append(
                {
                    **{str(name): value for name, value in row.items()},
                    "sentence": self.sentence(row["question"]),
                    "readings": _plain(_clear(whole[~whole["own"]]).head(SHOWN)),
                    "own_readings": _plain(_clear(whole[whole["own"]])),
                    "worth_knowing": _plain(known),
                }
            )
        return {
            "title": self.title,
            "questions": answers,
            "skipped": dict(self.skipped),
            "inputs": dict(self.inputs),
        }

    def write(self, path: str | Path) -> None:
        """Write all readings as CSV into a new file.

        Raises
        ------
        FileExistsError
            If there is something already.
        """
        target = Path(path)
        refuse_taken(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="") as file:
            self.readings.to_csv(file, index=False)

    def parts(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield the tables as people read them, each under what it says."""
        for row in self.questions.to_dict(orient="records"):
            name = row["question"]
            whole = self.table(name, own=True)
            own, others = _clear(whole[whole["own"]]), _clear(whole[~whole["own"]])
            score = f"expected Brier score {row['uncertainty']:.4f}"
            about = f"P {chance(row['p'])} (se {row['error']:.3f}), {score}"
            readings = f"readings from {row['first']} to {row['last']}"
            title = f"{name}: {row['ask']}\n{about}; {readings}\n{self.sentence(name)}"
            yield title, _shown(others.head(SHOWN))
            if len(own):
                yield f"{name}: what the question itself looks at", _shown(own)
            known = self.worth_knowing(name)
            found = "" if len(known) else ": no single parameter stands out from chance"
            title = f"{name}: what would be worth knowing, if it could be known{found}"
            yield title, _worth(known.head(SHOWN), row["uncertainty"])

    def __str__(self) -> str:
        tables = [
            title if table.empty else f"{title}\n\n{table.to_string(index=False)}"
            for title, table in self.parts()
        ]
        skipped = "\n".join(f"left out: {name}, since {why}" for name, why in self.skipped.items())
        return "\n\n".join([self.headline(), *tables, *([skipped] if skipped else [])])

    def __repr__(self) -> str:
        return f"<Watchlist {self.headline()}>"

    def _repr_html_(self) -> str:
        from html import escape

        tables = (
            f"<p>{escape(title)}</p>{'' if table.empty else table.to_html(index=False)}"
            for title, table in self.parts()
        )
        return f"<p>{escape(self.headline())}</p>{''.join(tables)}"

    def _known(self, question: str | None) -> str:
        known = self.questions["question"].tolist()
        name = known[0] if question is None else question
        if name not in known:
            from tumen.base.problems import nearest

            why = f" It was left out, since {self.skipped[name]}." if name in self.skipped else ""
            raise ValueError(f'"{name}" is not a question of this watchlist.{why} {nearest(name, known)}')
        return name


def _of(table: pd.DataFrame, question: str) -> pd.DataFrame:
    return table[table["question"] == question].reset_index(drop=True)


def _clear(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose values stand out from chance."""
    return table[table["value"] > CLEAR * table["error"]].reset_index(drop=True)


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): value for name, value in row.items() if name != "question"}
        for row in table.to_dict(orient="records")
    ]


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    """Return readings as people read them."""
    return pd.DataFrame(
        {
            "reading": table["reading"],
            "kind": table["kind"],
            "so in": [percent(share) for share in table["share"]],
            "P if so": [chance(one) for one in table["p_if"]],
            "if not": [chance(one) for one in table["p_if_not"]],
            "takes off": _with_error(table["value"], table["error"]),
            "of all": [f"{100 * one:.1f} %" for one in table["of_all"]],
            "exact number": _with_error(table["whole"], table["whole_error"]),
        }
    )


def _worth(table: pd.DataFrame, uncertainty: float) -> pd.DataFrame:
    """Return parameters as people read them."""
    return pd.DataFrame(
        {
            "parameter": table["parameter"],
            "takes off": _with_error(table["value"], table["error"]),
            "of all": [f"{100 * one / uncertainty:.1f} %" for one in table["value"]],
        }
    )


def _with_error(values: "pd.Series[float]", errors: "pd.Series[float]") -> list[str]:
    return [f"{value:.4f} (se {error:.4f})" for value, error in zip(values, errors, strict=True)]
