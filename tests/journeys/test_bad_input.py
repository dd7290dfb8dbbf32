"""Whatever is typed, pasted, sent or forged: nothing breaks, nothing runs, nobody else is touched, no text is lost."""

import re

import pytest
from coming_in import link_for
from playwright.sync_api import expect
from writing_in_forms import MASTER, publish, text_of

TJ, KZ = "/roadmaps/creative-economy/tj", "/roadmaps/creative-economy/kz"
EVIL = '<script>window.__xss=1</script><img src="x" onerror="window.__xss=1">'
MARKDOWN_EVIL = (
    f'{EVIL}\n\n[link](javascript:window.__xss=1) <a href="data:text/html,x">y</a>\n\n```\n</script>{EVIL}\n```'
)
BAD = {
    "empty": "",
    "only spaces": " \t\n ",
    "control characters": "a\x00b\x07c\x1bd\u202ee",
    "too long": "x" * 20_000,
    "not text": "\ud7ff\uffff\ufeff",
    "a number": "9" * 40,
    "a formula": '=HYPERLINK("x") || 1; DROP TABLE person; --',
}
NODE = "five-indicators"
"""What is written over again and again here; the stories below use others."""
FORMS = {
    "/people/invite": {"email": "", "name": "", "locale": "", "is_admin": ""},
    "/people/12": {"name": "", "email": ""},
    "/people/12/roles": {"is_admin": ""},
    "/account": {"name": "", "locale": ""},
    "/account/password": {"password": "", "current": ""},
    "/language": {"locale": "", "next": ""},
    "/sign-in": {"email": "", "password": "", "next": ""},
    "/roadmaps": {"title": ""},
    "/roadmaps/creative-economy/fork": {"country": ""},
    f"{MASTER}/publish": {"note": "", "step": ""},
    f"{MASTER}/exports": {"kind": "", "version": "", "language": ""},
    f"{MASTER}/questions": {"key": "", "label": "", "hint": "", "default": "", "changes": ""},
    f"{TJ}/questions/answers": {"lead_ministry": "", "seat": ""},
    f"{TJ}/update/decide": {
        "case": "hub-network:body",
        "choice": "kept",
        "seen": "",
        "reason": "",
        "own": "",
        "act": "",
        "next": "",
    },
    f"{TJ}/nodes/ten-cases/leave-out": {"reason": ""},
    f"{MASTER}/nodes/new": {"kind": "", "parent": "", "after": "", "title": ""},
    f"{MASTER}/nodes/{NODE}/move": {"step": "", "to": ""},
    f"{MASTER}/nodes/{NODE}/comments": {"text": ""},
    f"{MASTER}/preview": {"body": ""},
    **{
        f"{MASTER}/nodes/{NODE}/edit/{part}": dict.fromkeys(names, "")
        for part, names in {
            "title": ("title", "seen"),
            "body": ("body", "seen"),
            "lead": ("lead", "seen-lead"),
            "dates": ("start", "end", "permanent", "seen-start", "seen-end"),
            "costs": ("costs-0-amount", "costs-0-currency", "costs-0-source", "costs-0-secured", "seen-costs"),
            "partners": ("partners-0-name", "partners-0-role"),
            "delivery": ("status", "percent", "reason"),
            "state": ("state", "seen-state"),
            "setting": ("setting",),
            "kind": ("kind",),
        }.items()
    },
}


@pytest.fixture
def post(as_administrator):
    """Give a way to send a form with the administrator's cookies and the token of a page; it returns the status."""
    page = as_administrator
    page.goto("/")
    token = page.locator("meta[name=csrf-token]").get_attribute("content")

    def send(address, fields, sender=page):
        answer = sender.request.post(
            address, form={**fields, "csrf_token": token}, headers={"Referer": page.url}, max_redirects=0
        )
        return answer.status

    return send


@pytest.mark.parametrize("kind", BAD)
def test_no_form_breaks_on_any_bad_value(post, kind):
    broken = {}
    for address, fields in FORMS.items():
        for name in fields:
            status = post(address, {**fields, name: BAD[kind]})
            if status >= 500 or (status == 200 and "preview" not in address):
                broken[f"{address} {name}"] = status
    assert broken == {}


def test_five_megabytes_pasted_are_refused_in_words(as_administrator):
    page = as_administrator
    page.goto(f"{MASTER}/nodes/payments/edit/body")
    page.locator("[name=body]").evaluate("each => { each.value = 'Five megabytes of text. '.repeat(220000) }")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("too long|too large"))).to_be_visible(timeout=60_000)
    assert "Five megabytes" not in text_of(page, MASTER, "payments", "body")


