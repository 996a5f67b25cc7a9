"""Walking through the types of pydantic models: from where pydantic says a fault is, to what stands there."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Tag

from tumen.base.places import Route


def follow(model: type[BaseModel], location: tuple[str | int, ...]) -> tuple[Route, Any]:
    """Return the route of a location of pydantic, which also names the tags of unions, and the type there."""
    annotation: Any = model
    route: Route = ()
    for step in location:
        annotation = _bare(annotation)
        members = tagged(annotation)
        if step in members:
            annotation = members[step]
        else:
            route = (*route, step)
            annotation = _inside(annotation, step)
    return route, _bare(annotation)


def _bare(annotation: Any) -> Any:
    """Return an annotation without its metadata, and without None where it is optional."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        present = [member for member in get_args(annotation) if member is not NoneType]
        if len(present) == 1:
            return _bare(present[0])
    return annotation


def tagged(annotation: Any) -> Mapping[str | int, Any]:
    """Return the members of a tagged union by their tags."""
    if get_origin(annotation) not in {Union, UnionType}:
        return {}
    members = [member for member in get_args(annotation) if get_origin(member) is Annotated]
    return {tag.tag: member for member in members for tag in get_args(member) if isinstance(tag, Tag)}


def _inside(annotation: Any, step: str | int) -> Any:
    """Return the type of what a map, list or model holds under a key."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if step == (field.alias or name):
                return get_type_hints(annotation, include_extras=True)[name]  # a field may name its own union
        annotation = get_type_hints(annotation).get("__pydantic_extra__")
    inner = get_args(annotation) or (None,)
    if get_origin(annotation) is tuple and isinstance(step, int) and inner[-1] is not Ellipsis:
        return inner[min(step, len(inner) - 1)]
    return inner[0] if get_origin(annotation) is tuple else inner[-1]


def descriptions(annotation: Any) -> dict[str, str | None]:
    """Return the keys that a type knows, each with its description."""
    annotation = _bare(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {field.alias or name: field.description for name, field in annotation.model_fields.items()}
    return {key: text for member in tagged(annotation).values() for key, text in descriptions(member).items()}
