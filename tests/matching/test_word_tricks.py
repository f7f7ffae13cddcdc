"""Text that no reader of a DOCX sees: by styles, themes, shading, boxes and what lies in front; and honest looks that are seen."""

from __future__ import annotations

import io

import docx
import pytest
from candidate import DAY
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from rolewright import api

SEEN = ("Experience", "Data Analyst, Beta Ltd", "2017 - 2019", "- Wrote SQL queries for weekly reports.")
SECRET = "Python expert with LightGBM and AWS"
_SPACES = (
    f'{nsdecls("w", "wp", "a", "pic", "r")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def start():
    """A document with the seen lines."""
    made = docx.Document()
    for line in SEEN:
        made.add_paragraph(line)
    return made


def saved(made) -> bytes:
    """Its bytes."""
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def matrix(role, made):
    """The matrix, without places, and the profile."""
    profile = api.read_profile(saved(made), "cv.docx")
    found = api.match(role, [profile], day=DAY).matches[0]
    return [(c.row, c.verdict, c.depth, [e.quote for e in c.evidence], c.points) for c in found.cells], profile


def properties(run, xml: str) -> None:
    """Add an element to a run's properties."""
    run._r.get_or_add_rPr().append(parse_xml(xml.replace("/>", f" {_SPACES}/>", 1)))


def styled(made, base: str, *, kind=WD_STYLE_TYPE.CHARACTER):
    """A style based on one that an action changes."""
    parent = made.styles.add_style(base, kind)
    child = made.styles.add_style(f"{base} child", kind)
    child.base_style = parent
    return parent, child


def by_character_style(made) -> None:
    """`w:vanish` in the parent of a character style."""
    parent, child = styled(made, "Quiet")
    parent.font.hidden = True
    made.paragraphs[-1].add_run(f" {SECRET}", style=child)


def by_paragraph_style(made) -> None:
    """The same of a paragraph style."""
    parent, child = styled(made, "Quiet", kind=WD_STYLE_TYPE.PARAGRAPH)
    parent.font.hidden = True
    made.add_paragraph(SECRET, style=child)


def by_default_style(made) -> None:
    """Letters of one point in the style of every paragraph; the seen ones say their own size."""
    for paragraph in made.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(11)
    made.styles["Normal"].font.size = Pt(1)
    made.add_paragraph(SECRET)


def white_by_style(made) -> None:
    """White by a style's parent."""
    parent, child = styled(made, "Quiet")
    parent.font.color.rgb = RGBColor(255, 255, 255)
    made.paragraphs[-1].add_run(f" {SECRET}", style=child)


def white_by_theme(made) -> None:
    """The theme's first background, whatever its fallback says."""
    run = made.paragraphs[-1].add_run(f" {SECRET}")
    properties(run, '<w:color w:val="FF0000" w:themeColor="background1"/>')


def tinted(made) -> None:
    """A dark colour of the theme, tinted until it is white."""
    run = made.paragraphs[-1].add_run(f" {SECRET}")
    properties(run, '<w:color w:val="1F497D" w:themeColor="text2" w:themeTint="05"/>')


def dark_on_dark(made) -> None:
    """Shading of the paragraph in the letters' colour."""
    paragraph = made.add_paragraph()
    run = paragraph.add_run(SECRET)
    run.font.color.rgb = RGBColor(0x20, 0x30, 0x40)
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:shd {_SPACES} w:val="clear" w:fill="203040"/>'))


def on_a_highlight(made) -> None:
    """Yellow on yellow."""
    run = made.paragraphs[-1].add_run(f" {SECRET}")
    run.font.color.rgb = RGBColor(255, 255, 0)
    properties(run, '<w:highlight w:val="yellow"/>')


def in_a_cell(made) -> None:
    """A cell shaded in the letters' colour."""
    cell = made.add_table(1, 1).cell(0, 0)
    run = cell.paragraphs[0].add_run(SECRET)
    run.font.color.rgb = RGBColor(0, 0x80, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {_SPACES} w:val="clear" w:fill="008000"/>'))


def no_fill(made) -> None:
    """Letters without ink."""
    run = made.paragraphs[-1].add_run(f" {SECRET}")
    run._r.get_or_add_rPr().append(parse_xml(f"<w14:textFill {_SPACES}><w14:noFill/></w14:textFill>"))


def far_left(made) -> None:
    """An indent of a page's width."""
    paragraph = made.add_paragraph(SECRET)
    paragraph.paragraph_format.left_indent = Pt(-900)


def exact_line(made) -> None:
    """Lines of one point."""
    paragraph = made.add_paragraph(SECRET)
    paragraph.paragraph_format.line_spacing = Pt(1)


def box(
    made,
    text: str,
    *,
    x: float,
    y: float,
    wide: float = 200,
    high: float = 60,
    frame: str = "page",
    fill: str = "",
    more: str = "",
    raised: int = 1,
):
    """A text box (points); `fill` is XML."""
    emu = {name: int(value * 12700) for name, value in {"x": x, "y": y, "wide": wide, "high": high}.items()}
    xml = f"""<w:r {_SPACES}><w:drawing><wp:anchor behindDoc="0" relativeHeight="{raised}" simplePos="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="{frame}"><wp:posOffset>{emu["x"]}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="{frame}"><wp:posOffset>{emu["y"]}</wp:posOffset></wp:positionV><wp:extent cx="{emu["wide"]}" cy="{emu["high"]}"/>
<wp:wrapNone/><wp:docPr id="9" name="box" {more}/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""
    made.paragraphs[-1]._p.append(parse_xml(xml))


def said(color: str = "") -> str:
    """The secret as a paragraph of a box."""
    ink = f'<w:rPr><w:color w:val="{color}"/></w:rPr>' if color else ""
    return f"<w:p><w:r>{ink}<w:t>{SECRET}</w:t></w:r></w:p>"


SOLID = '<a:solidFill><a:srgbClr val="203040"/></a:solidFill>'
EMPTY = "<w:p/>"
HIDING = {
    "a character style's parent": by_character_style,
    "a paragraph style's parent": by_paragraph_style,
    "the default style": by_default_style,
    "white by a style": white_by_style,
    "white by the theme": white_by_theme,
    "a tint": tinted,
    "dark on a dark paragraph": dark_on_dark,
    "yellow on a highlight": on_a_highlight,
    "green on a green cell": in_a_cell,
    "no ink": no_fill,
    "an indent": far_left,
    "a line of one point": exact_line,
    "a box left of the page": lambda made: box(made, said(), x=-300, y=100),
    "a box below the page": lambda made: box(made, said(), x=100, y=2000),
    "a box of no size": lambda made: box(made, said(), x=100, y=400, wide=1, high=1),
    "a hidden box": lambda made: box(made, said(), x=100, y=400, more='hidden="1"'),
    "a box in its letters' colour": lambda made: box(made, said("203040"), x=100, y=400, fill=SOLID),
    "white in a box without fill": lambda made: box(made, said("FFFFFF"), x=100, y=400),
}  # fmt: skip


@pytest.mark.parametrize("how", HIDING)
def test_what_no_reader_of_a_docx_sees_counts_for_nothing(how, role) -> None:
    """The matrix is that of the document without it, and the user is told."""
    plain, _ = matrix(role, start())
    made = start()
    HIDING[how](made)
    found, profile = matrix(role, made)
    assert found == plain
    assert SECRET in " ".join(one.text for one in profile.tricks)


def test_a_box_under_a_shape_counts_for_nothing(role) -> None:
    """A filled shape that lies higher covers a text box."""
    plain, _ = matrix(role, start())
    made = start()
    box(made, said(), x=100, y=400, raised=1)
    box(made, EMPTY, x=90, y=390, wide=240, high=90, fill=SOLID, raised=2)
    found, profile = matrix(role, made)
    assert found == plain
    assert [one.why for one in profile.tricks] == ["under a picture or shape"]


@pytest.mark.parametrize("frame", ["paragraph", "page"])
def test_lines_under_a_picture_count_for_nothing(frame, role) -> None:
    """A picture over the whole width, right where the lines stand, or over the whole page."""
    made = docx.Document()
    for line in SEEN:
        made.add_paragraph(line)
    plain, _ = matrix(role, made)
    if frame == "page":
        made.add_page_break()
    made.add_paragraph()
    where = (
        {"x": 0, "y": 0, "wide": 612, "high": 792} if frame == "page" else {"x": 0, "y": 0, "wide": 500, "high": 200}
    )
    box(made, EMPTY, fill=SOLID, frame=frame, **where)
    made.add_paragraph(SECRET)
    found, profile = matrix(role, made)
    assert found == plain
    assert SECRET in " ".join(one.text for one in profile.tricks)


def bar(made) -> None:
    """White on a dark paragraph."""
    dark_on_dark(made)
    made.paragraphs[-1].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def side(made) -> None:
    """White over a dark shape that lies behind the text."""
    box(made, EMPTY, x=0, y=0, wide=612, high=792, fill=SOLID)
    next(made.element.iter(qn("wp:anchor"))).set("behindDoc", "1")
    made.add_paragraph().add_run(SECRET).font.color.rgb = RGBColor(255, 255, 255)


def undone(made) -> None:
    """A run that takes its style's switch back."""
    parent, child = styled(made, "Quiet")
    parent.font.hidden = True
    run = made.add_paragraph().add_run(SECRET, style=child)
    run.font.hidden = False


def photograph(made) -> None:
    """A picture in front, at the right of the text."""
    box(made, EMPTY, frame="page", x=480, y=60, wide=90, high=110, fill=SOLID)
    made.add_paragraph(SECRET)


def outline_only(made) -> None:
    """A frame without fill around everything."""
    box(made, EMPTY, frame="page", x=0, y=0, wide=612, high=792, fill="<a:noFill/>")
    made.add_paragraph(SECRET)


@pytest.mark.parametrize("how", [
    bar, side, undone, photograph, outline_only,
    lambda made: box(made, said(), x=100, y=400),
    lambda made: box(made, said("FFFFFF"), x=100, y=400, fill=SOLID),
    lambda made: box(made, said(), x=-20, y=400),
    lambda made: box(made, said(), frame="paragraph", x=0, y=0),
])  # fmt: skip
def test_honest_looks_are_read(how) -> None:
    """Bars, sidebars, boxes, photographs and frames hide nothing."""
    made = start()
    how(made)
    profile = api.read_profile(saved(made), "cv.docx")
    assert "skill:lightgbm" in {one.key for one in profile.shown}
    assert not profile.tricks


def test_a_box_in_the_old_drawing_language(role) -> None:
    """VML: off the page by its style."""
    plain, _ = matrix(role, start())
    made = start()
    made.paragraphs[-1]._p.append(parse_xml(
        f'<w:r {_SPACES}><w:pict><v:shape style="position:absolute;margin-left:-900pt;margin-top:0;width:200pt;height:50pt">'
        f"<v:textbox><w:txbxContent>{said()}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ))  # fmt: skip
    found, profile = matrix(role, made)
    assert found == plain
    assert SECRET in " ".join(one.text for one in profile.tricks)
