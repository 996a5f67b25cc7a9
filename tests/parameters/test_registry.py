"""The registry reads every parameter file, and tells every fault at its place."""

import pytest

from tumen.base.problems import InputError
from tumen.parameters.registry import load_registry

SOUND = """gain:
  meaning: a gain
  unit: share
  prior: {uniform: [0, 1]}
  evidence: [E001]
  why: The document says so.
"""
PAIRS = """pairs:
  a->b:
    level:
      meaning: a level
      unit: latent
      prior: {fixed: 1}
      evidence: []
      assumed: true
      why: A guess.
"""


def registry(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return load_registry(folder)


def test_a_parameter_knows_its_address_entry_and_place(tmp_path):
    found = registry(tmp_path, ties=SOUND + PAIRS)

    assert list(found) == ["ties/gain", "pairs/a->b/level"]
    assert len(found) == 2
    assert found["ties/gain"].entry.evidence == ("E001",)
    assert found["pairs/a->b/level"].entry.assumed
    assert found["pairs/a->b/level"].line == 9
    assert found["ties/gain"].source.endswith("ties.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SOUND.replace("[E001]", "[]"), "must either cite evidence or be marked as assumed"),
        (SOUND.replace("unit: share", "unit: ''"), "unit"),
        (SOUND.replace("uniform", "beta"), "beta: is not known. Known: fixed,"),
        (SOUND.replace("  why: The document says so.\n", ""), "why"),
        (PAIRS.replace("a->b", "a"), '"a" is not a directed pair'),
    ],
)
def test_a_fault_is_told(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        registry(tmp_path, ties=text)


def test_the_faults_of_all_files_are_told_at_once(tmp_path):
    with pytest.raises(InputError) as caught:
        registry(tmp_path, one=SOUND.replace("[E001]", "[]"), two=PAIRS.replace("a->b", "a"))

    assert len(caught.value.problems) == 2


def test_a_pair_is_told_of_in_one_file_only(tmp_path):
    with pytest.raises(InputError, match=r"is defined before, at .*one.yaml:3. Keep one of the two."):
        registry(tmp_path, one=PAIRS, two=PAIRS)


def test_every_number_of_the_model_says_why():
    entries = [parameter.entry for parameter in load_registry().values()]

    assert len(entries) > 200
    assert all(entry.why and entry.unit and entry.meaning for entry in entries)
