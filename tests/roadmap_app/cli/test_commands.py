"""Commands do what they say, and refuse in one line."""

import json

import pytest
from sqlalchemy import select, text

from exports.markdown_file import read_bytes
from roadmap_app.database import reading, transaction
from roadmap_app.models import AuditEntry, Change, Edition, Invitation, Roadmap
from roadmap_app.services import drafting, invitations
from roadmap_app.services.snapshots import draft_document
from tests.factories import act_of, small_document

FILE = "# Culture for all\n\nWhy it matters.\n\n## Libraries\n\nOpen on Sundays.\n"


def edition(session, slug="creative-economy", country=None):
    query = select(Edition).where(Edition.roadmap.has(slug=slug), Edition.country_code == country)
    return session.execute(query).scalar_one()


def assert_mistake(result, *words, status=2):
    """Say that a command was refused in one line that holds these words, with no other output."""
    assert result.status == status, result
    assert result.said == ""
    assert result.complaint.startswith("roadmap: ")
    assert result.complaint.count("\n") == 1
    for each in words:
        assert each in result.complaint


def write(engine, node, part, value, country=None):
    with transaction(engine) as session:
        drafting.set_part(session, edition(session, country=country), node, part, value, act_of(None))


def test_without_words_the_commands_are_listed(roadmap):
    for words in ((), ("--help",)):
        result = roadmap(*words)
        assert result.status == 0
        for name in ("serve", "import", "export", "publish", "fork", "update", "doctor", "backup", "restore"):
            assert f"\n  {name} " in result.said


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["publsh"], "publsh"),
        (["serve", "--prot", "1"], "--prot"),
        (["serve", "--port", "many"], "many"),
        (["serve", "--port", "70000"], "70000"),
        (["export", "creative-economy"], "--format"),
        (["export", "creative-economy", "--format", "doc", "-o", "x"], "doc"),
        (["export", "Creative Economy", "--format", "md", "-o", "x"], "Creative Economy"),
        (["publish", "creative-economy@1.0", "--note", "x"], "SLUG/COUNTRY"),
        (["publish", "creative-economy"], "--note"),
        (["publish", "creative-economy", "--note", "  "], "note"),
        (["import", "nowhere.md"], "nowhere.md"),
        (["import", "/"], "/"),
        (["fork", "creative-economy"], "COUNTRY"),
        (["update", "creative-economy/kg"], "--preview"),
        (["demo"], "command"),
        (["demo", "show"], "show"),
        (["restore", "nowhere.zip", "--into", "x"], "nowhere.zip"),
        (["invite", "nobody"], "nobody"),
    ],
)
@pytest.mark.usefixtures("engine")
def test_a_mistake_is_told_in_one_line(roadmap, words, named):
    assert_mistake(roadmap(*words), named)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "nothing", "--format", "md", "-o", "-"], ["nothing", "creative-economy"]),
        (["export", "creative-economy/kz", "--format", "md", "-o", "-"], ["KZ"]),
        (["export", "creative-economy@7.0", "--format", "md", "-o", "-"], ["7.0", "1.0"]),
        (["export", "creative-economy", "--format", "md", "-o", "/no/such/folder/x.md"], ["/no/such/folder/x.md"]),
        (["export", "creative-economy", "--format", "md", "-o", "-", "--language", "xx"], ["xx", "en, ru"]),
        (["publish", "creative-economy/kz", "--note", "x"], ["KZ"]),
        (["fork", "creative-economy", "FR"], ["FR", "KZ, KG"]),
        (["fork", "creative-economy/kg", "KG"], ["adaptation"]),
        (["update", "creative-economy", "--preview"], ["creative-economy/kg"]),
        (["invite", "a@example.org", "--role", "lead"], ["ROADMAP:ROLE", "lead"]),
        (["invite", "a@example.org", "--role", "FR:lead"], ["FR"]),
        (["invite", "a@example.org", "--role", "KG:facilitator"], ["facilitator"]),
        (["invite", "a@example.org", "--role", "nothing:lead"], ["nothing"]),
    ],
)
@pytest.mark.usefixtures("engine")
def test_a_name_that_nothing_has_is_answered_with_those_there_are(roadmap, words, named):
    assert_mistake(roadmap(*words), *named)


