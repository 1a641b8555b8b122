"""The house itself: documents say what is so, requirements are pinned, schemas are current. Messages name the fix."""

import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from explorer.routes import routes
from graph.cli.questions import QUESTIONS
from graph.export import FORMATS
from graph.schema import schemas

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data" / "README.md"])
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
API_ROUTES = [route for route in routes() if isinstance(route, Route) and route.path != "/api/{rest:path}"]
SAME_VALUE = {"center", "code", "id", "kind", "object", "query", "relation", "sentence", "status", "subject"}
"""Fields whose values in an example must be those of the answer; of the others, only the type."""

EXAMPLE = re.compile(
    r"```http\nGET (?P<path>\S+)\n(?:→ (?P<status>\d+)(?: (?P<media>\S+))?\n)?```\n"
    r"(?:\n```json\n(?P<json>.*?)\n```\n)?",
    re.DOTALL,
)
EXAMPLES = {match["path"]: match for match in EXAMPLE.finditer(API)}
BOUND = re.compile(r"^\| `(?P<name>\w+)` \| (?P<low>\d+) to (?P<high>\d+) \| (?P<usual>\d+) \|$", re.MULTILINE)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes())) as made:
        yield made


@pytest.fixture(scope="module")
def tasks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tasks", ROOT / "tasks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- docs/api.md ------------------------------------------------------------------------------------------------------


