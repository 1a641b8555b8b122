"""The second half of Localize: findings go in, candidates come out at once, with what to examine next."""

import streamlit as st

from explorer.bedside import ANSWERS, Bedside
from explorer.components.search_box import search_box
from explorer.components.skin_chart import Mark, skin_chart
from explorer.course_picture import course_html
from explorer.localizing import answer, bedside, held
from explorer.resources import resources
from explorer.sections.conditions import differential_of, show_conditions, show_urgent
from explorer.sections.next_step import show_next_step
from explorer.session import tall
from graph.course import items
from graph.differential import Differential
from graph.errors import PinchpointError
from graph.findings import Finding, findings_of
from graph.localize import Candidate, Localization, localize
from graph.next_findings import next_findings
from graph.vocabulary import REGIONS, kind_of

_SHOWN = 4
_FOUND = {"lost": "lost", "slight": "slight", "normal": "normal", "remove": "✕"}
_TOLD = {"lost": "yes", "normal": "no", "remove": "✕"}
_CHART_OF = {
    "hand": "hand",
    "forearm": "arm",
    "arm": "arm",
    "shoulder": "arm",
    "thigh": "leg",
    "leg": "leg",
    "foot": "foot",
    "trunk": "trunk",
    "pelvis": "trunk",
    "neck": "head",
    "head": "head",
}
EXAMPLES: dict[str, Bedside] = {
    "Foot drop with strong inversion": Bedside(
        half="findings",
        weak=("muscle:tibialis-anterior", "muscle:extensor-hallucis-longus", "muscle:fibularis-longus"),
        numb=("skin:dorsum-of-foot",),
        normal=("muscle:tibialis-posterior", "muscle:gluteus-medius"),
    ),
    "Weak fingers, no numbness": Bedside(
        half="findings",
        weak=("muscle:extensor-digitorum", "muscle:extensor-pollicis-longus"),
        normal=("muscle:extensor-carpi-radialis-longus", "skin:back-of-hand-radial-half"),
    ),
    "Numb little finger, weak grip": Bedside(
        half="findings",
        weak=("muscle:first-dorsal-interosseous",),
        numb=("skin:palm-side-of-little-finger", "skin:dorsal-ulnar-hand"),
    ),
}


@st.fragment
def show_findings_half() -> None:
    """Show the findings with their answers, and what they lead to; a new one runs only this half again."""
    state, _ = bedside()
    could_be = differential_of(state)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _type()
        _show_findings(state)
        if tall():  # the columns stand below each other, and what cannot wait does not stand below the charts
            show_urgent(could_be)
        _mark_skin(state)
        _choose_movement(state)
    with right:
        if not tall():
            show_urgent(could_be)
        _show_answer(state, could_be)


def _type() -> None:
    search_box(
        key="finding",
        placeholder="Type a finding: can't extend thumb…",
        label="Add a finding",
        kinds=("muscle", "skin", "reflex", "symptom", "test", "cause"),
        examples=("weak thumb extension", "numb little finger", "knee reflex"),
        on_choose=_typed,
    )


def _mark_skin(state: Bedside) -> None:
    """Show the charts on which skin is marked, opened where something was found; folded on a phone that has answers."""
    graph = resources().graph
    patches = {node.id: node.label for node in graph.nodes.values() if node.kind == "skin"}
    marks: dict[str, Mark] = {
        name: "normal" if given == "normal" else "numb" for name, given in state.findings.items() if name in patches
    }
    shown = sorted(state.findings, key=lambda name: name not in marks)  # where skin is marked, else where anything is
    regions = [graph.node(name).attributes.get("region", "") for name in shown]
    group = next((_CHART_OF[region] for region in regions if region in _CHART_OF), "hand")
    with st.expander("Mark skin: once numb, twice normal", expanded=not (tall() and state.findings)):
        skin_chart(patches, marks, key="skin", on_mark=_marked, group=group)


def _marked(patch: str, mark: Mark | None) -> None:
    answer(patch, "lost" if mark == "numb" else mark)


def _choose_movement(state: Bedside) -> None:
    with st.expander("Choose muscles by what they do"):
        graph = resources().graph
        muscles = [node for node in graph.nodes.values() if node.kind == "muscle" and node.id not in state.findings]
        regions = [region for region in REGIONS if any(node.attributes.get("region") == region for node in muscles)]
        region = st.selectbox("Part of the body", regions, index=regions.index("hand"), format_func=REGIONS.__getitem__)
        here = [node for node in muscles if node.attributes.get("region") == region]
        does = {
            node.id: f"{next((fact.text for fact in node.facts if fact.name == 'Action'), '')} — {node.label}"
            for node in here
        }
        st.selectbox(
            "Movement that is weak",
            sorted(does, key=does.__getitem__),
            index=None,
            format_func=does.__getitem__,
            placeholder="Choose a movement",
            key="by-action",
            on_change=_by_action,
        )


def _typed(node: str) -> None:
    answer(node, "lost")


def _by_action() -> None:
    if chosen := st.session_state.get("by-action"):
        answer(chosen, "lost")
        st.session_state["by-action"] = None


