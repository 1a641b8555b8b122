"""Run, test and check Pinchpoint on any system: `python3 tasks.py app | test | check | bench | pictures`.

Needs nothing but Python 3.11 or newer: what else is needed is installed into `.venv` beside this file at the first
start and reused afterwards. A stamp in `.venv` holds the digest of the requirements; it is taken away before an
installation and written after it, so that one that was interrupted is done again.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

WINDOWS = sys.platform == "win32"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)

CHECKS = {
    "style": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
    "data": ("-m", "graph", "check"),
    "schemas": ("-m", "graph", "schema", "--check"),
    "data format": ("-m", "graph", "format", "--check"),
}


class Refused(Exception):  # noqa: N818 - said to a person, who has to do something first
    """The task cannot be done; the message says what would help."""


def main(arguments: "list[str]") -> int:
    """Run one command and return its exit status."""
    if sys.version_info < OLDEST:
        say(
            f"Pinchpoint needs Python 3.11 or newer, and this is {sys.version.split()[0]}. If a newer one is "
            "installed, name it: python3.12 tasks.py app. Else get it from python.org or your system's packages."
        )
        return 1
    end = arguments.index("--") if "--" in arguments else len(arguments)
    options = parser().parse_args(arguments[:end])
    options.rest = arguments[end + 1 :]
    os.chdir(ROOT)
    try:
        install("requirements.txt" if options.run is app else "requirements-dev.txt")
        return int(options.run(options))
    except Refused as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the command line: a sub-command for each task."""
    top = argparse.ArgumentParser(prog="tasks.py", description="Run, test and check Pinchpoint.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for task, help_ in (
        (app, "start Pinchpoint on this computer"),
        (test, "run all tests, those in a browser too; what follows -- goes to pytest"),
        (check, "check style, format, types, imports and data"),
        (bench, "measure and print the table of figures; what follows -- goes to bench"),
        (pictures, "take the pictures of the README anew"),
    ):
        command = commands.add_parser(task.__name__, help=help_, description=help_)
        command.set_defaults(run=task)
        if task is app:
            command.add_argument("--port", type=int, default=8501, help="the port to listen on (default 8501)")
    return top


def say(text: str) -> None:
    """Say something to the person, at once."""
    print(text, file=sys.stderr, flush=True)


# --- the tasks --------------------------------------------------------------------------------------------------------


def app(options: argparse.Namespace) -> int:
    """Start the app; Ctrl-C ends it."""
    address = f"http://localhost:{options.port}"
    if listening(options.port):
        raise Refused(
            f"Port {options.port} is in use. If Pinchpoint runs already, open {address}; else choose another port: "
            f"python3 tasks.py app --port {options.port + 1}"
        )
    say(f"Pinchpoint starts on {address} (Ctrl-C ends it).")
    command = [str(PYTHON), "-m", "streamlit", "run", "app.py", f"--server.port={options.port}"]
    command.append("--server.address=localhost")  # for this computer only
    if not WINDOWS:  # this process becomes the app, so that every signal reaches it
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    return subprocess.run(command, check=False).returncode


def listening(port: int) -> bool:
    """Tell whether something answers on a port of this computer."""
    try:
        with socket.create_connection(("localhost", port), timeout=1):
            return True
    except OSError:
        return False


def test(options: argparse.Namespace) -> int:
    """Run the tests, with a browser for those that need one."""
    return run("-m", "pytest", *options.rest, browser=chromium())


def check(_: argparse.Namespace) -> int:
    """Run every check, whatever the one before found, and report each."""
    statuses = {}
    for name, arguments in CHECKS.items():
        say(f"\n--- {name}")
        statuses[name] = run(*arguments)
    say("\n" + "\n".join(f"{'FAILED' if status else 'ok':8}{name}" for name, status in statuses.items()))
    return int(any(statuses.values()))


def bench(options: argparse.Namespace) -> int:
    """Measure; the module `bench` says what."""
    return run("-m", "bench", *options.rest, browser=chromium())


def pictures(_: argparse.Namespace) -> int:
    """Take the pictures of the README anew."""
    return run("docs/pictures.py", browser=chromium())


def run(*arguments: str, browser: str = "") -> int:
    """Run the Python of `.venv` and return its exit status; `browser` goes to PINCHPOINT_CHROMIUM."""
    environment = {**os.environ, "PINCHPOINT_CHROMIUM": browser} if browser else None
    return subprocess.run([str(PYTHON), *arguments], env=environment, check=False).returncode