def written(route: Route) -> str:
    """Return a route's path as the document writes it."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path)


def test_the_api_document_has_a_section_for_every_route_and_no_other():
    sections = re.findall(r"^## `GET (\S+)`$", API, re.MULTILINE)
    assert sections == [written(route) for route in API_ROUTES], (
        "docs/api.md has one section '## `GET /api/…`' for each route of explorer/routes.py, in its order"
    )


def test_every_route_has_an_example():
    for route in API_ROUTES:
        start = written(route).partition("{")[0]
        assert any(path.startswith(start) for path in EXAMPLES), (
            f"add an ```http example of {route.path} to docs/api.md"
        )


@pytest.mark.parametrize("path", list(EXAMPLES))
def test_an_example_of_the_api_is_what_the_app_answers(path: str, client: TestClient):
    example = EXAMPLES[path]
    answer = client.get(path)
    assert answer.status_code == int(example["status"] or 200), f"docs/api.md: GET {path} answers {answer.status_code}"
    media = example["media"] or "application/json"
    assert answer.headers["content-type"].startswith(media), (
        f"docs/api.md: GET {path}: {answer.headers['content-type']}"
    )
    if example["json"]:
        different = list(differences(json.loads(example["json"]), answer.json(), "answer"))
        assert not different, f"docs/api.md: mend the example of GET {path}:\n" + "\n".join(different)


def differences(shown: Any, real: Any, where: str) -> Iterator[str]:
    """Yield how a real answer is not of the shape of the example that is shown; lists may hold more than is shown."""
    if kind_of(shown) != kind_of(real):
        yield f"{where} is {json.dumps(real, ensure_ascii=False)[:80]}, of another type"
    elif isinstance(shown, dict):
        yield from (
            f"{where} has no {key!r}, it has {', '.join(map(repr, real))}" for key in shown.keys() - real.keys()
        )
        if where in {"answer", "answer.error"}:
            yield from (f"{where} also has {key!r}" for key in real.keys() - shown.keys())
        for key in shown.keys() & real.keys():
            if key in SAME_VALUE and isinstance(shown[key], str) and shown[key] != real[key]:
                yield f"{where}.{key} is {real[key]!r}"
            yield from differences(shown[key], real[key], f"{where}.{key}")
    elif isinstance(shown, list):
        if len(real) < len(shown):
            yield f"{where} has {len(real)} items, not {len(shown)}"
        for index, (one, other) in enumerate(zip(shown, real, strict=False)):
            yield from differences(one, other, f"{where}[{index}]")


def kind_of(value: Any) -> str:
    """Name the type of a JSON value; whole and other numbers are one type."""
    return "number" if type(value) in {int, float} else type(value).__name__


def test_a_wrong_example_would_be_found():
    answer = {"query": "x", "hits": [{"id": "nerve:x", "score": 1.0}], "more": True}
    shown = {"query": "y", "hits": [{"id": "nerve:x", "score": "high"}, {}], "gone": 1}
    assert len(list(differences(shown, answer, "answer"))) == 5


def bounds() -> Iterator[tuple[str, str, int, int, int]]:
    """Yield each bounded parameter that the document tells of: a path that has it, its name, bounds and usual value."""
    for section in re.split(r"^## ", API, flags=re.MULTILINE)[1:]:
        heading = re.match(r"`GET (\S+)`", section)
        if heading and "/picture/" not in heading[1]:  # which ignores what it cannot use
            path = heading[1].replace("{id}", "syndrome:carpal-tunnel")
            for row in BOUND.finditer(section):
                yield path, row["name"], int(row["low"]), int(row["high"]), int(row["usual"])


@pytest.mark.parametrize(("path", "name", "low", "high", "usual"), list(bounds()))
def test_a_bound_of_the_api_is_where_the_document_says(
    path: str, name: str, low: int, high: int, usual: int, client: TestClient
):
    query = {"q": "nerve"} if path.endswith("search") else {}

    def ask(**more: int) -> Any:
        return client.get(path, params={**query, **more})

    statuses = {value: ask(**{name: value}).status_code for value in (low - 1, low, high, high + 1)}
    assert statuses == {low - 1: 400, low: 200, high: 200, high + 1: 400}, f"docs/api.md: mend the bounds of {name}"
    assert ask().json() == ask(**{name: usual}).json(), f"docs/api.md: {usual} is not the usual {name} of {path}"


def test_the_document_names_every_format_of_export():
    named = re.findall(r"^\| `(\w+)` \|", API.partition("## `GET /api/export")[2], re.MULTILINE)
    assert sorted(named) == sorted(FORMATS), "docs/api.md lists the formats of graph/export"


def test_the_app_serves_api_and_pages_as_asgi():
    code = (
        "from starlette.testclient import TestClient; import app\n"
        "with TestClient(app.app) as client:\n"
        "    print(client.get('/api/health').json()['status'], '<title>' in client.get('/').text)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.stdout.split() == ["ok", "True"], f"`uvicorn app:app` would not serve the app:\n{ran.stderr[-2000:]}"


# --- the other documents ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_relative_link_of_a_document_leads_to_a_file(document: Path):
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    local = [urlsplit(link).path for link in links if not urlsplit(link).scheme and not link.startswith("#")]
    missing = [link for link in local if not (document.parent / link).exists()]
    assert not missing, f"{relative(document)} links to files that are not there: {', '.join(missing)}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_command_that_a_document_names_exists(document: Path, tasks: ModuleType):
    text = document.read_text(encoding="utf-8")
    known = set(commands_of(tasks))
    named = set(re.findall(r"tasks\.py ([a-z]+)", text))
    assert named <= known, f"{relative(document)} names tasks that tasks.py does not have: {sorted(named - known)}"
    verbs = {*QUESTIONS, "check", "format", "schema", "stats", "cases", "export"}
    asked = set(re.findall(r"python -m\s+graph ([a-z]+)", text))
    assert asked <= verbs, (
        f"{relative(document)} names commands that python -m graph does not have: {sorted(asked - verbs)}"
    )


def commands_of(tasks: ModuleType) -> Mapping[str, Any]:
    """Return the commands of tasks.py by name."""
    return next(action.choices for action in tasks.parser()._actions if action.choices)


def test_the_readme_names_every_task(tasks: ModuleType):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [command for command in commands_of(tasks) if f"python3 tasks.py {command}" not in readme]
    assert not missing, f"say in README.md what these tasks do: {', '.join(missing)}"


@pytest.mark.parametrize(
    "line", re.findall(r"^python -m graph .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
)
def test_a_question_of_the_readme_has_an_answer(line: str):
    arguments = re.findall(r'"([^"]+)"|(\S+)', line.removeprefix("python "))
    ran = subprocess.run(
        [sys.executable, *(quoted or bare for quoted, bare in arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, f"README.md: {line}: {ran.stderr}"
    assert ran.stdout.strip(), f"README.md: {line} answers nothing"


def test_an_address_of_the_readme_has_an_answer(client: TestClient):
    addresses = re.findall(r'curl "http://localhost:8501([^"]+)"', (ROOT / "README.md").read_text(encoding="utf-8"))
    assert addresses
    for address in addresses:
        assert client.get(quote(address, safe="/?&=:+")).status_code == 200, f"README.md: {address}"


def test_every_picture_that_the_readme_shows_is_one_that_is_taken():
    shown = set(re.findall(r"docs/pictures/([\w-]+)\.png", (ROOT / "README.md").read_text(encoding="utf-8")))
    taken = set(re.findall(r'^    Shot\("([\w-]+)"', (ROOT / "docs" / "pictures.py").read_text("utf-8"), re.MULTILINE))
    assert shown == taken, "README.md shows the pictures of docs/pictures.py, no more and no fewer"


def test_the_changelog_has_a_place_for_what_is_next():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert sections[:1] == ["Unreleased"], "the first section of CHANGELOG.md is '## [Unreleased]'"
    parts = set(re.findall(r"^### (.+)$", changelog, re.MULTILINE))
    assert parts <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}, "see keepachangelog.com"


@pytest.mark.parametrize("name", ["README.md", "data/README.md"])
def test_the_documents_say_that_it_is_for_education_only(name: str):
    text = " ".join((ROOT / name).read_text(encoding="utf-8").split())
    assert re.search(
        r"education only[.:;] (Pinchpoint gives )?no medical advice; see a professional|"
        r"education only: no medical advice, see a professional",
        text,
        re.IGNORECASE,
    ), f"say it in {name}"


# --- requirements, schemas, tasks -------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    """Return the packages of a requirements file with their versions; anything else in it fails."""
    found = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-r ")):
            pin = re.fullmatch(r"([A-Za-z0-9._-]+)==([0-9][\w.]*)( ; sys_platform == \"\w+\")?", line)
            assert pin, f"{name}: pin it with ==, and no address: {line}"
            found[re.sub(r"[-_.]+", "-", pin[1]).lower()] = pin[2]
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_in_order_and_name_no_host(name: str):
    packages = list(pins(name))
    assert packages
    assert packages == sorted(packages), f"sort the lines of {name}"


def test_a_package_is_required_in_one_file_only():
    twice = pins("requirements.txt").keys() & pins("requirements-dev.txt").keys()
    assert not twice, f"requirements-dev.txt includes requirements.txt, so it need not repeat {sorted(twice)}"


def test_what_is_installed_is_what_is_pinned():
    for name, version in {**pins("requirements.txt"), **pins("requirements-dev.txt")}.items():
        if name != "colorama":  # on Windows only
            assert importlib.metadata.version(name) == version, f"{name}: install anew with python3 tasks.py test"


def test_the_code_imports_nothing_that_users_do_not_install():
    needed = set(pins("requirements.txt"))
    modules = {"yaml": "pyyaml", "PIL": "pillow"}
    for path in [*ROOT.glob("graph/**/*.py"), *ROOT.glob("explorer/**/*.py"), ROOT / "app.py"]:
        if path.name == "canonical.py":  # for curators, who have requirements-dev.txt
            continue
        for module in re.findall(r"^(?:import|from) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            if module not in sys.stdlib_module_names and module not in {"graph", "explorer"}:
                assert modules.get(module, module) in needed, (
                    f"{relative(path)} imports {module}: pin it in requirements.txt"
                )


def test_the_tasks_need_only_the_standard_library():
    modules = re.findall(r"^(?:import|from) (\w+)", (ROOT / "tasks.py").read_text(encoding="utf-8"), re.MULTILINE)
    foreign = set(modules) - sys.stdlib_module_names
    assert not foreign, f"tasks.py runs before anything is installed, so it cannot import {sorted(foreign)}"


@pytest.mark.parametrize("name", list(schemas()))
def test_a_schema_is_current(name: str):
    path = ROOT / "data" / "schema" / name
    assert path.is_file(), "run python -m graph schema"
    assert path.read_text(encoding="utf-8") == schemas()[name], (
        f"{relative(path)} is out of date: run python -m graph schema"
    )


def test_there_is_no_schema_of_a_file_that_is_gone():
    extra = {path.name for path in (ROOT / "data" / "schema").glob("*.json")} - set(schemas())
    assert not extra, f"data/schema holds what nothing makes any more: {sorted(extra)}"


def test_an_interrupted_installation_leaves_no_stamp(
    tasks: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tasks, "VENV", tmp_path)
    monkeypatch.setattr(tasks, "starts", lambda *_: True)
    installed = []
    monkeypatch.setattr(tasks, "run", lambda *arguments: installed.append(arguments[-1]))
    tasks.install("requirements-dev.txt")
    tasks.install("requirements-dev.txt")
    tasks.install("requirements.txt")
    assert installed == ["requirements-dev.txt"], "what is installed is used again"

    def interrupted(*_: str) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "run", interrupted)
    monkeypatch.setattr(tasks, "digest_of", lambda name: f"new digest of {name}")
    with pytest.raises(KeyboardInterrupt):
        tasks.install("requirements.txt")
    assert not list(tmp_path.iterdir()), "tasks.install takes the stamps away before it installs"


def test_a_port_in_use_says_the_way_out(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(tasks, "install", lambda _: None)
    monkeypatch.setattr(tasks, "listening", lambda _: True)
    assert tasks.main(["app", "--port", "8700"]) == 1
    said = capsys.readouterr().err
    assert "http://localhost:8700" in said
    assert "python3 tasks.py app --port 8701" in said


def test_the_tests_get_what_follows_two_dashes(tasks: ModuleType, monkeypatch: pytest.MonkeyPatch):
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "install", lambda _: None)
    monkeypatch.setattr(tasks, "chromium", lambda: "/somewhere/chromium")
    monkeypatch.setattr(tasks, "run", lambda *arguments, browser: ran.append((*arguments, browser)) or 5)
    assert tasks.main(["test", "--", "-k", "search", "--", "x"]) == 5
    assert ran == [("-m", "pytest", "-k", "search", "--", "x", "/somewhere/chromium")]


def test_a_browser_that_is_named_wrongly_is_refused(tasks: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PINCHPOINT_CHROMIUM", "/no/such/browser")
    with pytest.raises(tasks.Refused, match="/no/such/browser"):
        tasks.chromium()


def test_no_browser_says_what_to_do(tasks: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PINCHPOINT_CHROMIUM", raising=False)
    for finder in ("installed_chromium", "playwright_chromium", "debian_chromium"):
        monkeypatch.setattr(tasks, finder, lambda: "")
    monkeypatch.setattr(tasks, "run", lambda *_: 1)
    with pytest.raises(tasks.Refused, match=r"Install Chromium or Google Chrome.*PINCHPOINT_CHROMIUM"):
        tasks.chromium()


def test_continuous_integration_runs_the_test_command_of_the_readme():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-1] == "exec python3 tasks.py test"


def test_the_project_says_which_python_it_needs_once(tasks: ModuleType):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=" + ".".join(map(str, tasks.OLDEST))
