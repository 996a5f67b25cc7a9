"""Sobol indices of many outputs at once against SALib's, output by output: `python benchmarks/sobol.py`.

Both find first-order and total indices of the same design, with bootstrap intervals from as many resamples.
They take turns in one process; printed are medians over rounds, the ratios of the pairs, and by how much the
estimates differ at most.
"""

import argparse
from statistics import median

import numpy as np
from measuring import SEED, shown, taken
from SALib.analyze import sobol as salib

from tumen.studies.sensitivity.sobol import sobol_indices

FACTORS = 10


def runs(base_points: int, outputs: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return outputs at the points of a design, each of them with weights of its own."""
    luck = np.random.default_rng(SEED)
    a, b = luck.random((2, base_points, FACTORS))
    ab = np.where(np.eye(FACTORS, dtype=bool)[:, np.newaxis], b, a)
    weights, pairs = luck.random((FACTORS, outputs)), luck.random((FACTORS - 1, outputs))
    a, b, ab = (x @ weights + (x[..., 1:] * x[..., :-1]) @ pairs for x in (a, b, ab))
    return a, b, ab


def theirs(design: tuple[np.ndarray, np.ndarray, np.ndarray], resamples: int) -> np.ndarray:
    """Return SALib's first-order and total indices, shape (2, factors, outputs)."""
    a, b, ab = design
    names = [f"x{number}" for number in range(FACTORS)]
    problem = {"num_vars": FACTORS, "names": names, "bounds": [[0, 1]] * FACTORS}
    rows = np.stack([a, *ab, b], axis=1).reshape(-1, a.shape[1])
    choice = {"calc_second_order": False, "num_resamples": resamples, "conf_level": 0.9, "seed": SEED}
    found = [salib.analyze(problem, rows[:, output], **choice) for output in range(a.shape[1])]
    return np.stack([np.stack([one[key] for one in found], axis=1) for key in ("S1", "ST")])


def ours(design: tuple[np.ndarray, np.ndarray, np.ndarray], resamples: int) -> np.ndarray:
    """Return tumen's, in the same shape."""
    names = [f"x{number}" for number in range(FACTORS)]
    outputs = [f"y{number}" for number in range(design[0].shape[1])]
    found = sobol_indices(*design, factors=names, outputs=outputs, resamples=resamples, seed=SEED).indices
    return np.stack([found["first"].values, found["total"].values])


def main() -> None:
    """Time both and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-points", type=int, default=1024)
    parser.add_argument("--outputs", type=int, default=60)
    parser.add_argument("--resamples", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    design = runs(given.base_points, given.outputs)
    off = np.abs(ours(design, given.resamples) - theirs(design, given.resamples)).max()  # and warms both up
    pairs = [
        [taken(lambda how=how: how(design, given.resamples)) for how in (ours, theirs)]
        for _ in range(given.rounds)
    ]
    rows = [["", "wall [s]", "CPU [s]"]]
    for place, name in enumerate(("tumen", "SALib")):
        wall, cpu = (median(pair[place][kind] for pair in pairs) for kind in (0, 1))
        rows.append([name, f"{wall:.3f}", f"{cpu:.3f}"])
    print(f"{FACTORS} factors, {given.base_points:,} base points, {given.outputs} outputs")
    print(shown(rows))
    for kind, name in enumerate(("wall time", "CPU")):
        ratios = [theirs[kind] / ours[kind] for ours, theirs in pairs]
        print(f"SALib's {name} over tumen's: {median(ratios):.0f} ({min(ratios):.0f} to {max(ratios):.0f})")
    print(f"largest difference of an index: {off:.1g}")


if __name__ == "__main__":
    main()
