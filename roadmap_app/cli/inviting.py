"""`roadmap invite`: a one-time link for somebody, with roles."""

from __future__ import annotations

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.cli.opening import act_now, changing, settings_here
from roadmap_app.cli.refusals import MistakeError
from roadmap_app.models import Country, Roadmap
from roadmap_app.services import accounts, invitations
from roadmap_app.services.accounts import COUNTRY_ROLES, ROADMAP_ROLES, Role


@click.command("invite")
@click.argument("email")
@click.option("--name", default="", help="The person's name; they can change it.")
@click.option("--admin", is_flag=True, help="The person may administer the installation.")
@click.option("--role", "roles", multiple=True, metavar="WHERE:ROLE", help="ROADMAP:ROLE or COUNTRY:ROLE; repeatable.")
def invite_command(*, email: str, name: str, admin: bool, roles: tuple[str, ...]) -> None:
    """Print a link that lets the owner of EMAIL in once.

    It works for seven days; somebody who has an account gets the roles in addition.
    """
    address = accounts.normal_email(email)
    if address is None:
        raise MistakeError(f"“{email}” is not an e-mail address.")
    if len(name) > accounts.NAME_LIMIT:
        raise MistakeError(f"a name has at most {accounts.NAME_LIMIT} characters.")
    with changing() as session:
        wanted = [_role(session, each) for each in roles]
        link = invitations.invite(
            session, email=address, name=name.strip(), roles=wanted, is_admin=admin, act=act_now()
        )
    click.echo(f"{settings_here().base_url}/sign-in/link/{link.token}")


def _role(session: Session, text: str) -> Role:
    """Return the role that WHERE:ROLE names; a country's code is two capital letters, a roadmap's name is its slug."""
    where, colon, role = text.partition(":")
    if not colon:
        raise MistakeError(f"“{text}” is not of the form ROADMAP:ROLE or COUNTRY:ROLE.")
    if where.isupper():
        codes = list(session.execute(select(Country.code).order_by(Country.position)).scalars())
        _require(where, codes, "country")
        _require(role, COUNTRY_ROLES, "role in a country")
        return None, where, role
    found = {slug: key for key, slug in session.execute(select(Roadmap.id, Roadmap.slug).order_by(Roadmap.slug))}
    _require(where, list(found), "roadmap")
    _require(role, ROADMAP_ROLES, "role on a roadmap")
    return found[where], None, role


def _require(word: str, known: list[str] | tuple[str, ...], what: str) -> None:
    if word not in known:
        raise MistakeError(f"there is no {what} “{word}”; there is {', '.join(known) or 'none yet'}.")
