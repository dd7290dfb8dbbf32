"""What the documents say holds: paths, commands, settings, roles, links and pictures are those of the product."""

import re
import socket
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from roadmap_app.cli import main
from roadmap_app.services.accounts import COUNTRY_ROLES, ROADMAP_ROLES
from roadmap_app.services.permissions import NOWHERE, RULES, Action, Identity, Place, may

ROOT = Path(__file__).parent.parent
PACKAGES = ("adaptations", "exports", "roadmap_app")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PICTURES = sorted((ROOT / "docs").rglob("*.png"))
HEAVIEST_PICTURE = 250_000

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MADE_BY_THE_BUILD = {"roadmap_app/static"}
ADDRESSES_IN_EXAMPLES = re.compile(r"https?://(127\.0\.0\.1:8000|localhost|roadmap\.example\.org)\b")

A_ROADMAP, A_COUNTRY, ANOTHER_COUNTRY = 1, "AA", "BB"
MASTER, ADAPTATION = Place(A_ROADMAP), Place(A_ROADMAP, A_COUNTRY)
ROWS = {
    "Read the draft, its questions and its history": Action.READ_DRAFT,
    "Comment": Action.COMMENT,
    "Write, arrange, define questions": Action.EDIT,
    "Write, arrange, leave out": Action.EDIT,
    "Answer the country's questions": Action.ANSWER,
    "Decide about the region's changes": Action.UPDATE,
    "Publish": Action.PUBLISH,
    "Begin the adaptation": Action.FORK,
    "Compare the countries": Action.COMPARE,
    "Make documents and slides": Action.EXPORT,
    "See the first page and keep one's own account": Action.SEE_HOME,
    "Start or import a roadmap": Action.START_ROADMAP,
    "Invite people, give roles, close accounts": Action.INVITE,
    "Read the audit log": Action.READ_AUDIT,
    "Keep the installation": Action.ADMINISTER,
}


def on_the_roadmap(role):
    return Identity(1, roles=frozenset({(A_ROADMAP, None, role)}))


def in_a_country(role, country=A_COUNTRY):
    return Identity(1, roles=frozenset({(None, country, role)}))


COLUMNS = {
    "master": (
        MASTER,
        {role.capitalize(): [on_the_roadmap(role)] for role in ROADMAP_ROLES}
        | {"Any role in a country": [in_a_country(role) for role in COUNTRY_ROLES]},
    ),
    "country": (
        ADAPTATION,
        {"Association lead" if role == "lead" else role.capitalize(): [in_a_country(role)] for role in COUNTRY_ROLES}
        | {
            "Lead on the roadmap": [on_the_roadmap("lead")],
            "Role in another country": [in_a_country(role, ANOTHER_COUNTRY) for role in COUNTRY_ROLES],
        },
    ),
    "anywhere": (
        NOWHERE,
        {"Administrator": [Identity(1, is_admin=True)], "Everybody who signed in": [Identity(1)]},
    ),
}


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def named(path):
    return str(path.relative_to(ROOT))


def table_after(mark, name):
    """Return the cells of the first table below `<!-- mark -->`, as {row: {column: cell}}."""
    lines = text_of(name).partition(f"<!-- {mark} -->")[2].strip().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: lines.index("")]]
    heads = rows[0][1:]
    return {row[0]: dict(zip(heads, row[1:], strict=True)) for row in rows[2:]}


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_between_documents_lead_somewhere(path):
    found = [target for target in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in target]
    lost = [target for target in found if not (path.parent / (target.partition("#")[0] or path.name)).exists()]
    assert lost == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_to_headings_lead_to_a_heading(path):
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        if "://" in target or not anchor:
            continue
        headings = re.findall(
            r"^#+ (.+)$", (path.parent / (name or path.name)).read_text(encoding="utf-8"), re.MULTILINE
        )
        assert anchor in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}


def test_every_picture_is_shown_and_light():
    shown = {
        (path.parent / target).resolve()
        for path in DOCUMENTS
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if target.endswith(".png")
    }
    assert {named(path) for path in PICTURES} == {named(path) for path in shown}
    assert {named(path) for path in PICTURES if path.stat().st_size > HEAVIEST_PICTURE} == set()


def test_pictures_say_what_they_show():
    unnamed = [named(path) for path in DOCUMENTS if re.search(r"!\[\s*\]\(", path.read_text(encoding="utf-8"))]
    assert unnamed == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_no_document_names_a_machine(path):
    text = ADDRESSES_IN_EXAMPLES.sub("", path.read_text(encoding="utf-8"))
    assert re.findall(r"https?://[^\s`>)]+", text) == []
    assert re.findall(r"(?<![\w.])/(?:work|home|root|Users)/\S*", text) == []
    assert len(socket.gethostname()) < 4 or socket.gethostname() not in text


