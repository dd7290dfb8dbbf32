"""The shape of the code: layers, sizes and names of modules, what templates may hold."""

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from jinja2 import Environment, nodes

ROOT = Path(__file__).parent.parent
PACKAGES = ("adaptations", "exports", "roadmap_app")

EMPTY_NAMES = {"base", "common", "helper", "helpers", "manager", "misc", "shared", "util", "utilities", "utils"}
NAMED_BY_ITS_LIBRARY = {"roadmap_app/models/base.py"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
LARGEST_FOLDER = 12
CROWDED = {"roadmap_app/services": 36, "roadmap_app/web": 24}  # these may shrink, not grow

UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
AGAINST_THE_POLICY = {
    "a script without a file": r"<script(?![^>]*\bsrc=)",
    "a style element": r"<style\b",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an event attribute": r"<[^>]*\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=",
    "a script address": r"javascript:",
    "an evaluated expression": r"hx-(?:vals|headers|vars)\s*=\s*['\"]\s*js:",
    "a file of another host": r"<(?:script|img|iframe|source|video|audio)[^>]*\ssrc=['\"]?(?:https?:)?//",
    "a style sheet of another host": r"<link[^>]*\shref=['\"]?(?:https?:)?//",
}


def modules():
    """Return every module of the product but migrations, which are history."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in paths if not {"node_modules", "versions"} & set(path.relative_to(ROOT).parts)]


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    return [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]


def templates(*folders):
    """Return the templates below these folders of templates/, each with its parsed source."""
    syntax = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    paths = [path for folder in folders for path in sorted((ROOT / "templates" / folder).rglob("*.html"))]
    assert paths
    return {named(path): syntax.parse(path.read_text(encoding="utf-8")) for path in paths}


def named(path):
    return str(path.relative_to(ROOT))


def test_imports_point_downwards_only(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml") == 0, "`lint-imports` tells which import"


def test_a_module_can_be_read_in_one_sitting():
    lines = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}


def test_a_function_fits_on_a_screen():
    lines = {
        f"{named(path)} {each.name}": each.end_lineno - each.lineno for path in modules() for each in functions(path)
    }
    assert {name: count for name, count in lines.items() if count >= LONGEST_FUNCTION} == {}


def test_a_folder_holds_no_more_modules_than_one_remembers():
    counts = Counter(named(path.parent) for path in modules() if path.name != "__init__.py")
    crowded = {folder for folder, count in counts.items() if count > CROWDED.get(folder, LARGEST_FOLDER)}
    assert crowded == set()


def test_modules_are_named_for_what_the_product_does():
    assert {named(path) for path in modules() if path.stem.strip("_") in EMPTY_NAMES} <= NAMED_BY_ITS_LIBRARY


def test_a_service_leaves_the_commit_to_its_caller():
    services = [path for path in modules() if "services" in path.parts]
    assert services
    calls = [
        f"{named(path)} line {call.lineno}"
        for path in services
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"commit", "rollback"}
    ]
    assert calls == []


def test_an_exception_from_a_rule_gives_its_reason():
    reasoned = re.compile(r"# noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* -- \w")
    lines = [
        (named(path), number)
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "# noqa" in line and not reasoned.search(line)
    ]
    assert lines == []


def test_nothing_is_left_unfinished():
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    sources = [ROOT / name for name in listed if name.endswith((".py", ".html", ".js", ".css", ".md", ".toml"))]
    present = [path for path in sources if path.is_file()]
    assert present
    assert [named(path) for path in present if UNFINISHED.search(path.read_text(encoding="utf-8"))] == []


def test_a_page_needs_nothing_from_outside_its_blocks():
    """A block is also rendered alone, and then sees neither a top-level import nor a top-level set."""
    outer = nodes.Assign | nodes.AssignBlock | nodes.Import | nodes.FromImport
    found = {
        name: [each.lineno for each in page.body if isinstance(each, outer)]
        for name, page in templates("pages").items()
        if page.find(nodes.Block)
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_condition_stands_around_a_block_of_a_page():
    """A block rendered alone would come out whatever the condition says."""
    found = {
        name: [block.name for condition in page.find_all(nodes.If) for block in condition.find_all(nodes.Block)]
        for name, page in templates("pages").items()
    }
    assert {name: blocks for name, blocks in found.items() if blocks} == {}


@pytest.mark.parametrize("what", AGAINST_THE_POLICY)
def test_no_screen_breaks_the_content_policy_with(what):
    pattern = re.compile(AGAINST_THE_POLICY[what], re.IGNORECASE)
    # Expressions stand for their values: a greater-than sign in one would end the element for the pattern.
    bare = {
        name: re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        for name in templates("layouts", "components", "pages")
    }
    assert [name for name, text in bare.items() if pattern.search(text)] == []


def test_the_built_files_that_templates_name_exist(app):
    with app.test_request_context():
        for name in templates("layouts", "components", "pages"):
            for asset in re.findall(r"\basset\(['\"]([^'\"]+)['\"]\)", (ROOT / name).read_text(encoding="utf-8")):
                assert app.jinja_env.globals["asset"](asset), f"{name} names {asset}"
