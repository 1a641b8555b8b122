"""The files that the components load in the browser: where they are, their version, and the routes that serve them.

The browser fetches JavaScript, CSS and vis-network from `assets/…`, relative to the page. Nothing is copied into the
repository: vis-network comes from the installed pyvis package. Every address carries `?v=` with a digest of all
files, so that a browser may keep them for ever and still never mixes two versions; modules hand the same `?v=` on to
what they import.
"""

import importlib.util
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

ASSETS = Path(__file__).parent / "assets"
"""The folder with our own JavaScript, CSS, look.json and charts."""

_VIS = Path("lib") / "vis-9.1.2"
_FOR_EVER = "public, max-age=31536000, immutable"


def vis_folder() -> Path:
    """Return the folder inside the installed pyvis package that holds vis-network."""
    spec = importlib.util.find_spec("pyvis")
    if spec is None or spec.origin is None:
        message = "pyvis is not installed: the picture needs its copy of vis-network"
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent / _VIS


@cache
def version() -> str:
    """Return a short digest of every asset, the same for the same bytes on any machine."""
    digest = sha256()
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(ASSETS).as_posix().encode())
            digest.update(path.read_bytes())
    digest.update(_VIS.name.encode())
    return digest.hexdigest()[:10]


def mounts() -> list[Mount]:
    """Return the routes under `/assets`: first vis-network, then our own files (a route's order is its priority)."""
    return [
        Mount("/assets/vis", _Versioned(directory=vis_folder()), name="vis"),
        Mount("/assets", _Versioned(directory=ASSETS), name="assets"),
    ]


def loader(module: str) -> str:
    """Return the few lines of JavaScript that Streamlit sends: they load `module` once and hand every change to it.

    The module exports `start(root)`, which answers `{update(component), destroy()}`. The text holds line breaks on
    purpose: Streamlit takes a single line with a slash in it for the name of a file.
    """
    return f"""
const module = import(new URL("assets/{module}?v={version()}", document.baseURI));
module.catch(() => {{}});
export default function (component) {{
  const root = component.parentElement.querySelector(".pp");
  if (!root.starting) {{
    const scrolled = document.querySelector("[data-testid=stMain]")?.scrollTop ?? 0;
    root.style.setProperty("--top", `${{Math.round(root.getBoundingClientRect().top + scrolled)}}px`);
  }}
  root.latest = component;
  if (root.view) root.view.update(component);
  else root.starting ??= module.then(({{ start }}) => start(root)).then((view) => {{
    root.view = view;
    view.update(root.latest);
  }}).catch((error) => {{
    console.error(error);
    root.starting = undefined;
    root.textContent = "This part of the page could not be loaded. Reload the page to try again.";
  }});
  return () => {{ root.view?.destroy(); root.view = root.starting = undefined; }};
}}
"""


def sheet(name: str) -> str:
    """Return the link to a style sheet, for a component's HTML."""
    return f'<link rel="stylesheet" href="assets/{name}?v={version()}">'


class _Versioned(StaticFiles):
    """Static files that a browser keeps for ever when asked for by version, and asks about again otherwise."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        asked = b"v=" + version().encode() in scope.get("query_string", b"")
        response.headers["Cache-Control"] = _FOR_EVER if asked else "no-cache"
        return response
