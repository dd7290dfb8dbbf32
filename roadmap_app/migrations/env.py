"""How migrations run: on the connection that `roadmap_app.migrating` hands over, inside its transaction."""

from __future__ import annotations

from typing import Literal

from alembic import context

from roadmap_app.models import Base, Moment


def _render(kind: str, value: object, _autogenerate: object) -> str | Literal[False]:
    """Write this project's own column types as the plain types they are in the database."""
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_render,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
