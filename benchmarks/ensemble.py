"""CPU per replicate-month, wall time and peak memory of an ensemble, over its size."""

import argparse
import json
import resource
import subprocess
import sys
import threading
import time
from typing import Any

import psutil

SIZES = (1_000, 10_000, 100_000)
MEMORY_INTERVAL = 0.05  # [s]


def measure(scenario: str, replicates: int) -> dict[str, float]:
    """Return the CPU and wall seconds of one ensemble, run here with imports left out, and its months."""
    from loky import get_reusable_executor

    import tumen

    months = len(tumen.run(scenario, replicates=1).strength["time"])
    wall, cpu = time.perf_counter(), cpu_so_far()
    tumen.run(scenario, replicates=replicates)
    seconds = time.perf_counter() - wall
    get_reusable_executor().shutdown(wait=True)  # only finished workers tell their CPU seconds
    return {"wall": seconds, "cpu": cpu_so_far() - cpu, "months": months}


def cpu_so_far() -> float:
    """Return the CPU seconds of this process and its finished children, user and system."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measure_apart(scenario: str, replicates: int) -> dict[str, Any]:
    """Measure in a process of its own, and add the most bytes that it and its children held at once."""
    command = [sys.executable, __file__, "--scenario", scenario, "--measure", str(replicates)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        samples: list[int] = []
        watcher = threading.Thread(target=watch_memory, args=(psutil.Process(process.pid), samples))
        watcher.start()
        output, _ = process.communicate()
        watcher.join()
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return {**json.loads(output), "memory": max(samples)}


def watch_memory(process: psutil.Process, samples: list[int]) -> None:
    """Append the bytes that a process and its children hold, again and again until it ends."""
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        samples.append(sum(memory(one) for one in [process, *process.children(recursive=True)]))
        time.sleep(MEMORY_INTERVAL)


def memory(process: psutil.Process) -> int:
    """Return the bytes of one process, of shared pages only its share where the system tells it."""
    try:
        full = process.memory_full_info()
    except psutil.Error:  # it ended meanwhile
        return 0
    return int(getattr(full, "pss", 0) or full.rss)


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="ceasefire")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.scenario, options.measure)))
        return
    print("replicates  wall s   CPU s  CPU us/replicate-month  peak MiB")
    for size in options.sizes:
        taken = measure_apart(options.scenario, size)
        each = 1e6 * taken["cpu"] / (size * taken["months"])
        peak = taken["memory"] / 2**20
        print(f"{size:10,} {taken['wall']:7.2f} {taken['cpu']:7.2f} {each:23.3f} {peak:9.0f}")


if __name__ == "__main__":
    main()