def test_html_in_every_field_is_shown_and_never_run(as_administrator, as_madina, visit):
    page = as_administrator
    for part, text in {
        "title": EVIL,
        "body": MARKDOWN_EVIL,
        "problem": MARKDOWN_EVIL,
        "lead": EVIL,
        "completion": EVIL,
    }.items():
        page.goto(f"{MASTER}/nodes/course-translation/edit/{part}")
        page.locator(f"[name={part}]").fill(text)
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/draft/**")
    page.goto(f"{MASTER}/nodes/course-translation/edit/partners")
    page.locator("[name=partners-0-name]").fill(EVIL)
    page.get_by_role("button", name="Save").click()
    page.goto(f"{MASTER}/draft/course-translation?panel=comments")
    page.get_by_label(re.compile("^New comment")).fill(EVIL)
    page.get_by_role("button", name="Write to the group").click()
    expect(page.locator("#panel")).to_contain_text("<script>")
    page.goto(f"{MASTER}/questions")
    page.get_by_label("Its name in the text").fill("evil")
    for label in ("What is asked", "Hint for the country", "What stands there until a country answers"):
        page.get_by_label(label).last.fill(EVIL)
    page.get_by_role("button", name="Save the question").last.click()
    publish(page, MASTER, MARKDOWN_EVIL)
    page.goto("/account")
    page.get_by_label("Your name").fill(f"B {EVIL}")
    page.get_by_role("button", name="Save").first.click()
    madina = as_madina
    madina.goto(f"{TJ}/nodes/tax-page/leave-out")
    madina.get_by_label("Why").fill(EVIL)
    madina.get_by_role("button", name="Leave it out").click()
    madina.goto(f"{TJ}/update")
    here = madina.locator("#case-small-grants-body")
    here.get_by_role("radio", name=re.compile("^Keep ours")).check()
    here.get_by_label("Why, in one sentence").fill(EVIL)
    here.get_by_role("button", name="Decide").click()
    expect(here).to_have_count(0)

    for address in (
        "/",
        "/people",
        "/people/1",
        "/audit",
        "/account",
        f"/people?q={EVIL}",
        f"{MASTER}/draft/course-translation",
        f"{MASTER}/draft/course-translation?panel=history",
        f"{MASTER}/draft?q={EVIL}&stance={EVIL}",
        f"{MASTER}/nodes/new?kind=action&parent=law&title={EVIL}",
        f"{MASTER}/versions",
        f"{MASTER}/versions/1.2",
        f"{MASTER}/versions/compare?from={EVIL}",
        f"{MASTER}/questions",
        f"{MASTER}/publish",
        f"{MASTER}/compare?stance={EVIL}",
        f"{MASTER}/compare?node=tax-page&country=TJ",
        f"{MASTER}/exports?version={EVIL}",
        f"{TJ}/draft/course-translation",
        f"{TJ}/trash",
        f"{TJ}/update",
        f"{TJ}/questions",
        f"/sign-in?next={EVIL}",
        f"/{EVIL}",
    ):
        page.goto(address)
        assert page.evaluate("window.__xss") is None, address
        assert page.locator("script:not([src]), [onerror], a[href^='javascript:'], a[href^='data:']").count() == 0, (
            address
        )
    guest = visit(None)
    for address in ("/", f"{MASTER}/versions/1.2", f"{MASTER}/versions/compare"):
        guest.goto(address)
        assert guest.evaluate("window.__xss") is None, address


def test_dates_out_of_order_are_told_and_what_was_typed_stays(as_administrator):
    page = as_administrator
    page.goto(f"{MASTER}/nodes/fair-pay/edit/dates")
    page.locator("[name=start]").fill("2030-06")
    page.locator("[name=end]").fill("2029-01")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The end lies before the start.")).to_be_visible()
    expect(page.locator("[name=start]")).to_have_value("2030-06")
    page.locator("[name=end]").fill("some day")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("^Write a date as"))).to_be_visible()


def test_what_does_not_exist_is_not_there(as_administrator, post):
    for address in (
        f"{MASTER}/draft/nothing-here",
        f"{MASTER}/nodes/nothing/edit/body",
        f"{MASTER}/nodes/{NODE}/edit/nothing",
        f"{MASTER}/versions/9.9",
        f"{MASTER}/versions/x",
        "/roadmaps/none/master/draft",
        "/roadmaps/creative-economy/xx/draft",
        "/roadmaps/creative-economy/MASTER/draft",
        f"{MASTER}/update",
        "/people/999999",
        "/exports/999999/file",
        f"/exports/{'9' * 30}",
        f"/people/{'9' * 30}",
    ):
        assert as_administrator.goto(address).status == 404, address
    for address in (
        f"{MASTER}/nodes/nothing/move",
        f"{MASTER}/nodes/{NODE}/history/99999999/restore",
        f"{TJ}/update/undo/99999",
    ):
        assert post(address, {"step": "up"}) == 404, address


def test_another_countrys_things_cannot_be_touched(as_madina, as_administrator):
    page = as_madina
    page.goto(f"{TJ}/draft")
    token = page.locator("meta[name=csrf-token]").get_attribute("content")
    theirs = [
        f"{KZ}/nodes/{NODE}/edit/body",
        f"{KZ}/nodes/{NODE}/leave-out",
        f"{KZ}/update/merge",
        f"{KZ}/update/decide",
        f"{KZ}/update/undo/1",
        f"{KZ}/questions/answers",
        f"{KZ}/publish",
        f"{KZ}/exports",
        f"{KZ}/nodes/{NODE}/comments",
        f"{KZ}/nodes/new",
        f"{KZ}/nodes/{NODE}/move",
        f"{KZ}/nodes/{NODE}/delete",
    ]
    before = text_of(as_administrator, KZ, NODE, "body")
    for address in theirs:
        answer = page.request.post(
            address, form={"csrf_token": token, "body": "ours now"}, headers={"Referer": page.url}
        )
        assert answer.status == 404, f"{address}: {answer.status}"
    for address in (f"{KZ}/draft", f"{KZ}/update", f"{KZ}/questions", f"{KZ}/exports", f"{KZ}/trash"):
        assert page.goto(address).status == 404, address
    assert text_of(as_administrator, KZ, NODE, "body") == before


def test_a_form_of_another_site_or_without_its_token_changes_nothing(as_administrator):
    page = as_administrator
    page.goto("/")
    address = f"{MASTER}/nodes/{NODE}/edit/title"
    before = text_of(page, MASTER, NODE, "title")
    token = page.locator("meta[name=csrf-token]").get_attribute("content")
    assert page.request.post(address, form={"title": "taken"}).status == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert page.request.post(address, form={"title": "taken", "csrf_token": token}, headers=foreign).status == 403
    assert text_of(page, MASTER, NODE, "title") == before


def test_text_survives_a_session_that_ends_while_it_is_typed(visit, as_administrator):
    page = visit("Aigerim Sadykova")
    page.goto(f"{MASTER}/draft/teacher-exchange")
    page.locator("#part-teacher-exchange-body").get_by_role("link", name="Edit the text").click()
    text = page.locator("form#part-teacher-exchange-body").get_by_role("textbox")
    text.press("End")
    text.press_sequentially(" Written before the session ended.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("You are no longer signed in"))).to_be_visible()

    page.goto(link_for(as_administrator, "Aigerim Sadykova"))
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Not now").click()
    page.goto(f"{MASTER}/draft/teacher-exchange")
    page.locator("#part-teacher-exchange-body").get_by_role("link", name="Edit the text").click()
    page.get_by_role("button", name="Put my text back").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#part-teacher-exchange-body .prose")).to_contain_text("Written before the session ended.")


def bring(page, name, content):
    page.goto("/import")
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": content})
    page.get_by_role("button", name="Import").click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("# Жол картасы".encode("cp1251"), "This is not a text file in UTF-8."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "This is not a text file"),
        (b"", "This file is empty."),
        (b"# A\n" + b"word " * 1_100_000, "This file is larger than 5 MB."),
    ],
    ids=["other encoding", "binary", "empty", "over 5 MB"],
)
def test_a_file_that_is_no_text_is_refused_in_words(as_administrator, content, sentence):
    bring(as_administrator, "a.md", content)
    expect(as_administrator.locator("#file-error")).to_contain_text(sentence)


def test_twenty_megabytes_are_refused_in_words(as_administrator):
    bring(as_administrator, "big.md", b"# A\n" + b"word " * 4_000_000)
    expect(as_administrator.get_by_role("heading", level=1)).to_have_text("This is too large")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "# A plan\n\n#### Deep at once\n\nText one.\n\n## Back up\n\nText two.",
            ["Deep at once", "Text one.", "Text two."],
        ),
        ("# A plan\n\n## Twice\n\nFirst.\n\n## Twice\n\nSecond.", ["First.", "Second."]),
        ("Just a paragraph, and\n\nanother one.", ["Just a paragraph, and", "another one."]),
        ("A title\n=======\n\nPart\n----\n\nUnder a line.", ["Under a line."]),
    ],
    ids=["headings that jump", "headings twice", "no heading", "underlined headings"],
)
def test_any_text_comes_in_whole(as_administrator, content, words):
    page = as_administrator
    bring(page, "a plan.md", content.encode())
    expect(page.get_by_text("The file has been imported.")).to_be_visible()
    page.goto(f"{page.url.split('/draft')[0]}/exports")
    where = page.url.rsplit("/", 1)[0]
    found = "".join(read_all(page, where))
    for each in words:
        assert each in found


def read_all(page, where):
    """Return the text of every part of a draft."""
    page.goto(f"{where}/draft")
    addresses = [link.get_attribute("href") for link in page.locator("#outline a.o-goal-h, #outline a.o-item").all()]
    for address in dict.fromkeys([f"{where}/draft", *addresses]):
        page.goto(address)
        yield page.locator("#main").inner_text()
