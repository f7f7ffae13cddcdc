"""DOCX by its paragraphs, in the state that a reader sees: insertions kept, deletions dropped, hidden text left out.

The only importer of python-docx. A place is a paragraph of the body, counted from 1 in reading order, and a character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents import docx_seen
from rolewright.documents.builder import Builder, nothing, troubled
from rolewright.documents.decode import scrub
from rolewright.documents.seen import Hidden
from rolewright.model.posting import Map, Place, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.posting import Posting

_MEMBERS = 5000
_UNPACKED = 200 * 1024 * 1024
_RATIO = 200
_RATIO_FROM = 20 * 1024 * 1024
_CHARACTERS = 6_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid")
_DROPPED = frozenset({_W + "del", _W + "moveFrom", _FALLBACK, *(_W + name for name in _PROPERTIES)})
_CHARS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_BODY_LEVEL = 9
"""The outline level of body text; lower ones are headings."""
_OFF = frozenset({"0", "false", "off", "none"})


def read(data: bytes, name: str = "", unseen: list[Hidden] | None = None) -> Posting:
    """A posting from the bytes of a DOCX. A bomb, an encrypted or a broken one is empty with a trouble.

    With a list `unseen` text that no reader sees is left out and added to it.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return nothing("docx", name, "encrypted", "is password-protected or an old .doc; save it as a plain .docx")
    refused = _refused(data)
    if refused:
        return nothing("docx", name, *refused)
    import io

    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document, unseen)
        reader.read(document.element.body)
    except Exception as error:  # noqa: BLE001 - damaged parts raise many kinds
        return nothing("docx", name, "broken", f"isn't a readable DOCX ({type(error).__name__}): save it anew")
    title = reader.title.strip() or None
    made = reader.out.finish("docx", name, title=title, places=tuple(reader.places))._replace(map=Map(()))
    if reader.full:
        made = troubled(made, Trouble("truncated", f"holds more than {_CHARACTERS:,} characters; the rest is not read"))
    return made


def _refused(data: bytes) -> tuple[str, str] | None:
    """The trouble of a package that isn't opened: not a DOCX, encrypted, or one that unpacks to too much."""
    import io
    import struct
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, struct.error):
        return "broken", "is not a DOCX: the file is damaged or something else by this name"
    if any(member.flag_bits & 1 for member in members):
        return "encrypted", "is password-protected; save it without a password"
    size = sum(member.file_size for member in members)
    if len(members) > _MEMBERS or size > _UNPACKED or (size > _RATIO_FROM and size > _RATIO * len(data)):
        return "bomb", f"unpacks to {size:,} bytes in {len(members):,} parts, far more than a posting; it is not opened"
    return None


class _Reader:
    """One pass over the body."""

    def __init__(self, document: Any, unseen: list[Hidden] | None = None) -> None:
        self.out = Builder()
        self.unseen, self.judge = unseen, docx_seen.Judge(document) if unseen is not None else None
        self.places: list[tuple[int, Place]] = []
        self.styles = _styles(document.styles.element)
        self.number = 0
        self.title = ""
        self.full = False

    def read(self, body: Any) -> None:
        """Write every block of the body; boxes come after the paragraph that anchors them."""
        for block in _blocks(body):
            if self.out.at > _CHARACTERS:
                self.full = True
                return
            if block.tag == _W + "p":
                self.out.line(self.hint(block))
                self.paragraph(block)
                self.out.end()
            else:
                self.row(block)

    def row(self, row: Any) -> None:
        """A table's row: the first paragraph of every cell side by side; a one-cell row is a paragraph like others."""
        cells = [list(_blocks(cell)) for cell in _cells(row)]
        several = sum(any(_has_text(block) for block in cell) for cell in cells) > 1
        flat = several and all(sum(map(_has_text, cell)) <= 1 for cell in cells)
        if flat:
            self.out.line("row")
        for cell in cells:
            for block in cell:
                if block.tag != _W + "p":
                    self.row(block)
                elif flat:
                    self.out.space(-1, " | ")
                    self.paragraph(block)
                else:
                    self.out.line(self.hint(block))
                    self.paragraph(block)
                    self.out.end()
        self.out.end()

    def paragraph(self, paragraph: Any) -> None:
        """The text of one paragraph, with the place of its first character."""
        self.number += 1
        column, style = 1, self.styles.get(_style_of(paragraph), {})
        for run, chars in self.seen(paragraph):
            bold = _flag(run, "b", default=style.get("bold", False))
            self.out.bold += bold
            for i, row in enumerate(chars.split("\n")):
                if i:
                    self.out.row(0, hard=True)
                    column += 1
                self.write(scrub(row), column)
                column += len(row)
            self.out.bold -= bold

    def seen(self, paragraph: Any) -> Iterator[tuple[Any, str]]:
        """(run, characters) of what a paragraph shows; with a judge, unseen runs are noted and left out."""
        if self.judge is None or self.unseen is None:
            yield from _texts(paragraph)
            return
        last = None
        for run, chars in _texts(paragraph, hidden=True):
            why = self.judge.why(run)
            if not why:
                yield run, chars
            elif why == last and self.unseen:
                self.unseen[-1] = self.unseen[-1]._replace(text=self.unseen[-1].text + chars)
            elif chars.strip():
                self.unseen.append(Hidden(why, chars, f"paragraph {self.number}"))
            last = why

    def write(self, chars: str, column: int) -> None:
        """Some characters; the builder says where they came to stand."""
        if not chars:
            return
        self.out.put(chars, 0, exact=False)
        if not self.out.empty:
            self.places.append((self.out.at - len(chars), Place("paragraph", self.number, column)))

    def hint(self, paragraph: Any) -> str:
        """Heading, bullet or nothing, by style, outline level and numbering."""
        style = self.styles.get(_style_of(paragraph), {})
        properties = paragraph.find(_W + "pPr")
        if style.get("title") and not self.title:
            self.title = scrub("".join(chars for _, chars in _texts(paragraph)))
        if style.get("heading") or (
            properties is not None and _level(properties.find(_W + "outlineLvl")) < _BODY_LEVEL
        ):
            return "heading"
        numbered = properties.find(_W + "numPr") if properties is not None else None
        if numbered is not None:
            return "bullet" if _numbered(numbered) else ""
        return "bullet" if style.get("bullet") else ""


