"""The examples of a rule's page."""

from __future__ import annotations

from collections.abc import Sequence

from pages import sentence
from rolewright.model.rule import Example, Rule
from rolewright.rules.role._samples import ROLE as ROLE_SAMPLE


def examples(title: str, shown: Sequence[Example | str]) -> str:
    """Examples as fenced text, with what the posting's surroundings are."""
    if not shown:
        return ""
    lines = [f"\n## {title}\n"]
    for written in shown:
        one = written if isinstance(written, Example) else Example(written)
        about = [f"title “{one.title}”"] if one.title else []
        about += [f"in {', '.join(one.places)}"] if one.places else []
        about += against(one.role) if one.role else []
        if about:
            lines.append(f"{sentence(', '.join(about))}:\n")
        lines.append(f"```text\n{shortened(one.text.strip())}\n```\n")
    return "\n".join(lines).rstrip()


def against(role: str) -> list[str]:
    """How an example's role differs from the role of all these examples."""
    usual = ROLE_SAMPLE.splitlines()
    lines = role.splitlines()
    added = [f"`{line}`" for line in lines if line and line not in usual]
    dropped = [f"no `{line}`" for line in usual if line and line not in lines]
    return [f"role with {' and '.join(added or dropped)}"] if added or dropped else []


def the_role(rule: Rule) -> str:
    """The role that a rule's examples are held against."""
    if not any(isinstance(example, Example) and example.role for example in rule.bad):
        return ""
    return f"\n## The role of the examples\n\n```toml\n{ROLE_SAMPLE.strip()}\n```"


def shortened(text: str) -> str:
    """The first 40 lines of an example and 1,600 characters of them; nothing that would end the fence."""
    lines = text.replace("```", "'''").split("\n")
    short = "\n".join(lines[:40])
    return short if len(lines) <= 40 and len(short) <= 1600 else short[:1600].rstrip() + "\n…"
