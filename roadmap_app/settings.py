"""The settings of one installation, read from the environment once, at the start."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


class BadSettingError(ValueError):
    """A setting in the environment can't be used; the message names it and says what it takes."""


@dataclass(frozen=True, slots=True)
class Mail:
    """How to send mail; `host` is "" where no mail is set up."""

    host: str = ""
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator may set; paths are absolute, `base_url` has no trailing slash."""

    data: Path
    database_url: str
    secret_key: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    proxy_hops: int = 0
    mail: Mail = field(default_factory=Mail)

    @property
    def secure(self) -> bool:
        """Say whether people reach this installation by https, so that cookies must stay there."""
        return self.base_url.startswith("https://")

    @property
    def files(self) -> Path:
        """Return the folder of finished exports."""
        return self.data / "exports"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that the ROADMAP_* variables describe; raise BadSettingError for a value that can't be used.

    Every variable may be given as NAME_FILE instead, the path of a file that holds the value. The data folder is
    made when it is missing, and a secret key is generated into it on the first start (mode 0600).
    """
    data = Path(_read(environment, "DATA", "data")).absolute()
    try:
        data.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettingError(f"ROADMAP_DATA: the folder {data} can't be made ({error.strerror}).") from error
    host = _read(environment, "HOST", "127.0.0.1")
    port = _whole_number(environment, "PORT", 8000, highest=65535)
    return Settings(
        data=data,
        database_url=_database_url(_read(environment, "DATABASE_URL", f"sqlite:///{data / 'roadmap.db'}")),
        secret_key=_read(environment, "SECRET_KEY", "") or _kept_secret(data / "secret.key"),
        host=host,
        port=port,
        base_url=_base_url(_read(environment, "BASE_URL", _own_address(host, port))),
        proxy_hops=_whole_number(environment, "PROXY_HOPS", 0, highest=10),
        mail=Mail(
            host=_read(environment, "SMTP_HOST", ""),
            port=_whole_number(environment, "SMTP_PORT", 587, highest=65535),
            user=_read(environment, "SMTP_USER", ""),
            password=_read(environment, "SMTP_PASSWORD", ""),
            sender=_read(environment, "SMTP_SENDER", ""),
        ),
    )


def _read(environment: Mapping[str, str], name: str, default: str) -> str:
    path = environment.get(f"ROADMAP_{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSettingError(f"ROADMAP_{name}_FILE: {path} can't be read ({error.strerror}).") from error
    return environment.get(f"ROADMAP_{name}", default).strip()


def _whole_number(environment: Mapping[str, str], name: str, default: int, *, highest: int) -> int:
    text = _read(environment, name, str(default))
    if not text.isdecimal() or int(text) > highest:
        raise BadSettingError(f"ROADMAP_{name}: “{text}” is not a whole number from 0 to {highest}.")
    return int(text)


def _own_address(host: str, port: int) -> str:
    """Return the address under which this machine itself reaches what listens there."""
    reached = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- only read here
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise BadSettingError(f"ROADMAP_BASE_URL: “{text}” is not an address like https://roadmap.example.org.")
    return text.rstrip("/")


def _database_url(text: str) -> str:
    if text.startswith("postgres://"):
        text = "postgresql://" + text.removeprefix("postgres://")
    if text.startswith("postgresql://"):
        return "postgresql+psycopg://" + text.removeprefix("postgresql://")
    if text.startswith(("sqlite:///", "postgresql+psycopg://")):
        return text
    raise BadSettingError("ROADMAP_DATABASE_URL: give sqlite:///PATH or postgresql://USER@HOST/NAME.")


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