@pytest.mark.parametrize(
    "name", ["ARCHITECTURE.md", *(named(each) for each in (ROOT / "docs/decisions").glob("0*.md"))]
)
def test_every_path_that_a_document_names_exists(name):
    firsts = "adaptations|exports|roadmap_app|templates|tests|benchmarks|docs"
    paths = re.findall(rf"`((?:{firsts})/[^`<>]*)`", text_of(name))
    paths += re.findall(r"`([\w-]+\.(?:py|toml|txt|yaml|md))`", text_of(name))
    lost = {each for each in paths if not (ROOT / each).exists()} - {f"{each}/" for each in MADE_BY_THE_BUILD}
    assert lost == set()


def test_the_map_names_every_module_and_folder_of_the_packages():
    text = text_of("ARCHITECTURE.md")
    expected = set()
    for package in PACKAGES:
        for path in (ROOT / package).iterdir():
            if path.name.startswith(("_", ".")) or named(path) in {*MADE_BY_THE_BUILD, "exports/fonts"}:
                continue
            if path.is_dir() and any(path.iterdir()):
                expected.add(f"{named(path)}/")
            elif path.suffix == ".py":
                expected.add(named(path))
    assert {each for each in expected if f"`{each}`" not in text} == set()


def test_the_map_states_what_must_hold():
    by_package = text_of("ARCHITECTURE.md").split("\n### ")
    for package in PACKAGES:
        assert any(part.startswith(f"`{package}/`") and "**Invariant:**" in part for part in by_package)


def test_every_setting_is_documented_and_no_other():
    source = text_of("roadmap_app/settings.py")
    read = {f"ROADMAP_{name}" for name in re.findall(r"(?:_read|_whole_number)\(environment, \"(\w+)\"", source)}
    documented = set(re.findall(r"^\| `(ROADMAP_\w+)` \|", text_of("docs/operating/settings.md"), re.MULTILINE))
    assert read
    assert documented == read


def test_every_command_is_documented():
    text = text_of("docs/operating/commands.md")
    context = click.Context(main)
    missing = set()
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        below = [f"{name} {each}" for each in command.commands] if isinstance(command, click.Group) else [name]
        missing |= {each for each in below if f"roadmap {each}" not in text}
    assert missing == set()


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.parent.name != "ru"], ids=named)
def test_the_commands_that_a_document_gives_exist(path):
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    code = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
    made = {name for each in code for name in re.findall(r"^make ([a-z]+)", each, re.MULTILINE)}
    assert made - targets == set()
    known = set(main.list_commands(click.Context(main)))
    called = {
        name for each in code for name in re.findall(r"^(?:\S+=\S+ )*\S*\broadmap ([a-z]+)\b", each, re.MULTILINE)
    }
    assert called - known == set()


@pytest.mark.parametrize("mark", COLUMNS)
def test_the_guide_tells_who_may_do_what(mark):
    place, people = COLUMNS[mark]
    table = table_after(mark, "docs/guide/people-and-roles.md")
    truth = {
        row: {
            column: "✓" if all(may(who, ROWS[row], place) for who in group) else "–" for column, group in people.items()
        }
        for row in table
    }
    assert {row: dict(cells) for row, cells in table.items()} == truth
    for row in table:
        for group in people.values():
            assert len({may(who, ROWS[row], place) for who in group}) == 1, (
                f"“{row}” is not the same for a whole column"
            )


def test_the_guide_names_every_right():
    rows = {row for mark in COLUMNS for row in table_after(mark, "docs/guide/people-and-roles.md")}
    assert {ROWS[row] for row in rows} == set(Action) == set(RULES)


def labels_in(path):
    """Return the bold words of a page of the guide: it sets labels of the screen in bold, and nothing else."""
    text = " ".join(path.read_text(encoding="utf-8").replace("’", "'").split())
    return {each.rstrip(".:").casefold() for each in re.findall(r"\*\*(.+?)\*\*", text)}


def test_the_guide_speaks_the_words_of_the_screens():
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "roadmap_app/web").rglob("*.py")]
    sources.append(ROOT / "exports/reading/wording.py")
    screens = " ".join(path.read_text(encoding="utf-8") for path in sources).replace("’", "'").casefold()
    pages = [path for path in sorted((ROOT / "docs/guide").glob("*.md")) if path.name != "README.md"]
    assert {path.name: {each for each in labels_in(path) if each not in screens} for path in pages} == {
        path.name: set() for path in pages
    }


def test_the_russian_guide_speaks_the_words_of_the_russian_screens():
    with (ROOT / "roadmap_app/translations/ru/LC_MESSAGES/messages.po").open("rb") as file:
        screens = " ".join(str(each.string) for each in read_po(file)).replace("’", "'").casefold()
    pages = sorted((ROOT / "docs/guide/ru").glob("*.md"))
    assert {path.name: {each for each in labels_in(path) if each not in screens} for path in pages} == {
        path.name: set() for path in pages
    }
