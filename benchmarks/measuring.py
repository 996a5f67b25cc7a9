"""What the benchmarks share: seconds and memory of work in this process or another, and tables."""

import json
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import psutil

SEED = 20_250_401
WARM_UP = 64  # histories of a worker's first run
MEMORY_INTERVAL = 0.05  # [s]


def cpu_so_far() -> float:
    """Return the CPU seconds of this process and its children, whether they still run or not."""
    this = psutil.Process()
    own = this.cpu_times()
    children = [child.cpu_times() for child in this.children(recursive=True)]
    ended = own.children_user + own.children_system
    return ended + sum(times.user + times.system for times in [own, *children])


def taken(work: Callable[[], Any]) -> tuple[float, float]:
    """Do some work and return how many seconds it took, on the wall and of CPU."""
    wall, cpu = time.perf_counter(), cpu_so_far()
    work()
    return time.perf_counter() - wall, cpu_so_far() - cpu


def measure_apart(command: Sequence[str]) -> dict[str, Any]:
    """Run a command that prints what it took; add the seconds of the whole process, and its peak memory."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        samples: list[int] = []
        watcher = threading.Thread(target=watch_memory, args=(psutil.Process(process.pid), samples))
        watcher.start()
        output, _ = process.communicate()
        seconds = time.perf_counter() - start
        watcher.join()
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    found = json.loads(output.splitlines()[-1])
    return {
        **found,
        "process": seconds - found.get("needless", 0),
        "memory": max([*samples, found.get("peak", 0)]),
    }


def watch_memory(process: psutil.Process, samples: list[int]) -> None:
    """Append the bytes that a process and its children hold, again and again until it ends."""
    with suppress(psutil.NoSuchProcess):
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


def shown(rows: Sequence[Sequence[str]]) -> str:
    """Return rows, the first of which are the titles, as an aligned table that Markdown reads too."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    ruler = [f"{'-' * (width - 1)}{':' if column else '-'}" for column, width in enumerate(widths)]
    return "\n".join(
        "| "
        + " | ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in [rows[0], ruler, *rows[1:]]
    )
