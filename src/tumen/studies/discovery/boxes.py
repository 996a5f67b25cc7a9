"""Boxes: limits on some factors, and how well they tell the cases of interest from the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, final

import numpy as np
import numpy.typing as npt

from tumen.base.problems import nearest
from tumen.studies.discovery.factors import Mask, Sample
from tumen.studies.discovery.limits import Limit, rounded, sides, whole

if TYPE_CHECKING:
    import pandas as pd

FEW: Final = 100  # cases, up to which they are counted and not put as a share


@final
@dataclass(frozen=True)
class Evidence:
    """What speaks for the restriction of one factor.

    Attributes
    ----------
    quasi_p
        Chance that cases drawn from the box without this restriction would be as dense as those within.
    density_without
        Density of the box without this restriction.
    """

    quasi_p: float
    density_without: float


@final
@dataclass(frozen=True)
class Box:
    """Limits on factors, and what lies within.

    A case counts 1 if it is of interest, and else 0; density is then the share of the cases within that are
    of interest, and coverage the share of those of interest that lie within. Where cases tell a share of
    their histories, each counts that share: density is the probability that a history of a case within is of
    interest, and coverage the share of all histories of interest that belong to cases within.

    Attributes
    ----------
    limits
        By factor, of all factors.
    evidence
        By factor, of those that it restricts.
    points
        Number of cases within.
    shown
        How many of these are of interest; the sum of their shares.
    of_points, of_shown
        The same of all cases.
    rest
        Whether earlier boxes took cases, which this one does not count as its own.
    shares
        Whether cases tell shares of their histories.
    """

    limits: Mapping[str, Limit]
    evidence: Mapping[str, Evidence]
    points: int
    shown: float
    of_points: int
    of_shown: float
    rest: bool = False
    shares: bool = False

    @property
    def density(self) -> float:
        """Share of the cases within that are of interest."""
        return self.shown / self.points if self.points else np.nan

    @property
    def coverage(self) -> float:
        """Share of the cases of interest that lie within."""
        return self.shown / self.of_shown

    @property
    def mass(self) -> float:
        """Share of all cases that lie within."""
        return self.points / self.of_points

    @property
    def score(self) -> float:
        r"""Harmonic mean of density and coverage, :math:`2 d c / (d + c)`; 0 where both are."""
        return 2 * self.shown / (self.points + self.of_shown)

    @property
    def restricted(self) -> tuple[str, ...]:
        """Factors that it restricts, the one whose restriction adds most to density first."""
        names = [name for name, limit in self.limits.items() if limit.restricted]
        return tuple(sorted(names, key=lambda name: self.evidence[name].density_without))

    def contains(self, factors: Mapping[str, npt.ArrayLike]) -> Mask:
        """Return which cases lie within all limits, shape (cases,); factors without limit may be missing.

        Raises
        ------
        ValueError
            If a restricted factor is missing, or its values do not fit.
        """
        missing = [name for name in self.restricted if name not in factors]
        if missing:
            raise ValueError(f"the box restricts {', '.join(missing)}. Give values of each.")
        size = max((len(np.asarray(values)) for values in factors.values()), default=0)
        inside = np.ones(size, dtype=np.bool_)
        for name in self.restricted:
            limit = self.limits[name]
            inside &= limit.allows(limit.factor.coded(factors[name]))
        return inside

    def sentence(self, shows: str = "show it") -> str:
        """Return limits, density and coverage in a sentence, of which `shows` is the verb.

        As in: "demand at most 0.3: 82 of 100 such cases show it, 61 % of all that do".
        """
        where = " outside the earlier boxes" if self.rest else ""
        many = _of_hundred(self.shown, self.points, counted=not self.shares)
        if not self.restricted:
            return f"{many} {'histories' if self.shares else 'cases'}{where} {shows}"
        limits = " and ".join(str(self.limits[name]) for name in self.restricted)
        such = "histories of such cases" if self.shares else "such cases"
        return f"{limits}: {many} {such}{where} {shows}, {_percent(self.coverage)} of all that do"

    def table(self) -> "pd.DataFrame":
        """Return limits and evidence, a row a factor.

        Columns: `factor`, `title`, `unit`, `kind`; `low` and `high`, which are the ends of the range where
        nothing is restricted; `among`, the categories within, and `categories`, all of them; `lowest` and
        `highest`, the range of all cases; `restricted`; `quasi_p` and `density_without`, not numbers where
        nothing is restricted; and `low_text`, `high_text`, `lowest_text` and `highest_text`, the same numbers
        for readers.
        """
        import pandas as pd

        return pd.DataFrame([self._row(name) for name in self.limits])

    def _row(self, name: str) -> dict[str, object]:
        limit, evidence = self.limits[name], self.evidence.get(name)
        factor = limit.factor
        low = limit.low if np.isfinite(limit.low) else factor.lowest
        high = limit.high if np.isfinite(limit.high) else factor.highest
        return {
            "factor": name,
            "title": factor.title,
            "unit": factor.unit,
            "kind": factor.kind,
            "low": low,
            "high": high,
            "among": limit.among,
            "categories": factor.categories,
            "lowest": factor.lowest,
            "highest": factor.highest,
            "restricted": limit.restricted,
            "quasi_p": evidence.quasi_p if evidence else np.nan,
            "density_without": evidence.density_without if evidence else np.nan,
            "low_text": rounded(factor, low),
            "high_text": rounded(factor, high),
            "lowest_text": rounded(factor, factor.lowest),
            "highest_text": rounded(factor, factor.highest),
        }


def outside(limits: Sequence[Limit], sample: Sample) -> Mask:
    """Return which cases each limit keeps out, shape (factors, cases)."""
    return ~np.array([limit.allows(column) for limit, column in zip(limits, sample.values, strict=True)])


def measured(limits: Sequence[Limit], sample: Sample) -> Box:
    """Return a box with what a sample shows of it."""
    out = outside(limits, sample)
    misses = out.sum(axis=0)
    points, shown = _counted((misses == 0) & sample.left, sample)
    evidence: dict[str, Evidence] = {}
    for limit, beyond in zip(limits, out, strict=True):
        if limit.restricted:
            without = _counted((misses - beyond == 0) & sample.left, sample)
            density = without[1] / max(without[0], 1)
            evidence[limit.factor.name] = Evidence(quasi_p((points, shown), without), density)
    return Box(
        limits={limit.factor.name: limit for limit in limits},
        evidence=evidence,
        points=points,
        shown=shown,
        of_points=sample.cases.size,
        of_shown=float(sample.cases.sum()),
        rest=not sample.left.all(),
        shares=sample.shares,
    )


def freed(box: Box, names: Sequence[str], sample: Sample) -> Box:
    """Return the box without its restrictions of some factors.

    Raises
    ------
    ValueError
        If a name is of no factor.
    """
    for name in names:
        if name not in box.limits:
            raise ValueError(f'"{name}" is no factor. {nearest(name, box.limits)}')
    limits = [whole(limit.factor) if name in names else limit for name, limit in box.limits.items()]
    return measured(limits, sample)


def pruned(box: Box, level: float, sample: Sample) -> Box:
    """Return the box without the sides of limits that its density does not need.

    Of all sides whose quasi-p value is above the level, the one with the highest is opened, and so on.
    """
    while True:
        tried = [
            (_quasi_p_of(box, opened, sample), number, opened)
            for number, opened in enumerate(one for limit in box.limits.values() for one in sides(limit))
        ]
        worst, _, opened = max(tried, default=(0.0, 0, None))
        if opened is None or worst <= level:
            return box
        box = measured(list({**box.limits, opened.factor.name: opened}.values()), sample)


def _quasi_p_of(box: Box, opened: Limit, sample: Sample) -> float:
    wider = measured(list({**box.limits, opened.factor.name: opened}.values()), sample)
    return quasi_p((box.points, box.shown), (wider.points, wider.shown))


def quasi_p(within: tuple[int, float], without: tuple[int, float]) -> float:
    r"""Return the chance that a box would be as dense as it is if a restriction meant nothing [1]_.

    The one-sided binomial test: of n cases drawn from the box without the restriction, where a share q is of
    interest, k or more are. It is quasi, since peeling has chosen the restriction for its density; so it is
    good for telling restrictions that need not be, and no proof of those that must. A sum of shares varies
    less than whole cases do, so with them the test is cautious; k need not be whole:

    .. math:: P(K \ge k) = I_q(k, n - k + 1)

    Parameters
    ----------
    within, without
        Number of cases, and of those of interest, in the box and in the box without the restriction.

    References
    ----------
    .. [1] B. P. Bryant, R. J. Lempert, "Thinking inside the box: a participatory, computer-assisted approach
       to scenario discovery," Technological Forecasting and Social Change 77(1), 2010, 34-49.
    """
    from scipy import special

    points, shown = within
    if shown <= 0:
        return 1.0
    share = min(without[1] / without[0], 1.0)
    return float(special.betainc(shown, points - shown + 1, share))


def _counted(inside: Mask, sample: Sample) -> tuple[int, float]:
    return int(inside.sum()), float(sample.cases[inside].sum())


def _of_hundred(shown: float, points: int, *, counted: bool) -> str:
    if points <= FEW and counted:
        return f"{shown:.0f} of {points}"
    hundred = 100 * shown / max(points, 1)
    if 0 < hundred < 1:
        return "fewer than 1 of 100"
    if 99 < hundred < 100:
        return "more than 99 of 100"
    return f"{hundred:.0f} of 100"


def _percent(share: float) -> str:
    if 0 < share < 0.01:
        return "less than 1 %"
    if 0.99 < share < 1:
        return "more than 99 %"
    return f"{100 * share:.0f} %"
