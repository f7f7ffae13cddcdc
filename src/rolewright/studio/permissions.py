"""Who may do what: an action for each route, the roles that may. What a person may see of a role is in `rights.py`."""

from __future__ import annotations

ADMIN, RECRUITER, MANAGER, INTERVIEWER, VIEWER = "admin", "recruiter", "manager", "interviewer", "viewer"
EVERYBODY = frozenset({ADMIN, RECRUITER, MANAGER, INTERVIEWER, VIEWER})
TEAM = frozenset({ADMIN, RECRUITER, MANAGER})
HIRING = frozenset({ADMIN, RECRUITER})
RATING = frozenset({ADMIN, RECRUITER, MANAGER, INTERVIEWER})
SEES_ALL = HIRING
"""They see every role; the others see those they work on."""

ACTIONS = {
    "look": EVERYBODY,
    "check": EVERYBODY,
    "comment": RATING,
    "role.write": TEAM,
    "role.delete": HIRING,
    "role.team": HIRING,
    "posting.write": TEAM,
    "posting.approve": TEAM,
    "kit.read": RATING,
    "card.write": RATING,
    "debrief": RATING,
    "candidate.read": TEAM,
    "candidate.write": TEAM,
    "candidate.erase": HIRING,
    "takehome.read": RATING,
    "takehome.write": TEAM,
    "rules.write": HIRING,
    "market.write": TEAM,
    "people": frozenset({ADMIN}),
    "log": frozenset({ADMIN}),
}
"""Action → who may."""


def may(role: str, action: str) -> bool:
    """Whether a role may do an action. An unknown action is a mistake in the program: KeyError."""
    return role in ACTIONS[action]
