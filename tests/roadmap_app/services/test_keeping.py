"""A backup holds everything, is checked when it is made, and restores into an empty folder only."""

import json
import zipfile

import pytest
from sqlalchemy import select, text

from roadmap_app import migrating
from roadmap_app.database import engine_options, make_engine, transaction
from roadmap_app.models import AuditEntry, DraftNode, Edition, Invitation, SignIn, TextUpdate
from roadmap_app.services import drafting, invitations, publishing
from roadmap_app.services.keeping import CannotBackUpError, CannotRestoreError, back_up, broken_texts, restore, verify
from roadmap_app.services.snapshots import draft_document
from roadmap_app.settings import Settings, read_settings
from tests.factories import NOON, act_of, make_network, make_person, make_roadmap


@pytest.fixture
def engine(settings):
    migrating.upgrade(settings)
    engine = make_engine(settings.database_url)
    with transaction(engine) as session:
        make_network(session)
        nurlan = make_person(session, "Nurlan", admin=True)
        master = make_roadmap(session, by=nurlan)
        publishing.publish(session, master, note="First", bigger_step=False, act=act_of(nurlan))
        session.add(SignIn(token_hash="0" * 64, person=nurlan, created_at=NOON, seen_at=NOON))
        invitations.sign_in_link(session, nurlan, act_of(nurlan))
    yield engine
    engine.dispose()


def upgrade(url):
    migrating.upgrade(Settings(data=None, database_url=url, secret_key=""))


def restored(path, folder):
    return restore(path, folder, act_of(None), migrate=upgrade)


def document_in(engine):
    with transaction(engine) as session:
        return draft_document(session, session.execute(select(Edition)).scalar_one())


def write(engine, words):
    with transaction(engine) as session:
        edition = session.execute(select(Edition)).scalar_one()
        drafting.set_part(session, edition, "finance", "body", words, act_of(None))


def test_a_backup_brings_everything_back(engine, settings, tmp_path):
    before = document_in(engine)
    manifest = back_up(settings, tmp_path / "b.zip", NOON)
    assert (manifest.kind, manifest.made_at) == ("sqlite", "2026-11-22T12:00:00+00:00")
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    write(engine, "Changed after the backup.")
    restored(tmp_path / "b.zip", tmp_path / "new")
    there = read_settings({"ROADMAP_DATA": str(tmp_path / "new")})
    assert there.secret_key == settings.secret_key
    again = make_engine(there.database_url)
    assert document_in(again) == before
    with transaction(again) as session:
        assert verify(session) == ()
    again.dispose()


def test_people_go_on_writing_while_a_backup_is_made(engine, settings, tmp_path):
    with engine.connect() as writer:
        writer.execute(text("UPDATE network SET name = 'Half done'"))
        back_up(settings, tmp_path / "b.zip", NOON)
        writer.commit()
    restored(tmp_path / "b.zip", tmp_path / "new")
    again = make_engine(f"sqlite:///{tmp_path / 'new' / 'roadmap.db'}")
    with transaction(again) as session:
        assert session.execute(text("SELECT name FROM network")).scalar() == "Creative Central Asia Network"
    again.dispose()


@pytest.mark.usefixtures("engine")
@pytest.mark.usefixtures("engine")
def test_nobody_stays_signed_in_and_no_link_works_after_restoring(settings, tmp_path):
    back_up(settings, tmp_path / "b.zip", NOON)
    restored(tmp_path / "b.zip", tmp_path / "new")
    again = make_engine(f"sqlite:///{tmp_path / 'new' / 'roadmap.db'}")
    with transaction(again) as session:
        for table in (SignIn, Invitation):
            assert session.execute(select(table).where(table.revoked_at.is_(None))).first() is None
        newest = session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()
        assert (newest.act, newest.about) == ("backup.restored", "2026-11-22T12:00:00+00:00")
    again.dispose()


def test_a_backup_never_overwrites_anything(settings, tmp_path):
    (tmp_path / "b.zip").write_text("precious")
    with pytest.raises(CannotBackUpError, match="exists already"):
        back_up(settings, tmp_path / "b.zip", NOON)
    assert (tmp_path / "b.zip").read_text() == "precious"


@pytest.mark.usefixtures("engine")
@pytest.mark.usefixtures("engine")
def test_a_backup_of_damaged_data_is_not_kept(settings, tmp_path):
    raw = engine_options(settings.database_url)["module"].connect(settings.data / "roadmap.db")
    raw.execute("UPDATE draft_node SET edition_id = 999")
    raw.commit()
    raw.close()
    with pytest.raises(CannotBackUpError, match="did not pass its check"):
        back_up(settings, tmp_path / "b.zip", NOON)
    assert list(tmp_path.glob("*b.zip*")) == []


