"""A scenario file becomes a Scenario that says what the file says, or an InputError, and nothing else."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.base.calendar import month_number
from tumen.base.problems import InputError
from tumen.base.yaml_source import canonical_text, parse_yaml
from tumen.parameters.priors import Fixed, Lognormal, Normal, Uniform
from tumen.scenarios.effects import SetTo, ShiftBy
from tumen.scenarios.guards import StateGuard
from tumen.scenarios.load import find_scenario, list_scenarios, load_scenario, scenario_of_text
from tumen.scenarios.quantities import Scale
from tumen.scenarios.schema import Event, Outputs, ScenarioFile
from tumen.scenarios.timing import AtHazard, Date, Hazard, Window, Within

SOUND = Path(__file__).parent / "sound"
BASE = SOUND / "base.yaml"
LINES = BASE.read_text(encoding="utf-8").splitlines()

PARTS = (
    ScenarioFile,
    Event,
    Window,
    Hazard,
    Outputs,
    SetTo,
    ShiftBy,
    StateGuard,
    Date,
    Within,
    AtHazard,
    Scale,
)
KEYS = st.sampled_from(
    sorted({field.alias or name for part in PARTS for name, field in part.model_fields.items()})
)
WORDS = st.sampled_from(
    ["2025-06", "thaw", "dprk-russia", "dprk->russia", "alignment dprk->russia", "russia", "E111"]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "scratch.yaml"


def test_a_scenario_says_what_its_file_says():
    scenario = load_scenario(BASE)

    assert (scenario.name, scenario.title) == ("base", "A war that may end")
    assert (scenario.first, scenario.until) == (month_number("2020-01"), month_number("2028-03"))
    assert scenario.cast == ("dprk", "russia", "china", "bloc", "ukraine")
    assert scenario.parameters == {"actors/russia/precision": Uniform(uniform=(1, 3))}
    assert scenario.outputs.quantiles == (0.05, 0.25, 0.5, 0.75, 0.95)


def test_an_event_within_a_window_knows_its_months_guards_and_effects():
    ceasefire = load_scenario(BASE).events["ceasefire"]

    assert isinstance(ceasefire.when, Within)
    assert ceasefire.when.window.mode == month_number("2025-12")
    assert ceasefire.probability == 0.6
    assert [str(guard) for guard in ceasefire.guards] == [
        "war_intensity above 0.3",
        "tie dprk-russia above 0.1",
    ]
    assert ceasefire.effects == (
        SetTo.model_construct(set=("war_intensity",), to=Fixed(fixed=0.1), over_months=3),
        ShiftBy.model_construct(
            shift=("alignment", "dprk", "russia"), by=Normal(normal=(-0.1, 0.05)), lasting=True
        ),
    )


def test_an_event_at_a_hazard_knows_its_rate_and_when_it_is_at_risk():
    relapse = load_scenario(BASE).events["relapse"]

    assert isinstance(relapse.when, AtHazard)
    hazard = relapse.when.hazard
    assert (hazard.per_year, hazard.after) == (Lognormal(lognormal=(0.3, 0.5)), "ceasefire")
    assert hazard.first == month_number("2025-07")
    assert [str(effect) for effect in relapse.effects] == ["war_intensity becomes triangular 0.6, 0.8, 1"]


def test_a_child_changes_what_it_says_and_keeps_the_rest():
    base, peace = load_scenario(BASE), load_scenario(SOUND / "peace.yaml")

    assert list(peace.events) == ["ceasefire"]
    assert isinstance(peace.events["ceasefire"].when, Date)
    assert peace.events["ceasefire"].probability == 1.0
    assert peace.events["ceasefire"].effects == base.events["ceasefire"].effects
    assert peace.parameters["actors/russia/precision"] == Scale.model_construct(scale=0.5)
    assert peace.parameters["actors/china/precision"] == Fixed(fixed=2)


def test_what_a_child_inherits_is_still_found_in_the_parents_file():
    peace = load_scenario(SOUND / "peace.yaml")

    assert peace.place("parameters", "actors/china/precision").endswith("sound/peace.yaml:6")
    assert peace.place("events", "ceasefire", "effects").endswith("sound/base.yaml:20")
    assert [Path(file).name for file in peace.files] == ["peace.yaml", "base.yaml"]


def test_the_resolved_text_is_itself_a_scenario_file_with_the_same_hash(scratch):
    peace = load_scenario(SOUND / "peace.yaml")
    scratch.write_text(peace.resolved_text, encoding="utf-8")

    again = load_scenario(scratch)

    assert again.resolved_text == peace.resolved_text
    assert again.sha256 == peace.sha256
    assert (again.events, again.parameters) == (peace.events, peace.parameters)


def test_scenarios_that_ship_are_sound_and_found_by_name():
    names = [scenario.name for scenario in list_scenarios()]

    assert {"baseline_war", "ceasefire", "disclosure", "tumen_access"} <= set(names)
    assert find_scenario("ceasefire").name == "ceasefire.yaml"


def test_a_folder_of_the_same_name_does_not_hide_a_scenario(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ceasefire").mkdir()

    assert load_scenario("ceasefire").name == "ceasefire"


def test_an_unknown_name_gets_the_nearest_one():
    with pytest.raises(InputError) as caught:
        load_scenario("ceasefyre")

    [problem] = caught.value.problems
    assert str(problem) == (
        "ceasefyre: is neither a file nor the name of a scenario that ships with tumen. "
        'Did you mean "ceasefire"?'
    )


@given(line=st.integers(0, len(LINES) - 1), text=st.text(max_size=40) | st.just(""))
def test_a_file_with_any_line_changed_is_read_or_refused(scratch, line, text):
    changed = [*LINES[:line], text, *LINES[line + 1 :]]
    scratch.write_text("\n".join(changed), encoding="utf-8", errors="replace")

    with suppress(InputError):
        load_scenario(scratch)


@given(st.dictionaries(KEYS, VALUES))
def test_any_values_are_read_or_refused_and_every_fault_has_a_place(scratch, value):
    parent = parse_yaml("\n".join(LINES), source="base").value
    scratch.write_text(canonical_text({**parent, **value, "extends": None}), encoding="utf-8")

    with pytest.raises(InputError) as caught:
        load_scenario(scratch)

    assert all(problem.line >= 1 and problem.column >= 1 for problem in caught.value.problems)


def test_the_resolved_text_of_a_scenario_is_the_same_scenario():
    scenario = load_scenario("ceasefire")

    again = scenario_of_text(scenario.resolved_text, "ceasefire")

    assert (again.name, again.sha256) == ("ceasefire", scenario.sha256)
    assert again.events == scenario.events


def test_a_faulty_text_is_refused_by_its_name():
    with pytest.raises(InputError, match="old_run:1:1: "):
        scenario_of_text("{}", "old_run")