# --- the environment --------------------------------------------------------------------------------------------------


def install(requirements: str) -> None:
    """Make `.venv` and install a requirements file into it, unless its stamp says that this is done."""
    healthy = starts(PYTHON, "-c", f"import sys, pip; sys.exit(sys.version_info < {OLDEST})")
    digest = digest_of(requirements)
    if healthy and stamp(requirements).is_file() and stamp(requirements).read_text() == digest:
        return
    if not healthy:
        say("Making .venv …")
        if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
            raise Refused(
                "Python could not make .venv, see above. On Debian and Ubuntu what it needs for that is a package of "
                "its own: apt-get install python3-venv"
            )
    for name in ("requirements.txt", "requirements-dev.txt"):
        stamp(name).unlink(missing_ok=True)
    say(f"Installing what {requirements} lists into .venv: once, a minute or two …")
    if run("-m", "pip", "install", "--disable-pip-version-check", "--requirement", requirements):
        raise Refused("The installation failed, see above. Is the network there? The same command tries again.")
    for name in {"requirements.txt", requirements}:  # the dev file includes the other
        stamp(name).write_text(digest_of(name))


def digest_of(requirements: str) -> str:
    """Return a digest of a requirements file and of those that it includes."""
    lines = (ROOT / requirements).read_text(encoding="utf-8").splitlines()
    whole = "\n".join(digest_of(line[3:].strip()) if line.startswith("-r ") else line for line in lines)
    return hashlib.sha256(whole.encode()).hexdigest()


def stamp(requirements: str) -> Path:
    """Return the file that holds the digest of what was installed."""
    return VENV / f"{requirements}.installed"


def starts(program: Path, *arguments: str) -> bool:
    """Tell whether a program is there and ends well with these arguments."""
    try:
        return subprocess.run([str(program), *arguments], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


# --- the browser ------------------------------------------------------------------------------------------------------


def chromium() -> str:
    """Return the path of a Chromium: the one that PINCHPOINT_CHROMIUM names, an installed one, or one installed now."""
    named = os.environ.get("PINCHPOINT_CHROMIUM")
    if named:
        if Path(named).is_file():
            return named
        raise Refused(f"PINCHPOINT_CHROMIUM names {named}, and there is no such file.")
    found = installed_chromium() or playwright_chromium()
    if not found:
        say("No Chromium or Chrome is installed; getting one …")
        run("-m", "playwright", "install", "chromium")
        found = playwright_chromium() or debian_chromium()
    if not found:
        raise Refused(
            "A browser is needed, and none could be installed. Install Chromium or Google Chrome, or set "
            "PINCHPOINT_CHROMIUM to the path of one. The tests that need none: "
            f"{PYTHON.relative_to(ROOT)} -m pytest --ignore=tests/browser"
        )
    return found


def installed_chromium() -> str:
    """Return the path of a browser of the system, or nothing."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
    places = [Path(path) for path in map(shutil.which, names) if path]
    if sys.platform == "darwin":
        apps = [
            f"Applications/{app}.app/Contents/MacOS/{app}" for app in ("Google Chrome", "Chromium", "Microsoft Edge")
        ]
        places += [home / app for app in apps for home in (Path("/"), Path.home())]
    elif WINDOWS:
        homes = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        ends = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
        places += [Path(home, end) for end in ends for home in homes if home]
    return next((str(place) for place in places if usable(place)), "")


def usable(browser: Path) -> bool:
    """Tell whether a browser is there; on Linux it must start, which a stub or one without its libraries does not."""
    return starts(browser, "--version") if sys.platform.startswith("linux") else browser.is_file()


def playwright_chromium() -> str:
    """Return the path of the browser that Playwright has installed, or nothing."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as it: print(it.chromium.executable_path)"
    answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=False).stdout.strip()
    return answer if answer and usable(Path(answer)) else ""


def debian_chromium() -> str:
    """Install Debian's package where nobody has to be asked for a password; return its path, or nothing."""
    if sys.platform == "win32" or not shutil.which("apt-get"):
        return ""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for arguments in (["update"], ["install", "-y", "chromium"]):
        try:
            if subprocess.run([*sudo, "apt-get", *arguments], check=False).returncode:
                return ""
        except OSError:  # there is no sudo
            return ""
    return installed_chromium()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
