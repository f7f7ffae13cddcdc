"""The light `NamedTuple` against `typing.NamedTuple`."""

from __future__ import annotations

import copy
import gc
import pickle
import typing
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewright.model import finding, posting, reading, report, rule
from rolewright.model.record import NamedTuple


class Light(NamedTuple):
    """Ours."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        """A property."""
        return 2 * self.a

    def plus(self, more: int = 1) -> int:
        """A method."""
        return self.a + more


class Point(NamedTuple):
    """Something and a number."""

    held: object
    number: int


class Full(typing.NamedTuple):
    """The standard library's."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = ()


class Empty(NamedTuple):
    """No fields."""


class Shown(NamedTuple):
    """Its own way to be written."""

    a: int

    def __repr__(self) -> str:
        """Short."""
        return f"<{self.a}>"


BOTH = pytest.mark.parametrize("made", [Light, Full], ids=["light", "full"])


@BOTH
@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((1,), {}), ((1, "x"), {}), ((1, "x", (2,)), {}), ((), {"a": 1}), ((1,), {"c": (3,)}), ((), {"c": (3,), "a": 1}),
     ((1,), {"b": "x", "c": ()}), ((None,), {})],
)  # fmt: skip
def test_made_alike(made, args, kwargs):
    """Positional, named and left-out fields give the same values in both."""
    assert tuple(made(*args, **kwargs)) == tuple(Full(*args, **kwargs))


@BOTH
@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((), {}), ((), {"b": "x"}), ((1, "x", (), 4), {}), ((1,), {"d": 1}), ((1,), {"a": 2}), ((1, "x", ()), {"c": ()}), ((), {"d": 1}),
     ((1, "x", ()), {"d": 1}), ((1, 2, 3, 4), {"a": 1})],
)  # fmt: skip
def test_misuse_raises_alike(made, args, kwargs):
    """Missing, unknown, doubled and surplus fields are a TypeError in both."""
    with pytest.raises(TypeError):
        made(*args, **kwargs)


@BOTH
def test_the_fields_are_listed_alike(made):
    """`_fields`, `_field_defaults`, `__match_args__`, `_asdict` and the docstring are those of the class body."""
    assert made._fields == ("a", "b", "c") == made.__match_args__
    assert made._field_defaults == {"b": "b", "c": ()}
    assert made(1)._asdict() == {"a": 1, "b": "b", "c": ()}
    assert list(made(1)._asdict()) == ["a", "b", "c"]
    assert made.__doc__


@BOTH
def test_replacing_alike(made):
    """`_replace` gives a copy of the same class, and an unknown name is an error."""
    one = made(1)
    two = one._replace(a=2, c=(1,))
    assert (tuple(one), tuple(two), type(two)) == ((1, "b", ()), (2, "b", (1,)), made)
    with pytest.raises((ValueError, TypeError)):
        one._replace(d=1)


@BOTH
def test_it_is_a_tuple(made):
    """Equality, order, hash, length, slices, unpacking and patterns are a tuple's."""
    one = made(1, "x")
    assert one == (1, "x", ())
    assert one != (1, "x")
    assert hash(one) == hash((1, "x", ()))
    assert one < made(2)
    assert (len(one), one[0], one[-1], one[:2]) == (3, 1, (), (1, "x"))
    a, *rest = one
    assert (a, rest) == (1, ["x", ()])
    match one:
        case (1, b, ()):
            assert b == "x"
    assert isinstance(one, tuple)


def test_a_pattern_binds_the_fields():
    """`match` works by position and by name."""
    match Light(1, "x"):
        case Light(a, b=named):
            assert (a, named) == (1, "x")


@BOTH
def test_it_is_written_alike(made):
    """The name of the class and each field."""
    assert repr(made(1, "x")) == f"{made.__name__}(a=1, b='x', c=())"


def test_its_own_repr_stays():
    """A class body's `__repr__` isn't replaced."""
    assert repr(Shown(1)) == "<1>"


@BOTH
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_pickled_and_copied(made, protocol):
    """It comes back equal and of its class, with any protocol and by copying."""
    one = made(1, "x", (2,))
    for again in (pickle.loads(pickle.dumps(one, protocol)), copy.copy(one), copy.deepcopy(one)):  # noqa: S301 - our own
        assert again == one
        assert type(again) is made


@BOTH
def test_it_is_frozen(made):
    """A field can't be set, nor a new one made; there is no `__dict__`."""
    one = made(1)
    with pytest.raises(AttributeError):
        one.a = 2
    with pytest.raises(AttributeError):
        one.d = 2
    assert not hasattr(one, "__dict__")


def test_methods_and_properties_stay():
    """A class body may hold more than fields."""
    assert (Light(2).twice, Light(2).plus(), Light(2).plus(5)) == (4, 3, 7)


@BOTH
def test_it_is_made_from_any_iterable(made):
    """`_make` takes the values as they come."""
    assert made._make([1, "x", ()]) == made(1, "x")
    assert type(made._make(iter((1, "x", ())))) is made


def test_no_fields():
    """A record without fields is an empty tuple."""
    assert Empty() == ()
    assert repr(Empty()) == "Empty()"
    with pytest.raises(TypeError):
        Empty(1)


@given(st.integers(), st.text(), st.lists(st.integers()).map(tuple))
def test_any_values_are_kept(a, b, c):
    """Values come back by name, place and dictionary."""
    one = Light(a, b, c)
    assert (one.a, one.b, one.c) == (a, b, c) == tuple(one)
    assert Light(**one._asdict()) == one == Light(*one)
    assert repr(one)[5:] == repr(Full(a, b, c))[4:]


@pytest.mark.parametrize("module", [finding, posting, reading, report, rule])
def test_every_record_lists_its_annotations(module):
    """The fields of each record of the model are its annotations, in order; defaults come last."""
    records = [v for v in vars(module).values() if isinstance(v, type) and issubclass(v, tuple) and v is not tuple]
    assert records
    for record in records:
        assert record._fields == tuple(record.__annotations__)
        assert tuple(record._field_defaults) == record._fields[len(record._fields) - len(record._field_defaults) :]


def test_memory_that_was_given_back_is_used_again_clean():
    """More records than are kept spare, made and dropped twice: no value of one is found in another."""
    for turn in range(2):
        made = [Point(("x", turn, n), n) for n in range(1000)]
        assert all(tuple(point) == (("x", turn, n), n) for n, point in enumerate(made))
        del made


def test_what_a_record_held_is_let_go():
    """A record that was dropped keeps nothing alive, alone or in a circle."""

    class Held:
        """Something that a weak reference can be asked for."""

    alone, round_trip = Held(), Held()
    gone = [weakref.ref(alone), weakref.ref(round_trip)]
    kept = [Point(alone, 1)]
    circle: list[object] = [round_trip]
    circle.append(Point(circle, 2))
    del alone, round_trip
    kept.clear()
    circle = []
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_records_in_records_without_end_are_dropped():
    """A chain of a hundred thousand doesn't use up the stack."""
    chain = None
    for n in range(100_000):
        chain = Point(chain, n)
    del chain
