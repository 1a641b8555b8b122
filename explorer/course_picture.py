"""A course drawn as a list: the nerve as a line from top to bottom, what leaves it in order, and where it is cut.

It is HTML and not a canvas, so that it reflows on a phone, is read aloud in order, and follows the theme.
"""

from collections.abc import Mapping, Sequence
from html import escape

from explorer.bedside import Answer
from graph.course import Item
from graph.model import Node
from graph.vocabulary import KINDS

_FAILS, _SLIGHT = 0.95, 0.05
_MOST_FED = 6
STYLE = """
.pp-course { list-style: none; margin: 0.25rem 0 1rem; padding: 0 0 0 1.5rem; position: relative; }
.pp-course::before { content: ""; position: absolute; left: 0.45rem; top: 0.4rem; bottom: 0.4rem; width: 4px;
  border-radius: 2px; background: light-dark(#B88A00, #E3B341); }
.pp-course li { position: relative; margin: 0; padding: 0.2rem 0 0.2rem 0.5rem; line-height: 1.35; }
.pp-course li::before { content: ""; position: absolute; left: -1.1rem; top: 0.75rem; width: 0.9rem; height: 2px;
  background: light-dark(#B88A00, #E3B341); }
.pp-course li.site::before { width: 0.7rem; height: 0.7rem; top: 0.5rem; left: -1.24rem; rotate: 45deg;
  background: light-dark(#FFFFFF, #0E1117); border: 2px solid light-dark(#8A1C1C, #FF9B9B); }
.pp-course li.cut { margin: 0.15rem 0 0.15rem -1.5rem; padding: 0.1rem 0 0.1rem 2rem;
  color: light-dark(#8A1C1C, #FF9B9B); font-weight: 600;
  border-top: 3px dashed light-dark(#8A1C1C, #FF9B9B); }
.pp-course li.cut::before { display: none; }
.pp-course .state { font-weight: 600; white-space: nowrap; }
.pp-course .fails .state { color: light-dark(#8A1C1C, #FF9B9B); }
.pp-course .partly .state { color: light-dark(#7A4B00, #F0B866); }
.pp-course .stays .state { color: light-dark(#14532D, #7FD69A); }
.pp-course .found { font-weight: 600; }
.pp-course .against { text-decoration: line-through; text-decoration-thickness: 2px; }
.pp-course small, .pp-losses small { color: light-dark(#4B5563, #B6BDC8); font-size: 0.875rem; }
.pp-losses { list-style: none; margin: 0 0 0.5rem !important; padding: 0 !important; }
.pp-losses li { margin: 0 !important; padding: 0.15rem 0 !important; }
.pp-losses .bar { display: inline-block; width: 3.5rem; height: 0.5rem; margin-right: 0.5rem; border-radius: 3px;
  background: light-dark(#E5E7EB, #374151); vertical-align: 0.1rem; overflow: hidden; }
.pp-losses .bar i { display: block; height: 100%; background: light-dark(#B42318, #FF9B9B); }
"""


def course_html(
    label: str, items: Sequence[Item], *, row: int | None, answers: Mapping[str, Answer] | None = None
) -> str:
    """Return the course as HTML; it is cut just above `row`, if at all, and `answers` are what was found."""
    found = answers or {}
    lines: list[str] = []
    drawn = row is None
    for item in items:
        if not drawn and row is not None and item.row >= row:
            drawn = True
            lines.append('<li class="cut">The lesion</li>')
        lines.append(_line(item, found))
    if not drawn:
        lines.append('<li class="cut">The lesion</li>')
    name = escape(f"The course of the {label}, from above down")
    return f'<ol class="pp-course" aria-label="{name}">{"".join(lines)}</ol>'


def _line(item: Item, found: Mapping[str, Answer]) -> str:
    label = escape(item.node.label)
    if item.severity is None:
        return f'<li class="site">{label} <small>site</small></li>'
    state, words = _state(item.severity)
    kind = KINDS[item.node.kind].label if item.node.kind != "nerve" else "branch"
    said, style = _said(found.get(item.node.id), item.severity)
    fed = ""
    if item.feeds:
        first = sorted(item.feeds, key=lambda node: node.id not in found)  # what was examined is shown before the rest
        names = [_fed(node, found, item.severity) for node in first[:_MOST_FED]]
        more = len(item.feeds) - len(names)
        fed = f"<br><small>to {', '.join(names)}{f' and {more} more' if more > 0 else ''}</small>"
    return (
        f'<li class="{state}"><span class="state">{words}</span> <span class="{style}">{label}</span> '
        f"<small>{kind}{said}</small>{fed}</li>"
    )


def _fed(node: Node, found: Mapping[str, Answer], severity: float) -> str:
    """Name what a branch feeds; what was examined says what was found."""
    said, style = _said(found.get(node.id), severity)
    return (
        f'<span class="{style}">{escape(node.label)}</span>{said.replace(" · ", " ")}' if said else escape(node.label)
    )


def _state(severity: float) -> tuple[str, str]:
    if severity >= _FAILS:
        return "fails", "✕ fails"
    if severity > _SLIGHT:
        return "partly", f"◐ {severity:.0%}"
    return "stays", "✓ stays"


def _said(answer: Answer | None, severity: float) -> tuple[str, str]:
    """Return what was found at an item, and how its name is drawn: found as predicted, or struck through."""
    if answer is None:
        return "", ""
    agrees = severity > _SLIGHT if answer != "normal" else severity < 0.5  # noqa: PLR2004 - half of its fibers
    return (f" · found {answer}" + ("" if agrees else ": speaks against"), "found" if agrees else "against")


def losses_html(losses: Sequence[tuple[str, str, float]]) -> str:
    """Return a list of label, remark and severity, each with a bar."""
    rows = [
        f'<li><span class="bar" aria-hidden="true"><i style="width: {severity:.0%}"></i></span>'
        f"{escape(label)} <small>{'all' if severity >= _FAILS else f'{severity:.0%}'} of its fibers"
        f"{f' · {escape(remark)}' if remark else ''}</small></li>"
        for label, remark, severity in losses
    ]
    return f'<ul class="pp-losses">{"".join(rows)}</ul>'
