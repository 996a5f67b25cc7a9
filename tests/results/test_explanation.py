"""An explanation is a table whose lines add up."""

import json

import pytest

from told import an_explanation


def test_the_lines_lead_from_start_to_end():
    explanation = an_explanation(terms=3)

    assert str(explanation).splitlines() == [
        "dprk-china: strength in made_up, mean over all histories",
        "+0.5000               at the end of 2023-12",
        "-0.0500  dprk->china  rivalry: substitution",
        "+0.0350  china->dprk  event: Zhao Leji in Pyongyang",
        "-0.0200  dprk-china   economic channel",
        "+0.4650               at the end of 2024-12",
    ]


def test_small_terms_become_one():
    explanation = an_explanation(terms=8)

    grouped = explanation.grouped(3)

    assert grouped.terms[:3] == explanation.terms[:3]
    assert grouped.terms[3].title == "5 smaller terms"
    assert grouped.terms[3].amount == pytest.approx(sum(term.amount for term in explanation.terms[3:]))
    assert grouped.residual == pytest.approx(0)


def test_a_single_small_term_keeps_its_name():
    explanation = an_explanation(terms=4)

    assert explanation.grouped(3) == explanation


def test_a_notebook_shows_a_table():
    html = an_explanation(terms=3)._repr_html_()

    assert html.count("<tr>") == 5
    assert "dprk-&gt;china" in html


def test_data_can_be_written_as_json():
    data = json.loads(json.dumps(an_explanation(terms=2).to_dict()))

    assert data["movement"] == pytest.approx(-0.015)
    assert data["terms"][0] == {
        "of": "dprk->china",
        "cause": "rivalry/substitution",
        "title": "rivalry: substitution",
        "amount": -0.05,
        "evidence": [],
    }
