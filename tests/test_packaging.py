"""What is shipped: lock files, the package for pip, the container image and the commands that build them."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from exports.fonts import FACES, LICENCES

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
USED_WITHOUT_AN_IMPORT = {"psycopg"}  # SQLAlchemy imports the driver that the database's address names
ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE)


def distribution(requirement):
    return re.match(r"[A-Za-z0-9._-]+", requirement).group().lower().replace("_", "-").replace(".", "-")


def pins(lock):
    """Return package -> (version, number of hashes) of a lock file."""
    entries = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    lines = [line for line in entries if line and not line.startswith("#")]
    return {
        distribution(line): (re.search(r"==([^ ;]+)", line).group(1), line.count("--hash=sha256:")) for line in lines
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_and_hashes_everything_and_names_no_host(lock):
    assert not ADDRESS.search((ROOT / lock).read_text(encoding="utf-8"))
    assert pins(lock)
    assert [name for name, (_, hashes) in pins(lock).items() if not hashes] == []


def test_the_larger_lock_files_contain_the_smaller_ones():
    product, build, development = map(pins, LOCKS)
    assert product.items() <= build.items() <= development.items()


def test_the_lock_files_cover_what_the_project_asks_for():
    extras = PROJECT["optional-dependencies"]
    for lock, wanted in zip(LOCKS, (PROJECT["dependencies"], extras["build"], extras["dev"]), strict=True):
        assert {distribution(each) for each in wanted} <= pins(lock).keys()


def test_the_lock_file_of_the_front_end_has_integrity_and_names_no_host():
    text = (ROOT / "roadmap_app/frontend/package-lock.json").read_text(encoding="utf-8")
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert not ADDRESS.search(text)
    assert [name for name, package in packages.items() if not package.get("integrity")] == []


def test_the_product_declares_exactly_what_it_imports():
    providers = packages_distributions()
    imported = {
        distribution(provider)
        for package in ("adaptations", "exports", "roadmap_app")
        for path in (ROOT / package).rglob("*.py")
        if "node_modules" not in path.parts
        for module in top_level_imports(path)
        for provider in providers.get(module, [])
    }
    declared = {distribution(each) for each in PROJECT["dependencies"]}
    assert imported - {"roadmap-app"} - declared == set(), "imported, not declared"
    assert declared - imported - USED_WITHOUT_AN_IMPORT == set(), "declared, not imported"


def top_level_imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=module, level=0):
                yield module.partition(".")[0]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """Build the package as `pip install` would, and return its path."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """Unpack the package into an empty folder, and return a function that runs Python code on it from elsewhere."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)

    def run(code, *arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ROADMAP_")}
        environment |= {"PYTHONPATH": str(folder), "ROADMAP_DATA": str(tmp_path_factory.mktemp("elsewhere") / "data")}
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=folder.parent, env=environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_package_holds_everything_that_is_read_at_run_time(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    manifest = json.loads((ROOT / "roadmap_app/static/manifest.json").read_text(encoding="utf-8"))
    wanted = {"roadmap_app/static/manifest.json", *(f"roadmap_app/static/{name}" for name in manifest.values())}
    wanted |= {f"exports/fonts/{face.file}" for face in FACES} | {f"exports/fonts/{name}" for _, _, name in LICENCES}
    wanted |= {
        f"roadmap_app/templates/{path.relative_to(ROOT / 'templates')}" for path in (ROOT / "templates").rglob("*.html")
    }
    wanted |= {str(path.relative_to(ROOT).with_suffix(".mo")) for path in (ROOT / "roadmap_app").rglob("*.po")}
    wanted |= {
        str(path.relative_to(ROOT))
        for folder in ("roadmap_app/demo", "roadmap_app/migrations")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sorted(wanted - held) == []


def test_the_package_holds_nothing_but_the_product(wheel):
    folders = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert folders == {"adaptations", "exports", "roadmap_app", f"roadmap_app-{PROJECT['version']}.dist-info"}
    assert [name for name in zipfile.ZipFile(wheel).namelist() if "/frontend/" in name] == []


def test_the_installed_package_serves_its_pages_and_files(installed):
    told = installed("""
import os, re
import roadmap_app
from roadmap_app.app import create_app
from roadmap_app.migrating import upgrade
from roadmap_app.settings import read_settings

settings = read_settings(os.environ)
upgrade(settings)
client = create_app(settings).test_client()
page = client.get("/", follow_redirects=True)
files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
print(roadmap_app.__file__)
print(page.status_code, len(files) > 1, {client.get(each).status_code for each in files})
""")
    where, answers = told.splitlines()
    assert not where.startswith(str(ROOT))
    assert answers == "200 True {200}"


def test_the_installed_package_makes_documents_from_its_own_templates_and_fonts(installed):
    assert (
        installed("""
from exports import fonts, rendering
fonts.isolate()
print(bool(rendering.environment().list_templates()))
""")
        == "True\n"
    )


def test_the_installed_command_answers(installed):
    module, function = PROJECT["scripts"]["roadmap"].split(":")
    told = installed(
        f"import sys; from {module} import {function}; sys.argv[0] = 'roadmap'; sys.exit({function}())", "--help"
    )
    assert "serve" in told


def test_the_image_installs_the_libraries_that_make_installs():
    wanted = re.search(
        r"^SYSTEM := python3-venv (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    ).group(1)
    assert wanted in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_is_built_from_every_file_its_recipe_and_the_package_name():
    kept = {
        line[1:].rstrip("/")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line[:1] == "!"
    }
    needed = {"adaptations", "exports", "roadmap_app", "templates", "hatch_build.py", "pyproject.toml", "README.md"}
    needed |= set(re.findall(r"requirements[a-z-]*\.txt", (ROOT / "Dockerfile").read_text(encoding="utf-8")))
    assert needed == kept


def test_every_command_of_make_is_explained():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    told = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    unexplained = {name for name in phony.split() if f"make {name} " not in told}
    assert unexplained == {"system", "FORCE"}


def test_the_gate_runs_the_checks_and_every_test():
    gate = ROOT / ".ci/run"
    assert os.access(gate, os.X_OK)
    assert re.findall(r"^make (\w+)$", gate.read_text(encoding="utf-8"), flags=re.MULTILINE) == ["check", "test"]
