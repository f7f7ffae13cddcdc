"""Fingerprints: of what a role is interviewed for, of an attribute, of a card."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.model.kit import Attribute
    from rolewright.model.role import Role

SHORT = 16
_PARTS = ("family", "level", "must_haves", "duties", "ownership", "use_case", "process")


def stamp(role: Role) -> str:
    """Of the parts of a role that decide what is asked."""
    plain = role.as_dict()
    return digest({name: plain.get(name) for name in _PARTS})[:SHORT]


def attribute_stamp(attribute: Attribute) -> str:
    """Of what an attribute means: its name and anchors."""
    return digest([attribute.name, attribute.strong, attribute.adequate, attribute.weak])[:SHORT]


def digest(value: object) -> str:
    """SHA-256 of plain data, as hexadecimal digits."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
