"""Tables whose rows are written once: the database itself refuses to change or remove them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, event, text

from roadmap_app.models.audit import AuditEntry
from roadmap_app.models.base import Base
from roadmap_app.models.drafts import TextUpdate
from roadmap_app.models.versions import Version

SEALED = (AuditEntry.__tablename__, Version.__tablename__, TextUpdate.__tablename__)

REFUSE_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME; END
$body$
"""


def seals(dialect: str, table: str) -> Iterator[str]:
    """Yield the statements that make a table append-only, for the dialect `sqlite` or `postgresql`."""
    if dialect == "sqlite":
        for act in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or removed'); END"
            )
        return
    yield REFUSE_ON_POSTGRESQL
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _seal(table: Table, connection: Connection, **_: object) -> None:
    for statement in seals(connection.dialect.name, table.name):
        connection.execute(text(statement))


for _name in SEALED:
    event.listen(Base.metadata.tables[_name], "after_create", _seal)