def test_without_a_data_folder_nothing_is_made(roadmap, data):
    assert_mistake(roadmap("doctor"), str(data))
    assert not data.exists()


def test_an_empty_database_says_what_to_do(roadmap, data):
    data.mkdir()
    assert_mistake(roadmap("publish", "x", "--note", "y"), "roadmap serve", status=1)


def test_a_file_that_is_no_database_is_told_in_one_line(roadmap, data):
    data.mkdir()
    (data / "roadmap.db").write_text("Not a database, but a letter. " * 100)
    for words in (("publish", "x", "--note", "y"), ("migrate",), ("backup", data / "b.zip")):
        assert_mistake(roadmap(*words), "not a database", status=1)


def test_a_newer_database_is_left_alone(roadmap, engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    for words in (("publish", "creative-economy", "--note", "x"), ("migrate",)):
        assert_mistake(roadmap(*words), "newer release", status=1)


def test_a_setting_that_cannot_be_used_is_named(roadmap, data, monkeypatch):
    data.mkdir()
    monkeypatch.setenv("ROADMAP_PORT", "eighty")
    assert_mistake(roadmap("doctor"), "ROADMAP_PORT", "eighty")


def test_migrating_twice_changes_nothing(roadmap):
    assert roadmap("migrate").said == "The tables were made.\n"
    assert roadmap("migrate").said == "The database was up to date.\n"


def test_a_file_becomes_a_roadmap(roadmap, engine, tmp_path):
    (tmp_path / "culture.md").write_text(FILE, encoding="utf-8")
    result = roadmap("import", tmp_path / "culture.md")
    assert result.said.startswith("culture-for-all: ")
    with reading(), transaction(engine) as session:
        found = draft_document(session, edition(session, "culture-for-all"))
        assert found.title == "Culture for all"
        assert {each.title for each in found.nodes} >= {"Libraries"}
        assert set(session.execute(select(Change.cause).where(Change.edition_id == 2)).scalars()) == {"import"}
        assert session.execute(select(AuditEntry.act)).scalars().all() == ["roadmap.imported"]


def test_a_roadmap_gets_the_name_it_is_given_once(roadmap, engine, tmp_path):
    (tmp_path / "culture.md").write_text(FILE, encoding="utf-8")
    assert roadmap("import", tmp_path / "culture.md", "--slug", "culture").said.startswith("culture: ")
    assert_mistake(roadmap("import", tmp_path / "culture.md", "--slug", "culture"), "culture")
    assert_mistake(roadmap("import", tmp_path / "culture.md", "--slug", "Ünder way"), "Ünder way")
    with reading(), transaction(engine) as session:
        assert session.execute(select(Roadmap.slug)).scalars().all() == ["creative-economy", "culture"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe# Title", "UTF-8"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"# x\n" + b"a" * 5_000_001, "larger than 5 MB"),
    ],
)
@pytest.mark.usefixtures("engine")
def test_a_file_that_cannot_be_read_is_told_why(roadmap, tmp_path, content, why):
    (tmp_path / "x.md").write_bytes(content)
    assert_mistake(roadmap("import", tmp_path / "x.md"), why)


@pytest.mark.usefixtures("engine")
def test_an_edition_is_exported_exactly(roadmap, tmp_path):
    assert roadmap("export", "creative-economy", "--format", "md", "-o", tmp_path / "x.md").status == 0
    parsed = read_bytes((tmp_path / "x.md").read_bytes(), new_id=str)
    assert parsed.document.nodes == small_document().nodes
    screen = roadmap("export", "creative-economy@1.0", "--format", "json", "-o", "-")
    assert json.loads(screen.said)["title"] == "Creative Economy Roadmap"


