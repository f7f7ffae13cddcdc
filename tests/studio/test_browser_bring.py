"""What comes from elsewhere, in a real browser: words pasted from Word, a dropped file, versions with who changed what."""

from __future__ import annotations

import io

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm;}</style></head><body>
<!--StartFragment--><h1>Data Engineer<o:p></o:p></h1><p class=MsoNormal>We bake in <b>Berlin</b>.<o:p></o:p></p>
<h2>You will</h2>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>
<span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Build pipelines<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>with SQL</p>
<ul><li>Own them<ol><li>at night</li></ol></li></ul>
<img src=x onerror="document.title='run'"><!--EndFragment--></body></html>"""
MADE = "# Data Engineer\n\nWe bake in **Berlin**.\n\n## You will\n\n- Build pipelines\n  - with SQL\n\n- Own them\n  - at night"
PASTE = """([kind, plain, html, file]) => {
  const data = new DataTransfer()
  if (html) data.setData('text/html', html)
  if (plain) data.setData('text/plain', plain)
  if (file) data.items.add(new File([Uint8Array.from(file[1])], file[0]))
  const at = document.querySelector('.cm-content')
  const box = at.querySelector('.cm-line').getBoundingClientRect()
  const where = { bubbles: true, cancelable: true, clientX: box.x + 2, clientY: box.y + 4 }
  at.dispatchEvent(kind === 'paste' ? new ClipboardEvent('paste', { ...where, clipboardData: data }) : new DragEvent('drop', { ...where, dataTransfer: data }))
}"""


@pytest.fixture
def empty(client, example, open_page):
    """(page, posting) of an editor with nothing but a line."""
    made = client.post(f"/api/roles/{example[0]}/postings", {"title": "Blank", "text": ""}).json()["id"]
    page = open_page(f"/roles/{example[0]}/postings/{made}")
    page.get_by_role("textbox", name="Text of Blank").click()
    return page, made


def saved(page, client, posting, words):
    expect(page.get_by_role("textbox", name="Text of Blank")).to_contain_text(words)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.wait_for_function("() => document.querySelector('.save').textContent === 'Saved'")
    return client.get(f"/api/postings/{posting}").json()["text"].strip()


def test_a_paste_from_word_keeps_headings_and_lists(empty, client):
    """Word's own bullets become a list, its scripts and pictures don't come along, and undo takes it back."""
    page, posting = empty
    page.evaluate(PASTE, ["paste", "Data Engineer", WORD, None])
    assert saved(page, client, posting, "Build pipelines") == MADE
    assert "run" not in page.title()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("textbox", name="Text of Blank")).not_to_contain_text("Build")


def test_plain_words_go_in_as_they_are(empty, client):
    """A span of a page, as browsers copy it, brings no marks."""
    page, posting = empty
    page.evaluate(PASTE, ["paste", "2 * 3 _x_", "<meta charset=utf-8><span>2 * 3 _x_</span>", None])
    assert saved(page, client, posting, "2 * 3") == "2 * 3 _x_"


def test_a_dropped_file_is_read(empty, client):
    """A Word file that is dropped on the text comes in as its words."""
    docx = pytest.importorskip("docx")
    page, posting = empty
    document, kept = docx.Document(), io.BytesIO()
    document.add_heading("Bread Engineer", 1)
    document.add_paragraph("You run the ovens’ forecasts.")
    document.save(kept)
    page.evaluate(PASTE, ["drop", "", "", ["ad.docx", list(kept.getvalue())]])
    text = saved(page, client, posting, "ovens")
    assert text.startswith("# Bread Engineer")
    assert "You run the ovens’ forecasts." in text


def test_versions_say_who_changed_what(open_page, client, example):
    """An entry shows what its person changed, and what has changed since; an older text is brought back."""
    long = "You bake the bread of the whole town at night."
    made = client.post(f"/api/roles/{example[0]}/postings", {"title": "Two", "text": f"One.\nTwo.\n{long}\n"}).json()[
        "id"
    ]
    client.put(f"/api/postings/{made}", {"text": f"One.\nThree.\n{long}\n", "base": 1, "note": "named"})
    client.put(f"/api/postings/{made}", {"text": f"Zero.\nThree.\n{long}\n".replace("whole", "small"), "base": 2})
    page = open_page(f"/roles/{example[0]}/postings/{made}")
    page.get_by_role("tab", name="Versions").click()
    page.get_by_role("listitem").filter(has_text="named").get_by_role("button").click()
    diff = page.locator(".diff")
    expect(diff.locator(".added")).to_have_text("added Three.")
    expect(diff.locator(".removed")).to_have_text("removed Two.")
    page.get_by_role("button", name="Since then").click()
    expect(diff.locator(".added").first).to_have_text("added Zero.")
    expect(diff.locator(".removed").first).to_have_text("removed One.")
    expect(diff.locator("del")).to_have_text("whole ")
    expect(diff.locator("ins")).to_have_text("small ")
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.wait_for_function("() => document.querySelector('.save').textContent === 'Saved'")
    expect(page.get_by_text("revision 3 to 4")).to_be_visible()
    assert client.get(f"/api/postings/{made}").json()["text"] == f"One.\nThree.\n{long}\n"


def test_a_card_outlives_a_lost_connection_and_a_reload(open_page, client, example):
    """What is typed without a connection comes back after a reload, is sent when it can be, and nothing is sealed before."""
    role = example[0]
    kit = client.get(f"/api/roles/{role}/kit").json()["kit"]
    interview = next(one["id"] for one in kit["interviews"] if one["rated"])
    candidate = client.post(f"/api/roles/{role}/candidates", {"name": "Ada"}).json()["id"]
    card = client.post(f"/api/candidates/{candidate}/cards", {"interview": interview}).json()["id"]
    page = open_page(f"/roles/{role}/cards/{card}")
    page.route("**/api/cards/*", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    page.get_by_label("What they said or did").first.fill("Drew the nightly job.")
    expect(page.get_by_text("Offline: kept in this browser")).to_be_visible()
    page.get_by_role("button", name="Seal the card").click()
    expect(page.get_by_text("Not sealed")).to_be_visible()
    held = client.get(f"/api/cards/{card}").json()["card"]["lines"][1]["id"]
    client.put(f"/api/cards/{card}", {"typed": {"lines": {held: {"evidence": "Of another tab."}}}, "base": 1})
    page.reload()
    expect(page.get_by_label("What they said or did").first).to_have_value("Drew the nightly job.")
    page.unroute_all()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    lines = client.get(f"/api/cards/{card}").json()["scribble"]["lines"]
    assert sorted(line["evidence"] for line in lines.values()) == ["Drew the nightly job.", "Of another tab."]
    open_page.errors.clear()  # the browser logs what was cut off
