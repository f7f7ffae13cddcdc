"""`rolewright score`: scorecards, from empty to sealed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import say
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.model.card import Card

EXAMPLES = """\
  rolewright score new role.toml --interview depth --candidate c-01 --by ana -o cards/c-01.depth.ana.toml
  rolewright score fill CARD --attribute check-communication --evidence "said it plainly, twice, to ..." --rating 4
  rolewright score fill CARD --recommend yes --because "all must-haves shown, ..."
  rolewright score seal CARD                       nothing changes after this; tell the others the seal it prints
  rolewright score show CARD --as ana --role role.toml
  rolewright score show CARD --format json         as an applicant system has it, once all are sealed

A seal proves that a card wasn't changed after it. It hides nothing: cards are plain files, so keep yours on your own
machine until it is sealed. `new` on a card that exists brings it up to the role and keeps what was filled in.
"""


def main(words: Sequence[str]) -> int:
    """Do one of the four."""
    args = parser().parse_args(words)
    return {"new": _new, "fill": _fill, "seal": _seal, "show": _show}[args.action](args)


def parser() -> Parser:
    """The options."""
    made = Parser("score", "Fill in scorecards: evidence first, then the rating, the recommendation last.", EXAMPLES)
    made.add_argument("action", choices=("new", "fill", "seal", "show"), help="what to do")
    made.add_argument("file", metavar="FILE", help="new: the role file; else the card")
    add = made.add_argument_group("new").add_argument
    add("--interview", help="exercise, design, depth, people or experience")
    add("--candidate", help="a name or, better, a number")
    add("--by", help="the interviewer")
    add("-o", "--output", metavar="CARD", help="the card to write, .toml or .json")
    add("--seed", type=int, default=0, help="that of the kit (default: 0)")
    add = made.add_argument_group("fill").add_argument
    add("--attribute", metavar="ID", help="which one to rate")
    add("--evidence", default="", help="what they said or did")
    add("--rating", type=int, choices=range(6), help="1 to 5; 0 for not seen")
    add("--recommend", metavar="VERDICT", help="strong_yes, yes, no, definitely_not or no_decision; after all ratings")
    add("--because", default="", help="the reason for it")
    add = made.add_argument_group("show").add_argument
    add("--as", dest="who", default="", metavar="NAME", help="who is looking: your own ratings are shown to you")
    add("--role", metavar="ROLE", help="say what changed in the role since")
    add("--format", choices=("md", "json"), default="md", help="default: md")
    return made


def _new(args: argparse.Namespace) -> int:
    for name in ("interview", "candidate", "by", "output"):
        if not getattr(args, name):
            raise ConfigError(f"new needs --{name}", "rolewright score", "see rolewright score --help")
    made = api.kit(api.load_role(args.file), args.seed)
    if os.path.exists(args.output):
        api.save_card(api.renew_card(_same(api.load_card(args.output), args), made), args.output)
        say(f"{args.output} is there: brought up to the role, what was filled in is kept")
        return 0
    api.save_card(api.new_card(made, args.interview, args.candidate, args.by), args.output)
    return 0


def _same(card: Card, args: argparse.Namespace) -> Card:
    """The card, if it is the one that was named."""
    if (card.interview, card.candidate, card.interviewer) != (args.interview, args.candidate, args.by):
        raise ConfigError(f"it is {card.interviewer}'s card on {card.candidate}", args.output, "choose another name")
    return card


def _fill(args: argparse.Namespace) -> int:
    card = api.load_card(args.file)
    if not args.attribute and not args.recommend:
        raise ConfigError("fill needs --attribute or --recommend", "rolewright score", "see rolewright score --help")
    if args.attribute:
        if args.rating is None:
            raise ConfigError("--attribute needs --rating", "rolewright score", "1 to 5, or 0 for not seen")
        card = api.fill_card(card, args.attribute, args.evidence, args.rating)
    if args.recommend:
        card = api.recommend(card, args.recommend, args.because)
    api.save_card(card, args.file)
    left = [line.id for line in card.lines if line.rating is None and not line.gone]
    say(
        f"still open: {', '.join(left)}"
        if left
        else "the recommendation is open"
        if not card.verdict
        else "ready to seal"
    )
    return 0


def _seal(args: argparse.Namespace) -> int:
    card = api.seal_card(api.load_card(args.file))
    api.save_card(card, args.file)
    sys.stdout.write(f"{card.seal}\n")
    return 0


def _show(args: argparse.Namespace) -> int:
    card = api.load_card(args.file)
    cards, _ = api.load_cards(os.path.dirname(args.file) or ".")
    others = [one for one in cards if one != card]
    made = api.kit(api.load_role(args.role), args.seed) if args.role else None
    sys.stdout.write(
        api.show_card(card, others, args.who, made) if args.format == "md" else api.card_json(card, others, args.who)
    )
    return 0
