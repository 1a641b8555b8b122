"""Run, test and check Pinchpoint on any system: `python3 tasks.py app | test | check | bench | pictures`.

Needs nothing but Python 3.11 or newer: what else is needed is installed into `.venv` beside this file at the first start and
reused afterwards. A stamp in `.venv` holds the digest of the requirements; it is taken away before an installation and written
after it, so that one that was interrupted is done again.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
NEEDS = {"app": "requirements.txt"}
"""Commands that need less than requirements-dev.txt."""

CHECKS = (
    ("style", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("imports", ("importlinter.cli", "lint")),
    ("data", ("graph", "check")),
    ("schemas", ("graph", "schema", "--check")),
    ("data format", ("graph", "format", "--check")),
)


def main(arguments: "list[str] | None" = None) -> int:
    """Run one command and return its exit status."""
    if sys.version_info < OLDEST:  # noqa: UP036 - this file must still read well for who has an older Python
        say(
            f"Pinchpoint needs Python 3.11 or newer, and this is {sys.version.split()[0]}. If a newer one is installed, name it: "
            "python3.12 tasks.py app. Else get it from python.org or from your system's packages."
        )
        return 1
    options = parser().parse_args(arguments)
    os.chdir(ROOT)
    try:
        install(NEEDS.get(options.command, "requirements-dev.txt"))
        return int(options.run(options))
    except Refused as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the command line: a sub-command for each task."""
    top = argparse.ArgumentParser(prog="tasks.py", description="Run, test and check Pinchpoint.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    app = commands.add_parser("app", help="start Pinchpoint on this computer")
    app.add_argument("--port", type=int, default=8501, help="the port to listen on (default 8501)")
    app.set_defaults(run=run_app)
    test = commands.add_parser("test", help="run all tests, those in a browser too; what follows -- goes to pytest")
    test.set_defaults(run=run_tests)
    commands.add_parser("check", help="style, format, types, imports and data").set_defaults(run=run_checks)
    bench = commands.add_parser("bench", help="measure and print the table of the README; what follows -- goes to bench")
    bench.set_defaults(run=run_bench)
    commands.add_parser("pictures", help="take the README's pictures anew").set_defaults(run=take_pictures)
    for passing in (test, bench):
        passing.add_argument("rest", nargs="*", metavar="-- ARGUMENTS", help="passed on")
    return top


class Refused(Exception):  # noqa: N818 - it is said to a person, not logged as an error
    """Something that a person has to do first; the message says what."""


def say(text: str) -> None:
    """Say a line to the person, at once."""
    print(text, file=sys.stderr, flush=True)


# --- the environment ------------------------------------------------------------------------------------------------------


def install(requirements: str) -> None:
    """Make `.venv` and install a requirements file into it, unless its stamp says that this is done."""
    digest = digest_of(requirements)
    if stamp(requirements).is_file() and stamp(requirements).read_text() == digest and healthy():
        return
    if not healthy():
        make_venv()
    for name in ("requirements.txt", "requirements-dev.txt"):
        stamp(name).unlink(missing_ok=True)
    say(f"Installing what {requirements} lists into .venv: once, a minute or two …")
    if run("pip", "install", "--disable-pip-version-check", "--requirement", requirements):
        raise Refused("The installation failed, see above. Is the network there? The same command tries again.")
    stamp(requirements).write_text(digest)
    if requirements != "requirements.txt":  # which it includes
        stamp("requirements.txt").write_text(digest_of("requirements.txt"))


def digest_of(requirements: str) -> str:
    """Return a digest of a requirements file and of those that it includes."""
    digest = hashlib.sha256()
    text = (ROOT / requirements).read_text(encoding="utf-8")
    for line in text.splitlines():
        digest.update(digest_of(line[3:].strip()).encode() if line.startswith("-r ") else line.encode())
    return digest.hexdigest()


def stamp(requirements: str) -> Path:
    """Return the file that holds the digest of what was installed."""
    return VENV / f"{requirements}.installed"


def healthy() -> bool:
    """Tell whether `.venv` holds a Python that starts, has pip and is new enough."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return PYTHON.exists() and subprocess.run([str(PYTHON), "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make `.venv` anew."""
    say("Making .venv …")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        raise Refused(
            "Python could not make .venv, see above. On Debian and Ubuntu its part for that is a package of its own: "
            "apt-get install python3-venv."
        )


def run(module: str, *arguments: str, env: "dict[str, str] | None" = None) -> int:
    """Run a module with the Python of `.venv` and return its exit status."""
    return subprocess.run([str(PYTHON), "-m", module, *arguments], env={**os.environ, **(env or {})}, check=False).returncode


# --- the tasks ------------------------------------------------------------------------------------------------------------


def run_app(options: argparse.Namespace) -> int:
    """Start the app; Ctrl-C ends it."""
    address = f"http://localhost:{options.port}"
    if listening(options.port):
        raise Refused(
            f"Port {options.port} is in use. If Pinchpoint runs already, open {address}; else choose another port: "
            f"python3 tasks.py app --port {options.port + 1}"
        )
    say(f"Pinchpoint starts on {address} (Ctrl-C ends it).")
    command = [str(PYTHON), "-m", "streamlit", "run", "app.py"]
    command += [f"--server.port={options.port}", "--server.address=localhost"]
    if os.name == "posix":  # becoming the app passes every signal on
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    return subprocess.run(command, check=False).returncode


def listening(port: int) -> bool:
    """Tell whether something answers on a port of this computer."""
    try:
        with socket.create_connection(("localhost", port), timeout=1):
            return True
    except OSError:
        return False


def run_tests(options: argparse.Namespace) -> int:
    """Run the tests with a browser for those that need one."""
    return run("pytest", *options.rest, env={"PINCHPOINT_CHROMIUM": chromium()})


def run_checks(_: argparse.Namespace) -> int:
    """Run every check, whatever the one before said, and report each."""
    results = []
    for name, (module, *arguments) in CHECKS:
        say(f"\n--- {name}: {module} {' '.join(arguments)}")
        results.append((name, run(module, *arguments)))
    say("")
    for name, status in results:
        say(f"{'FAILED' if status else 'ok':8}{name}")
    return int(any(status for _, status in results))


def run_bench(options: argparse.Namespace) -> int:
    """Measure."""
    return run("bench", *options.rest, env={"PINCHPOINT_CHROMIUM": chromium()})


def take_pictures(_: argparse.Namespace) -> int:
    """Take the README's pictures anew."""
    return run("docs.pictures", env={"PINCHPOINT_CHROMIUM": chromium()})


# --- the browser ----------------------------------------------------------------------------------------------------------


def chromium() -> str:
    """Return the path of a Chromium or Chrome: the one that PINCHPOINT_CHROMIUM names, an installed one, or one installed now."""
    named = os.environ.get("PINCHPOINT_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise Refused(f"PINCHPOINT_CHROMIUM names {named}, and there is no such file.")
        return named
    found = installed_chromium() or playwrights_chromium()
    if not found:
        say("No Chromium or Chrome is installed; getting one for the tests …")
        run("playwright", "install", "chromium")
        found = playwrights_chromium() or debians_chromium()
    if not found:
        raise Refused(
            "The tests need a browser, and none could be installed. Install Chromium or Google Chrome, or set PINCHPOINT_CHROMIUM "
            f"to the path of one. All tests that need none: {PYTHON.relative_to(ROOT)} -m pytest --ignore=tests/browser"
        )
    return found


def installed_chromium() -> str:
    """Return the path of a browser that the person has installed, or nothing."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
    places = [Path(path) for path in map(shutil.which, names) if path]
    if sys.platform == "darwin":
        apps = ("Google Chrome", "Chromium", "Microsoft Edge")
        places += [home / f"Applications/{app}.app/Contents/MacOS/{app}" for home in (Path("/"), Path.home()) for app in apps]
    if os.name == "nt":
        homes = [os.environ[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if name in os.environ]
        browsers = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
        places += [Path(home, browser) for browser in browsers for home in homes]
    return next((str(place) for place in places if starts(place)), "")


def starts(browser: Path) -> bool:
    """Tell whether a browser is there and, on Linux, starts: a stub or one without its libraries does not."""
    if not browser.is_file():
        return False
    return not sys.platform.startswith("linux") or subprocess.run([str(browser), "--version"], capture_output=True, check=False).returncode == 0


def playwrights_chromium() -> str:
    """Return the path of the browser that Playwright has installed, or nothing."""
    question = "from playwright.sync_api import sync_playwright as p\nwith p() as it: print(it.chromium.executable_path)"
    answer = subprocess.run([str(PYTHON), "-c", question], capture_output=True, text=True, check=False).stdout.strip()
    return answer if answer and starts(Path(answer)) else ""


def debians_chromium() -> str:
    """Install Debian's package where that can be done without asking, and return its path, or nothing."""
    if not shutil.which("apt-get"):
        return ""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (not shutil.which("sudo") or subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode):
        return ""
    for arguments in (["update"], ["install", "-y", "chromium"]):
        if subprocess.run([*sudo, "apt-get", *arguments], check=False).returncode:
            return ""
    return installed_chromium()


if __name__ == "__main__":
    sys.exit(main())