def _show_findings(state: Bedside) -> None:
    graph = resources().graph
    if not state.findings:
        st.markdown("Nothing found yet. Type above, or begin with an example:")
        for label, example in EXAMPLES.items():
            st.button(label, key=f"example-{label}", on_click=st.query_params.from_dict, args=(example.to_query(),))
        return
    st.markdown("## Found")
    for name, given in state.findings.items():
        node = graph.node(name)
        words, choice = st.columns([3, 4], vertical_alignment="center")
        words.markdown(f"**{node.label}**")
        told = name in state.present or name in state.absent
        choice.segmented_control(
            node.label,
            ["lost", "normal", "remove"] if told else [*ANSWERS, "remove"],
            format_func=(_TOLD if told else _FOUND).__getitem__,
            key=f"answer-{name}",
            **held(f"answer-{name}", default=given),
            on_change=_answered,
            args=(name, f"answer-{name}"),
            label_visibility="collapsed",
        )
    st.button("Clear all", on_click=st.query_params.from_dict, args=({"ask": "findings"},), type="tertiary")


def _answered(name: str, key: str) -> None:
    given = st.session_state.get(key)
    answer(name, None if given in {None, "remove"} else given)


def _show_answer(state: Bedside, could_be: Differential | None) -> None:
    if not any((state.weak, state.numb, state.reflex, state.present)):
        if state.findings:
            st.info("Add at least one thing that is there, weak, numb or a lost reflex: what is normal places nothing.")
        else:
            st.markdown(
                "As soon as one thing is weak, numb or a lost reflex, the places that could explain it stand here, "
                "best first, with what speaks against each and what to examine next. What is **normal** counts as "
                "much as what is lost."
            )
        return
    if any((state.weak, state.numb, state.reflex)):
        _show_places(state)
    if could_be:
        show_conditions(could_be)


def _show_places(state: Bedside) -> None:
    made = resources()
    try:
        findings = findings_of(
            made.graph,
            weak=state.weak,
            numb=state.numb,
            reflex=state.reflex,
            normal=state.normal,
            doubtful=state.slight,
        )
        found = localize(made.graph, findings, with_=made.localizer)
    except PinchpointError as error:
        st.warning(str(error))
        return
    st.markdown("## Where the lesion may be")
    for number, candidate in enumerate(found.candidates[:_SHOWN], 1):
        _show_candidate(candidate, number, state, opened=number == 1)
    if rest := found.candidates[_SHOWN:]:
        with st.expander(f"{len(rest)} more, less likely or ruled out"):
            for number, candidate in enumerate(rest, _SHOWN + 1):
                _show_candidate(candidate, number, state, opened=False)
    _show_next(found)


def _show_candidate(candidate: Candidate, number: int, state: Bedside, *, opened: bool) -> None:
    graph = resources().graph
    with st.container(border=True):
        label = candidate.label[0].upper() + candidate.label[1:]
        out = " · ruled out" if candidate.ruled_out_by else ""
        st.markdown(f"**{number}. {label}** :small[score {candidate.score:.1f}{out}]")
        lines = [
            f"{title} {', '.join(_words(finding) for finding in given)}."
            for title, given in (
                ("✓ Explains", candidate.explains),
                ("✕ Speaks against it:", candidate.contradicts),
                ("? Leaves unexplained:", candidate.unexplained),
            )
            if given
        ]
        if candidate.ruled_out_by:
            lines.append(f"Ruled out above all by: {_words(candidate.ruled_out_by)}.")
        if candidate.mimics:
            lines.append(f"Think of {', '.join(graph.node(name).label for name in candidate.mimics)}.")
        st.markdown("  \n".join(lines))
        if not opened:
            return
        if candidate.expected:
            names = ", ".join(node.label for node in candidate.expected[:8])
            st.caption(f"It would also make fail, not examined yet: {names}.")
        with st.container(horizontal=True):
            for name in candidate.syndromes[:3]:
                st.page_link("explorer/pages/explore.py", label=graph.node(name).label, query_params={"node": name})
        if candidate.places:
            _show_course(candidate, state)
        with st.expander("How the score is made"):
            st.markdown("\n".join(f"- {part.name}: {part.value:+.2f}" for part in candidate.parts))
            st.caption(
                "Natural logarithms: how much likelier each finding is with this lesion than without, less the costs "
                "of the model. A way to order places, not the probability of a disease."
            )


def _words(finding: Finding) -> str:
    kind = kind_of(finding.parts[0])
    state = {"muscle": "weak", "skin": "numb", "reflex": "lost"}[kind] if finding.lost else "normal"
    return f"{finding.node.label} {state}"


def _show_course(candidate: Candidate, state: Bedside) -> None:
    made = resources()
    place = candidate.places[0]
    course, row = next(point for point in place.points if point[0] == place.nerve)
    share = made.localizer.places.cut[made.localizer.places.row[place.id]]
    lost = {target: float(share[column]) for target, column in made.localizer.places.column.items()}
    with st.expander(f"On the course of the {made.graph.node(course).label}", expanded=True):
        drawn = items(made.localizer.places, course, lost)
        st.html(course_html(made.graph.node(course).label, drawn, row=row, answers=state.findings))


def _show_next(found: Localization) -> None:
    following = next_findings(found, resources().localizer, limit=4)
    if not following:
        return
    st.markdown("## Examine next")
    for item in following:
        lost = {"muscle": "It is weak", "skin": "It is numb"}.get(item.node.kind, "It is lost")
        show_next_step(item, {"lost": lost, "normal": "It is normal"})
