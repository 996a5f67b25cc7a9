"""A forecast: probabilities of what was asked, with the hash of everything that went into them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, final

import pandas as pd

from tumen.results.folder import refuse_taken


@final
@dataclass(frozen=True)
class Forecast:
    """Answers to questions, ready to be kept and later scored.

    Attributes
    ----------
    title
        What the questions are about.
    answers
        A row for each scenario and question: `ask`, `probability`, its Monte Carlo `standard_error`, and
        `low` and `high`, the bounds of its 95 % interval.
    inputs
        Everything that went into the answers: version, seed, replicates, scenarios, parameters, evidence, and
        the questions with their predicates.
    """

    title: str
    answers: pd.DataFrame
    inputs: Mapping[str, Any]

    @property
    def inputs_sha256(self) -> str:
        """Hash of everything that went into the answers."""
        return hash_of(self.inputs)

    def to_dict(self) -> dict[str, Any]:
        """Return the forecast as plain data; `sha256` is the hash of all the rest."""
        rows = self.answers.to_dict(orient="records")
        content = {
            "title": self.title,
            "answers": rows,
            "inputs": dict(self.inputs),
            "inputs_sha256": self.inputs_sha256,
        }
        return {**content, "sha256": hash_of(content)}

    def write(self, path: str | Path) -> None:
        """Write the forecast as JSON into a new file.

        Raises
        ------
        FileExistsError
            If there is something already.
        """
        target = Path(path)
        refuse_taken(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n")

    def headline(self) -> str:
        """Return in a line what was asked of how many histories."""
        return f"{self.title}: {self.inputs['replicates']:,} histories, seed {self.inputs['seed']}"

    def shown(self) -> pd.DataFrame:
        """Return the table as people read it, without the sentences of the questions."""
        table = self.answers
        chances = zip(table["probability"], table["standard_error"], strict=True)
        bounds = zip(table["low"], table["high"], strict=True)
        return pd.DataFrame(
            {
                "scenario": table["scenario"],
                "question": table["question"],
                "probability": [f"{probability:.3f} (se {error:.3f})" for probability, error in chances],
                "95 % interval": [f"[{low:.4f}, {high:.4f}]" for low, high in bounds],
            }
        )

    def __str__(self) -> str:
        return f"{self.headline()}\n\n{self.shown().to_string(index=False)}"

    def _repr_html_(self) -> str:
        return (
            f"<p>{self.headline()}</p>{self.shown().assign(asked=self.answers['ask']).to_html(index=False)}"
        )


def hash_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of plain data, written as JSON with sorted keys and without spaces."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