def _styles(element: Any) -> dict[str, dict[str, bool]]:
    """What each paragraph style means, its parents' meaning included: heading, title, bullet, bold."""
    found: dict[str, dict[str, bool]] = {}
    parents: dict[str, str] = {}
    for style in element.iter(_W + "style"):
        key = style.get(_W + "styleId") or ""
        named, based = style.find(_W + "name"), style.find(_W + "basedOn")
        name = (named.get(_W + "val") if named is not None else key) or ""
        lower, properties = name.lower(), style.find(_W + "pPr")
        numbered = properties.find(_W + "numPr") if properties is not None else None
        found[key] = {
            "title": lower == "title",
            "heading": lower.startswith("heading ") or lower in {"title", "subtitle"},
            "bullet": lower.startswith("list") or (numbered is not None and _numbered(numbered)),
            "bold": _flag(style, "b", default=False),
        }
        parents[key] = (based.get(_W + "val") if based is not None else "") or ""
    return {key: _inherited(key, found, parents) for key in found}


def _inherited(key: str, found: dict[str, dict[str, bool]], parents: dict[str, str]) -> dict[str, bool]:
    """A style with what its parents say; a ring of styles ends after a dozen."""
    made = dict(found[key])
    for _ in range(12):
        key = parents.get(key, "")
        for word, holds in found.get(key, {}).items():
            made[word] = made[word] or holds
    return made


def _blocks(element: Any) -> Iterator[Any]:
    """The paragraphs and table rows below an element in reading order, text boxes after their anchor."""
    stack = [element]
    while stack:
        node = stack.pop()
        if node is not element and node.tag in {_W + "p", _W + "tr"}:
            yield node
            if node.tag == _W + "p":
                stack.extend(_boxes(node))
        elif node.tag not in _DROPPED and isinstance(node.tag, str):
            stack.extend(reversed(list(node)))


def _boxes(paragraph: Any) -> list[Any]:
    """The text boxes anchored in a paragraph, last first, without the copies that older programs read."""
    boxes, stack = [], list(paragraph)
    while stack:
        node = stack.pop()
        if node.tag == _W + "txbxContent":
            boxes.append(node)
        elif node.tag not in _DROPPED:
            stack.extend(node)
    return boxes


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, those in content controls too, but not those of a table inside."""
    stack = list(reversed(list(row)))
    while stack:
        node = stack.pop()
        if node.tag == _W + "tc":
            yield node
        elif node.tag not in _DROPPED:
            stack.extend(reversed(list(node)))


def _texts(paragraph: Any, *, hidden: bool = False) -> Iterator[tuple[Any, str]]:
    """(run, characters) of what a paragraph shows; deletions, hidden runs (unless asked for) and boxes are left out."""
    stack = [(child, None) for child in reversed(list(paragraph))]
    while stack:
        node, run = stack.pop()
        tag = node.tag
        if tag == _W + "t":
            yield run, node.text or ""
        elif tag in _CHARS:
            yield run, _CHARS[tag]
        elif tag == _W + "r" and (hidden or not _flag(node, "vanish", default=False)):
            stack.extend((child, node) for child in reversed(list(node)))
        elif tag not in _DROPPED and tag not in {_W + "r", _W + "p", _W + "txbxContent"}:
            stack.extend((child, run) for child in reversed(list(node)))


def _has_text(block: Any) -> bool:
    return block.tag != _W + "p" or any(chars.strip() for _, chars in _texts(block))


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(_W + "val") if style is not None else "") or ""


def _flag(element: Any, word: str, *, default: bool) -> bool:
    """A switch of a run's or style's properties, `w:b` or `w:vanish`."""
    found = element.find(f"{_W}rPr/{_W}{word}") if element is not None else None
    return default if found is None else found.get(_W + "val", "1").lower() not in _OFF


def _level(element: Any) -> int:
    value = element.get(_W + "val", "9") if element is not None else "9"
    return int(value) if value.isdigit() else _BODY_LEVEL


def _numbered(element: Any) -> bool:
    """Whether a `w:numPr` numbers its paragraph: list 0 takes the numbering away."""
    number = element.find(_W + "numId")
    return number is None or number.get(_W + "val") != "0"
