"""What streaming one value into the histograms costs: `python benchmarks/histograms.py`."""

from time import process_time

import numpy as np

from tumen.results.recorder import Recorder
from tumen.results.schema import described

SERIES = 110
REPEATS = 30


def nanoseconds_a_value(replicates: int) -> float:
    """Return the CPU time of recording one month, best of all months, divided by its values."""
    keys = [("strength", f"a{number}-b") for number in range(10)]
    keys += [("alignment", f"a{number}->b") for number in range(SERIES - len(keys))]
    luck = np.random.default_rng(0)
    values = {key: np.tanh(luck.normal(0.2, 0.4, replicates)).astype(np.float32) for key in keys}
    recorder = Recorder([described(key) for key in keys], range(REPEATS), range(replicates), sample=200)
    seconds = []
    for month in range(REPEATS):
        start = process_time()
        recorder.record(month, values)
        seconds.append(process_time() - start)
    return min(seconds) / (SERIES * replicates) * 1e9


if __name__ == "__main__":
    for size in (4_096, 8_192, 16_384):
        print(f"{size:6d} replicates: {nanoseconds_a_value(size):.1f} ns a value")
