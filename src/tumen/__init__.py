"""tumen: an agent-based simulator of the DPRK, Russia, China, the US/ROK/Japan bloc and Ukraine.

The names below are public; everything else may change. They are imported when first used, so that the
command line starts fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tumen.base.problems import InputError
    from tumen.ensemble.ask import ask
    from tumen.ensemble.run import run
    from tumen.ensemble.scenario_model import Model
    from tumen.results.folder import load
    from tumen.results.forecast import Forecast
    from tumen.results.results import Results
    from tumen.scenarios.load import load_scenario as scenario
    from tumen.scenarios.schema import Scenario
    from tumen.studies.compare import compare
    from tumen.studies.story import story
    from tumen.studies.sweep.function import function
    from tumen.studies.sweep.sweeping import sweep
    from tumen.studies.watch.watch import watch

__all__ = [
    "Forecast",
    "InputError",
    "Model",
    "Results",
    "Scenario",
    "ask",
    "compare",
    "function",
    "load",
    "run",
    "scenario",
    "story",
    "sweep",
    "watch",
]

_HOMES = {
    "Forecast": "tumen.results.forecast:Forecast",
    "InputError": "tumen.base.problems:InputError",
    "Model": "tumen.ensemble.scenario_model:Model",
    "Results": "tumen.results.results:Results",
    "Scenario": "tumen.scenarios.schema:Scenario",
    "ask": "tumen.ensemble.ask:ask",
    "compare": "tumen.studies.compare:compare",
    "function": "tumen.studies.sweep.function:function",
    "load": "tumen.results.folder:load",
    "run": "tumen.ensemble.run:run",
    "scenario": "tumen.scenarios.load:load_scenario",
    "story": "tumen.studies.story:story",
    "sweep": "tumen.studies.sweep.sweeping:sweep",
    "watch": "tumen.studies.watch.watch:watch",
}
_YIELD_RESULTS = frozenset({"Results", "compare", "load", "run"})


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    if name in _YIELD_RESULTS:
        import_module("tumen.plots")  # gives results their figures
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
