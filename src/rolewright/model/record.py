"""`NamedTuple` without its start-up cost: the same class to a type checker, made without compiling annotations.

`typing.NamedTuple` compiles every annotation and evaluates a constructor for each class, about 0.5 ms a class; with
some forty records that is most of the time that a small command takes (decision 0002). Instances are plain tuples with
named fields, `_replace`, `_asdict`, `_make` and `_fields`. The inner loop's `maker` fills them and its `members` read them,
five times as fast as Python's own; `_make` counts nothing and is given as many values as there are fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - re-exported
else:
    from rolewright._kernel import maker, members

    def _new(cls, *args, **kwargs):
        """An instance from positional and named values; fields with a default may be left out."""
        missing = len(cls._fields) - len(args)
        if kwargs:
            defaults = cls._field_defaults
            try:
                args += tuple([kwargs.pop(n) if n in kwargs else defaults[n] for n in cls._fields[len(args) :]])
            except KeyError as error:
                raise TypeError(f"{cls.__name__}: {error.args[0]} is missing") from None
            if kwargs:
                raise TypeError(f"{cls.__name__}: unexpected {', '.join(kwargs)}")
        elif missing:
            if not 0 < missing <= len(cls._tail):
                name = "positional values are unexpected" if missing < 0 else f"{cls._fields[len(args)]} is missing"
                raise TypeError(f"{cls.__name__}: {name}")
            args += cls._tail[len(cls._tail) - missing :]
        return tuple.__new__(cls, args)

    def _repr(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in zip(self._fields, self, strict=True))})"

    class _Maker(type):
        """Turns the annotations of a class body into the fields of a tuple."""

        def __new__(mcs, name, bases, body):
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            body["_fields"] = body["__match_args__"] = fields
            body["_field_defaults"] = {field: body.pop(field) for field in fields if field in body}
            body["_tail"] = tuple(body["_field_defaults"].values())
            body.update(
                __slots__=(),
                __new__=maker(fields, body["_tail"], _new),
                __getnewargs__=_arguments,
                _make=classmethod(tuple.__new__),
            )
            body.update(_replace=_replace, _asdict=_asdict)
            body.setdefault("__repr__", _repr)
            made = type.__new__(type, name, (tuple,), body)
            members(made)
            return made

    def _replace(self, **changes: Any):
        """A copy with some fields changed."""
        out = tuple.__new__(type(self), [changes.pop(k, v) for k, v in zip(self._fields, self, strict=True)])
        if changes:
            raise ValueError(f"{type(self).__name__} has no field {', '.join(changes)}")
        return out

    def _arguments(self):
        """What pickle makes it anew from."""
        return tuple(self)

    def _asdict(self):
        """The fields by name, in order."""
        return dict(zip(self._fields, self, strict=True))

    class NamedTuple(metaclass=_Maker):
        """The base that a record's class statement names."""
