"""The command `tumen` and its subcommands, each imported when it is asked for.

Exit codes: 0 done, 1 failed, 2 the input is wrong.
"""

import os
import warnings
from importlib import import_module
from typing import Any

import click

from tumen.base.problems import InputError

COMMANDS = {  # name -> where it is, and its summary, so that the help need not import it
    "run": ("tumen.cli.run:run", "Run one or more scenarios, by name or file, with the same luck for each."),
    "compare": (
        "tumen.cli.compare:compare",
        "Compare scenarios with the first, under the same luck.",
    ),
    "ask": ("tumen.cli.ask:ask", "Answer a file of questions, and write the forecast."),
    "sweep": ("tumen.cli.sweep:sweep", "Run the same histories at every point of a design."),
    "sensitivity": (
        "tumen.cli.sensitivity:sensitivity",
        "Tell which factors of a sweep its outputs depend on.",
    ),
    "discover": (
        "tumen.cli.discover:discover",
        "Find which combinations of a sweep's factors lead to something.",
    ),
    "watch": (
        "tumen.cli.watch:watch",
        "Tell what to watch: what could be seen soon, and what it tells.",
    ),
    "backtest": ("tumen.cli.backtest:backtest", "Score a forecast against what came."),
    "hindcast": (
        "tumen.cli.hindcast:hindcast",
        "Forecast your own series month after month, and score this.",
    ),
    "ablate": ("tumen.cli.ablate:ablate", "Switch off mechanisms one by one, and see which patterns break."),
    "explain": ("tumen.cli.explain:explain", "Explain why a tie moved, or tell the story of one history."),
    "calibrate": ("tumen.cli.calibrate:calibrate", "Calibrate parameters by what the documents say."),
    "update": ("tumen.cli.update:update", "Weigh the posterior by items that were added, in seconds."),
    "rerun": ("tumen.cli.rerun:rerun", "Simulate a run again, to see whether it comes out the same."),
    "check": ("tumen.cli.check:check", "Check scenario and sweep files and tell every fault."),
    "show": ("tumen.cli.show:show", "Show what a scenario says in the end."),
    "warm-up": ("tumen.cli.warm_up:warm_up", "Compile scenarios now, so that later runs need not wait."),
    "list": ("tumen.cli.list:list_", "List scenarios or parameters."),
    "cite": ("tumen.cli.cite:cite", "Show what a parameter rests on, down to the paragraph."),
    "evidence": ("tumen.cli.evidence:evidence", "Look up what the documents say, and check it against them."),
}
INPUT_WRONG = 2


class Commands(click.Group):
    """Subcommands by name; what is wrong with the input is told whole, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names and summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo(error, err=True)
            ctx.exit(INPUT_WRONG)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tumen", message="tumen %(version)s")
def commands() -> None:
    """Simulate the relations among the DPRK, Russia, China, the US-led bloc and Ukraine."""


def main() -> None:
    """Run the command line."""
    warnings.formatwarning = lambda message, *_, **__: f"{message}\n"  # one line, without a place in the code
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # finding them would read every installed package
    commands(prog_name="tumen")