def test_a_folder_that_holds_something_is_never_restored_into(settings, tmp_path):
    back_up(settings, tmp_path / "b.zip", NOON)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("precious")
    with pytest.raises(CannotRestoreError, match="not an empty folder"):
        restored(tmp_path / "b.zip", tmp_path / "full")
    assert [each.name for each in (tmp_path / "full").iterdir()] == ["letter.txt"]


def rewritten(path, change):
    """Write a backup anew with some members changed: `change` maps name and content to content."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, each in content.items():
            archive.writestr(name, change(name, each))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda name, each: each[:-1] + b"!" if name == "roadmap.db" else each, "not what was backed up"),
        (lambda name, each: each + b"more" if name == "roadmap.db" else each, "larger than its manifest"),
        (lambda name, each: b"{}" if name == "manifest.json" else each, "manifest can't be read"),
        (lambda _name, each: each.replace(b'"format": 1', b'"format": 2'), "newer release"),
        (lambda _name, each: each.replace(b"secret.key", b"../../evil"), "files that no backup holds"),
    ],
)
def test_a_changed_backup_is_refused(settings, tmp_path, change, why):
    back_up(settings, tmp_path / "b.zip", NOON)
    rewritten(tmp_path / "b.zip", change)
    with pytest.raises(CannotRestoreError, match=why):
        restored(tmp_path / "b.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert list(tmp_path.glob(".restoring*")) == []


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_is_refused(tmp_path, content):
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(CannotRestoreError, match="not a backup"):
        restored(tmp_path / "b.zip", tmp_path / "new")


def test_a_sound_database_has_no_findings(engine):
    with transaction(engine) as session:
        assert verify(session) == ()


@pytest.fixture
def unsealed(engine):
    """Give a session in which sealed rows can be damaged."""
    with transaction(engine) as session:
        for table in ("text_update", "version", "audit_entry"):
            session.execute(text(f"DROP TRIGGER {table}_no_update"))
            session.execute(text(f"DROP TRIGGER {table}_no_delete"))
        yield session


def test_a_flipped_bit_in_a_text_log_is_found(unsealed):
    row = unsealed.execute(select(TextUpdate)).scalars().first()
    row.content = row.content[:-1] + bytes([row.content[-1] ^ 1])
    unsealed.flush()
    assert [each.what for each in verify(unsealed)] == ["log entry 1 of node livelihood (edition 1) was damaged"]


def test_a_text_that_is_not_what_its_log_makes_is_found(unsealed):
    row = unsealed.execute(select(DraftNode).where(DraftNode.node_id == "grants")).scalar_one()
    row.body = "Written past the log."
    row.fields = json.dumps(json.loads(row.fields) | {"completion": "Also."})
    unsealed.flush()
    assert [each.what for each in broken_texts(unsealed)] == [
        "the body of node grants (edition 1) is not what its log makes",
        "the completion of node grants (edition 1) is not what its log makes",
    ]


def test_an_empty_log_is_found(unsealed):
    unsealed.execute(text("DELETE FROM text_update WHERE draft_node_id = 1"))
    assert [each.what for each in broken_texts(unsealed)] == ["the text of node livelihood (edition 1) has no log"]


def test_a_forged_version_and_a_touched_audit_log_are_found(unsealed):
    unsealed.execute(text("UPDATE version SET document = replace(document, 'land', 'sand')"))
    unsealed.execute(text("UPDATE audit_entry SET about = 'nothing' WHERE id = 1"))
    assert [each.what for each in verify(unsealed)] == [
        "the audit log was touched at or before entry 1",
        "version 1 is not what was published",
    ]


@pytest.mark.usefixtures("engine")
def test_a_backup_with_a_damaged_text_log_is_not_restored(settings, tmp_path, unsealed):
    unsealed.execute(text("UPDATE text_update SET content = x'00' WHERE id = 1"))
    unsealed.commit()
    back_up(settings, tmp_path / "b.zip", NOON)
    with pytest.raises(CannotRestoreError, match="log entry 1 of node livelihood"):
        restored(tmp_path / "b.zip", tmp_path / "new")


def test_postgresql_is_backed_up_by_its_own_program(postgres_url, tmp_path):
    engine = make_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    upgrade(postgres_url)
    with transaction(engine) as session:
        make_network(session)
        make_roadmap(session)
    before = document_in(engine)
    settings = read_settings({"ROADMAP_DATA": str(tmp_path / "data"), "ROADMAP_DATABASE_URL": postgres_url})
    assert back_up(settings, tmp_path / "b.zip", NOON).kind == "postgresql"
    with pytest.raises(CannotRestoreError, match="ROADMAP_DATABASE_URL"):
        restored(tmp_path / "b.zip", tmp_path / "new")
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    restore(tmp_path / "b.zip", tmp_path / "new", act_of(None), migrate=upgrade, url=postgres_url)
    assert document_in(engine) == before
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["secret.key"]
    engine.dispose()