@pytest.mark.usefixtures("engine")
def test_a_document_is_made_at_once(roadmap, tmp_path):
    assert roadmap("export", "creative-economy", "--format", "deck", "-o", tmp_path / "x.pdf").status == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_a_draft_is_published_or_told_why_not(roadmap, engine):
    result = roadmap("publish", "creative-economy", "--note", "Again")
    assert_mistake(result, "nothing has changed", status=1)
    write(engine, "loans", "state", "agreed")
    result = roadmap("publish", "creative-economy", "--note", "Loans")
    assert_mistake(result, "A regional loan guarantee", "no lead", "no dates", "no form of completion", status=1)
    write(engine, "loans", "state", "proposed")
    assert roadmap("publish", "creative-economy", "--note", "Loans").said == "creative-economy 1.1 is published.\n"
    write(engine, "loans", "title", "Loans")
    done = roadmap("publish", "creative-economy", "--note", "Loans", "--bigger")
    assert done.said == "creative-economy 2.0 is published.\n"


def test_a_country_forks_and_sees_what_waits(roadmap, engine):
    assert roadmap("fork", "creative-economy", "kg").said == "creative-economy/kg begins with version 1.0.\n"
    assert_mistake(roadmap("fork", "creative-economy", "KG"), "already", status=1)
    assert "0 changes" in roadmap("update", "creative-economy/kg", "--preview").said
    write(engine, "finance", "body", "Banks lend against cattle.", country="KG")
    write(engine, "finance", "body", "Banks lend against orders.")
    write(engine, "skills", "body", "Courses in five languages.")
    roadmap("publish", "creative-economy", "--note", "News")
    result = roadmap("update", "creative-economy/kg", "--preview")
    lines = result.said.splitlines()
    assert lines[0] == "creative-economy/kg: 2 changes of version 1.1 wait since 1.0."
    assert lines[2:4] == [
        "Needs you (1)",
        "  Finance for micro-enterprises – Text: Both of you changed the same words.",
    ]
    assert "Merges by itself (1)" in lines
    assert "  Skills and education – Text: The region changed this; you had not touched it." in lines


def test_an_invitation_is_a_link_that_lets_somebody_in_with_roles(roadmap, engine):
    result = roadmap(
        "invite", "Ann@Example.org", "--name", "Ann", "--role", "KG:lead", "--role", "creative-economy:reader"
    )
    token = result.said.strip().rpartition("/sign-in/link/")[2]
    with transaction(engine) as session:
        at = session.execute(select(Invitation.created_at)).scalar_one()
        person = invitations.redeem(session, token, name="", at=at, address="")
        assert (person.name, person.email, person.is_admin) == ("Ann", "ann@example.org", False)
        roles = {(each.country_code, each.role) for each in person.memberships}
        assert roles == {("KG", "lead"), (None, "reader")}


@pytest.mark.usefixtures("engine")
def test_a_backup_is_restored_elsewhere_and_found_healthy(roadmap, data, tmp_path, monkeypatch):
    assert "checked" in roadmap("backup", tmp_path / "b.zip").said
    assert_mistake(roadmap("backup", tmp_path / "b.zip"), "exists already")
    assert_mistake(roadmap("backup", tmp_path / "no" / "b.zip"), "no folder")
    assert_mistake(roadmap("restore", tmp_path / "b.zip", "--into", data), "not an empty folder")
    assert roadmap("restore", tmp_path / "b.zip", "--into", tmp_path / "new").status == 0
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path / "new"))
    lines = roadmap("doctor").said.splitlines()
    assert [line for line in lines if not line.startswith("fine ")] == ["wrong  worker: no worker has been seen yet"]


def test_the_doctor_finds_what_is_wrong(roadmap, engine, data):
    with engine.begin() as connection:
        connection.execute(text("UPDATE draft_node SET body = 'Written past the log.' WHERE node_id = 'skills'"))
    (data / "secret.key").chmod(0o644)
    (data / "worker.alive").write_text("2026-01-01T12:00:00+00:00")
    result = roadmap("doctor")
    assert result.status == 1
    wrong = [line for line in result.said.splitlines() if line.startswith("wrong ")]
    assert len(wrong) == 3
    assert "chmod 600" in wrong[0]
    assert "the body of node skills" in wrong[1]
    assert wrong[2] == "wrong  worker: the worker was last seen 2026-01-01 12:00 UTC"


@pytest.mark.usefixtures("engine")
def test_the_demo_is_loaded_into_an_empty_installation_only(roadmap):
    assert_mistake(roadmap("demo", "load"), "roadmaps here already", status=1)
    assert_mistake(roadmap("demo", "reset"), "not a demo", status=1)
