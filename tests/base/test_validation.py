"""Faults of pydantic are told in our words, at the value or key that has them, and all at once."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, Tag, field_validator

from tumen.base.kinds import by_key
from tumen.base.problems import InputError
from tumen.base.validation import shown, validate
from tumen.base.yaml_source import parse_yaml


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Circle(Strict):
    radius: FiniteFloat = Field(gt=0)


class Square(Strict):
    side: FiniteFloat = Field(description="its length")


class Drawing(Strict):
    title: str = Field("", min_length=1)
    scale: Literal["small", "large"] = "small"
    size: tuple[int, int] = (1, 1)
    first: bool = Field(True, alias="from")
    shapes: list[
        Annotated[
            Annotated[Circle, Tag("radius")] | Annotated[Square, Tag("side")],
            by_key("a shape", {"radius": "radius", "side": "side"}),
        ]
    ] = Field([], max_length=3)
    named: dict[str, Square] = {}

    @field_validator("title")
    @classmethod
    def _short(cls, title: str) -> str:
        if len(title) > 5:
            raise ValueError("is long; write five letters.")
        return title


def told(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        validate(parse_yaml(text, source="f"), Drawing)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_document_becomes_the_model():
    text = "{title: Zoo, from: false, size: [2, 3], shapes: [{radius: 1}, {side: 2}]}"

    drawing = validate(parse_yaml(text, source="f"), Drawing)

    assert (drawing.title, drawing.size, drawing.first) == ("Zoo", (2, 3), False)
    assert drawing.shapes == [Circle(radius=1), Square(side=2)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: 3", "f:1:8: title: holds 3; write text in quotes."),
        ("title: [a]", "f:1:8: title: holds a list of 1 value; write text."),
        ("title:", "f:1:7: title: holds nothing; write text."),
        ("title: ''", 'f:1:8: title: holds ""; write at least one character.'),
        ("title: Panorama", "f:1:8: title: is long; write five letters."),
        ("from: yes", 'f:1:7: from: holds "yes"; write true or false.'),
        ("form: true", 'f:1:1: form: is not known. Did you mean "from"?'),
        ("scale: huge", "f:1:8: scale: holds \"huge\"; write 'small' or 'large'."),
        ("size: [1, 2.5]", "f:1:11: size[1]: holds 2.5; write a whole number."),
        ("size: [1, true]", "f:1:11: size[1]: holds true; write a whole number."),
        ("size: [1]", "f:1:7: size[1]: is missing; write it."),
        ("size: [1, 2, 3]", "f:1:7: size: holds 3 values; write at most 2."),
        ("shapes: [{radius: -1}]", "f:1:19: shapes[0].radius: holds -1; write a number above 0."),
        ("shapes: [{radius: .nan}]", "f:1:19: shapes[0].radius: holds .nan; write a finite number."),
        ('shapes: [{radius: "1"}]', 'f:1:19: shapes[0].radius: holds "1"; write a number.'),
        ("shapes: [{raduis: 1}]", 'f:1:11: shapes[0].raduis: is not known. Did you mean "radius"?'),
        ("shapes: [3]", "f:1:10: shapes[0]: is not a shape; write one of the keys radius, side."),
        ("shapes: [{}]", "f:1:10: shapes[0]: is not a shape; write one of the keys radius, side."),
        (
            "shapes: [{side: 1, radius: 1}]",
            'f:1:20: shapes[0].radius: cannot stand beside "side"; keep one of the two.',
        ),
        ("named: {a: {}}", "f:1:9: named.a.side: is missing; write its length."),
        ("named: {a: 3}", "f:1:12: named.a: holds 3; write a map of names to values."),
        ("[]", "f:1:1: holds a list of 0 values; write a map of names to values."),
    ],
)
def test_a_fault_tells_where_what_and_what_to_write(text, message):
    assert told(text) == [message]


def test_all_faults_are_told_at_once():
    assert len(told("title: 3\nscale: huge\nshapes: [{radius: 0}, {sied: 1}]\n")) == 4


def test_a_number_beyond_floating_point_is_not_finite():
    assert told(f"shapes: [{{radius: 1{'0' * 400}}}]") == [
        f"f:1:19: shapes[0].radius: holds 1{'0' * 56}...; write a finite number."
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (1.50, "1.5"),
        ("x" * 80, f'"{"x" * 56}...'),
        ({"a": 1}, "a map of 1 value"),
    ],
)
def test_values_are_shown_short_and_as_yaml_writes_them(value, text):
    assert shown(value) == text
