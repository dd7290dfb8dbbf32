"""The first tables, and the seals on those whose rows are written once."""

# ruff: noqa: E501 -- the description of a column stays in one string

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "country",
        sa.Column("code", sa.String(), nullable=False, comment="ISO 3166-1 alpha-2, upper case"),
        sa.Column("name", sa.String(), nullable=False, comment="in English; translated through the catalogue"),
        sa.Column("own_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False, comment="its state language, ISO 639-1"),
        sa.Column("association", sa.String(), nullable=False, comment="the local body that owns its adaptations"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_country")),
    )
    op.create_table(
        "network",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False, comment="what the master speaks for, such as Central Asia"),
        sa.Column("presentation_on", sa.Date(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False, comment="lower case"),
        sa.Column(
            "password_hash", sa.String(), nullable=False, comment="argon2id; empty while the person uses links only"
        ),
        sa.Column("language", sa.String(), nullable=False, comment="of the interface"),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempt_email_at", ["email", "at"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(), nullable=False, comment="a stable code such as sign_in.failed"),
        sa.Column("about", sa.String(), nullable=False, comment="what it was done to, in readable form"),
        sa.Column("detail", sa.String(), nullable=False, comment="JSON; no secrets, no texts of people"),
        sa.Column("address", sa.String(), nullable=False, comment="network address, last part cut off"),
        sa.Column("seal", sa.String(), nullable=False, comment="SHA-256 over this entry and the seal before"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_entry_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False, comment="SHA-256, hex"),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False, comment="JSON: [[roadmap id or null, country or null, role]]"),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column(
            "person_id", sa.Integer(), nullable=True, comment="set when the link signs in somebody who has an account"
        ),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_invitation_created_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "roadmap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_roadmap_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadmap")),
        sa.UniqueConstraint("slug", name=op.f("uq_roadmap_slug")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False, comment="SHA-256, hex"),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False, comment="the browser's own words, cut to 200 characters"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roadmap_id", sa.Integer(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False, comment="the document's id, the seed of its look"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subtitle", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False, comment="of the content"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="counts every change of the draft"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "acknowledged",
            sa.String(),
            nullable=False,
            comment="an adaptation's acknowledged master as a JSON document; empty in the master",
        ),
        sa.Column(
            "followed_id",
            sa.Integer(),
            nullable=True,
            comment="the newest master version this adaptation has looked at",
        ),
        sa.Column(
            "open_changes",
            sa.Integer(),
            nullable=False,
            comment="how many upstream changes waited when that was last counted",
        ),
        sa.ForeignKeyConstraint(["country_code"], ["country.code"], name=op.f("fk_edition_country_code")),
        sa.ForeignKeyConstraint(["followed_id"], ["version.id"], name=op.f("fk_edition_followed_id"), use_alter=True),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmap.id"], name=op.f("fk_edition_roadmap_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("key", name=op.f("uq_edition_key")),
        sa.UniqueConstraint("roadmap_id", "country_code", name=op.f("uq_edition_roadmap_id_country_code")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(
            "uq_edition_master",
            ["roadmap_id"],
            unique=True,
            sqlite_where=sa.text("country_code IS NULL"),
            postgresql_where=sa.text("country_code IS NULL"),
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("roadmap_id", sa.Integer(), nullable=True),
        sa.Column("country_code", sa.String(), nullable=True),
        sa.Column(
            "role",
            sa.String(),
            nullable=False,
            comment="roadmap: lead editor commenter reader facilitator; country: lead editor reader",
        ),
        sa.ForeignKeyConstraint(["country_code"], ["country.code"], name=op.f("fk_membership_country_code")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmap.id"], name=op.f("fk_membership_roadmap_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "person_id", "roadmap_id", "country_code", name=op.f("uq_membership_person_id_roadmap_id_country_code")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_answer_edition_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_answer_edition_id_key")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.String(), nullable=False, comment="empty for the edition itself"),
        sa.Column(
            "part",
            sa.String(),
            nullable=False,
            comment="title, body, setting, a field, or added, removed, restored, place, left_out",
        ),
        sa.Column("before", sa.String(), nullable=False, comment="JSON of the value"),
        sa.Column("after", sa.String(), nullable=False, comment="JSON of the value"),
        sa.Column(
            "cause",
            sa.String(),
            nullable=False,
            comment="form, typed, pull, contribution, workshop, import, restore or fork",
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_change_edition_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_change_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_edition_id_node_id", ["edition_id", "node_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.String(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_comment_edition_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_comment_person_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_comment_settled_by")),
        sa.ForeignKeyConstraint(["thread_id"], ["comment.id"], name=op.f("fk_comment_thread_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index("ix_comment_edition_id_node_id", ["edition_id", "node_id"], unique=False)

    op.create_table(
        "draft_node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.String(), nullable=False, comment="the same in every edition of the roadmap"),
        sa.Column("parent_id", sa.String(), nullable=True, comment="the parent's node_id; empty at the top"),
        sa.Column("position", sa.Integer(), nullable=False, comment="order among siblings"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False, comment="cache of the text log"),
        sa.Column("body", sa.String(), nullable=False, comment="cache of the text log"),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False, comment="JSON: field name to value; prose fields are a cache"),
        sa.Column("standing", sa.String(), nullable=False, comment="present, trashed or left_out"),
        sa.Column(
            "removed_with",
            sa.String(),
            nullable=False,
            comment="the node_id whose removal took this node along; its own for that node itself",
        ),
        sa.Column("removed_reason", sa.String(), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_draft_node_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["removed_by"], ["person.id"], name=op.f("fk_draft_node_removed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_node")),
        sa.UniqueConstraint("edition_id", "node_id", name=op.f("uq_draft_node_edition_id_node_id")),
    )
    with op.batch_alter_table("draft_node", schema=None) as batch_op:
        batch_op.create_index("ix_draft_node_edition_id_parent_id", ["edition_id", "parent_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("default", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_question_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_question_edition_id_key")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("major", sa.Integer(), nullable=False),
        sa.Column("minor", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False, comment="the whole document as canonical JSON"),
        sa.Column("document_hash", sa.String(), nullable=False, comment="SHA-256 of document, hex"),
        sa.Column(
            "acknowledged",
            sa.String(),
            nullable=False,
            comment="an adaptation's acknowledged master at that moment, as a JSON document",
        ),
        sa.Column(
            "reasons",
            sa.String(),
            nullable=False,
            comment="JSON: node_id to the country's reason for differing there, with who and when",
        ),
        sa.Column(
            "changes", sa.String(), nullable=False, comment="JSON: counts of added, changed, moved, removed nodes"
        ),
        sa.Column(
            "follows_id", sa.Integer(), nullable=True, comment="for an adaptation: the master version it followed then"
        ),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_version_edition_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["follows_id"], ["version.id"], name=op.f("fk_version_follows_id")),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name=op.f("fk_version_published_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("edition_id", "major", "minor", name=op.f("uq_version_edition_id_major_minor")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False, comment="the master version decided about"),
        sa.Column(
            "choice",
            sa.String(),
            nullable=False,
            comment="merged, accepted, combined, written, kept, declined or later",
        ),
        sa.Column("level", sa.String(), nullable=False, comment="auto, note, review or conflict, as it was shown"),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False, comment="JSON of the acknowledged value before"),
        sa.Column("upstream", sa.String(), nullable=False, comment="JSON of the region's value"),
        sa.Column(
            "upstream_mark", sa.String(), nullable=False, comment="short hash of the region's value, to know it again"
        ),
        sa.Column("before", sa.String(), nullable=False, comment="JSON of the country's value before"),
        sa.Column("after", sa.String(), nullable=False, comment="JSON of the country's value after"),
        sa.Column("undo", sa.String(), nullable=False, comment="JSON of the edits that take it back"),
        sa.Column(
            "acknowledged_before",
            sa.String(),
            nullable=False,
            comment="JSON of what undoing puts back into acknowledged",
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_decision_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_decision_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_edition_id_node_id_part", ["edition_id", "node_id", "part"], unique=False)

    op.create_table(
        "export_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(), nullable=False, comment="report, deck, markdown or json"),
        sa.Column("language", sa.String(), nullable=False, comment="of labels in the file"),
        sa.Column("state", sa.String(), nullable=False, comment="waiting, running, ready, failed or cancelled"),
        sa.Column("progress", sa.Integer(), nullable=False, comment="percent"),
        sa.Column("problem", sa.String(), nullable=False, comment="what went wrong, a stable code"),
        sa.Column("content_key", sa.String(), nullable=False, comment="SHA-256 of all that the file depends on"),
        sa.Column("filename", sa.String(), nullable=False, comment="the name people see"),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("requested_by", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "leased_until", sa.DateTime(timezone=True), nullable=True, comment="a worker that died lets go at this time"
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_export_job_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["person.id"], name=op.f("fk_export_job_requested_by"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_export_job_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_job")),
    )
    with op.batch_alter_table("export_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_job_content_key"), ["content_key"], unique=False)
        batch_op.create_index("ix_export_job_requested_by_requested_at", ["requested_by", "requested_at"], unique=False)

    op.create_table(
        "text_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_node_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="a Yjs update, version 1 encoding"),
        sa.Column(
            "sha256", sa.String(), nullable=False, comment="of content, hex: a flipped bit must not pass as text"
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_node_id"], ["draft_node.id"], name=op.f("fk_text_update_draft_node_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_text_update_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_update")),
    )
    with op.batch_alter_table("text_update", schema=None) as batch_op:
        batch_op.create_index("ix_text_update_draft_node_id_id", ["draft_node_id", "id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        # Left out of its table above, because the two tables refer to each other.
        op.create_foreign_key("fk_edition_followed_id", "edition", "version", ["followed_id"], ["id"])
    _seal("audit_entry", "version", "text_update")


def _seal(*tables: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME; END
$body$
""")
    for table in tables:
        for statement in _seals(table):
            op.execute(statement)


def _seals(table: str) -> list[str]:
    if op.get_bind().dialect.name == "postgresql":
        return [
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or removed'); END"
        for act in ("update", "delete")
    ]
