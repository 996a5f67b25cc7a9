"""CPU that short commands take more than a bare interpreter."""

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence

BARE = (sys.executable, "-c", "pass")
COMMANDS = {
    "tumen --help": (sys.executable, "-m", "tumen", "--help"),
    "tumen list": (sys.executable, "-m", "tumen", "list"),
    "tumen check ceasefire": (sys.executable, "-m", "tumen", "check", "ceasefire"),
}


def cpu_seconds(command: Sequence[str]) -> float:
    """Run a command and return the CPU seconds it took, user and system."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def extra_cpu(rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of each command more than the bare interpreter that ran just before it."""
    for command in (BARE, *COMMANDS.values()):
        cpu_seconds(command)  # the first time compiles and fills the disk cache
    extra: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            bare = cpu_seconds(BARE)
            extra[name].append(cpu_seconds(command) - bare)
    return extra


def main() -> None:
    """Print the median and the range of each command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    print(f"CPU seconds more than a bare interpreter, {rounds} rounds")
    for name, seconds in extra_cpu(rounds).items():
        median = statistics.median(seconds)
        print(f"{name:24} median {median:.3f}  from {min(seconds):.3f} to {max(seconds):.3f}")


if __name__ == "__main__":
    main()
