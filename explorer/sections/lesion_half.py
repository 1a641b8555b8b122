"""The first half of Localize: put a lesion somewhere on a nerve, and see at once what fails and what stays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.bedside import Bedside
from explorer.card import short_id
from explorer.course_picture import course_html, losses_html
from explorer.localizing import bedside, held, keep, spot_of
from explorer.resources import resources
from graph.course import Stop, courses, items, stops
from graph.errors import PinchpointError
from graph.lesion import Lesion, Loss, Spared, lesion
from graph.model import in_sentence
from graph.variants import variants_of

USUAL = "site:carpal-tunnel"
_MOST_SPARED = 8
_COURSE = "course"


@st.fragment
def show_lesion_half() -> None:
    """Choose a nerve and a place on it; show what a complete lesion there does, and what moving it changed."""
    state, _ = bedside()
    made = resources()
    course, row = spot_of(state.at or USUAL)
    chosen, varied, slid = st.columns([3, 3, 5], vertical_alignment="bottom")
    names = list(courses(made.localizer.places))
    if course not in names:
        names = [course, *names]
    chosen.selectbox(
        "Nerve, part of a plexus or root",
        names,
        format_func=lambda name: made.graph.node(name).label,
        key=_COURSE,
        **_chosen(names, course),
        on_change=_choose,
        args=(state,),
    )
    marks = stops(made.localizer.places, course)
    at = _nearest(marks, row)
    with varied:
        _choose_variants(state)
    if len(marks) > 1:
        key = f"stop-{course}"  # the same while the marker moves along one nerve, so that it keeps the focus
        with slid:
            st.select_slider(
                "Where on it, from above down",
                options=[mark.row for mark in marks],
                format_func={mark.row: mark.label for mark in marks}.__getitem__,
                key=key,
                **held(key, value=at.row if at else marks[0].row),
                on_change=_slide,
                args=(state, course, key),
            )
    elif marks:
        slid.caption(f"On the {made.graph.node(course).label} there is one place to tell: {marks[0].label}.")
    place = f"{course}@{at.row if at else row}"
    try:
        found = lesion(made.graph, place, variants=state.variants, fibers=made.fibers)
    except PinchpointError as error:
        st.warning(str(error))
        return
    st.markdown(f"## A complete lesion of {_where(course, at)}")
    _show_change(state, found, place)
    picture, fails, spared = st.columns([5, 4, 4])
    lost = {loss.node.id: loss.severity for loss in (*found.weak, *found.numb)}
    with picture:
        st.markdown("### Along the nerve")
        st.html(
            course_html(
                made.graph.node(course).label, items(made.localizer.places, course, lost), row=at.row if at else row
            )
        )
    with fails:
        _show_losses(found)
    with spared:
        _show_spared(found, lost)
        _show_sheets(at)


def _chosen(names: Sequence[str], course: str) -> dict[str, Any]:
    """Return what shows a course in the box of all; a box takes the place of its first value, and later the value."""
    given = held(_COURSE, value=course)
    return {"index": names.index(course)} if given else {}


def _where(course: str, at: Stop | None) -> str:
    """Name a place on a course within a sentence."""
    named = in_sentence(resources().graph.node(course))
    return f"{named} {at.label}" if at else named


def _nearest(marks: tuple[Stop, ...], row: int) -> Stop | None:
    """Return the stop at a row of the course, or the last one above it."""
    above = [mark for mark in marks if mark.row <= row]
    return above[-1] if above else marks[0] if marks else None


def _choose(state: Bedside) -> None:
    keep(Bedside(at=f"{st.session_state[_COURSE]}@0"), state)


def _slide(state: Bedside, course: str, key: str) -> None:
    keep(Bedside(at=f"{course}@{st.session_state[key]}", before=state.at or USUAL), state)


def _choose_variants(state: Bedside) -> None:
    """Switch variants of course on or off, and tell of each that is on how it runs and how common it is."""
    graph = resources().graph
    known = [variant.id for variant in variants_of(graph)]
    if not known:
        return
    key = f"variants-{','.join(state.variants)}"
    st.multiselect(
        "With a variant",
        known,
        default=state.variants,
        format_func=lambda name: graph.node(name).label,
        placeholder="The usual course",
        key=key,
        on_change=_vary,
        args=(state, key),
    )
    for variant in map(graph.node, state.variants):
        notes = [way.note for way in variant.reroutes if way.note]
        common = [f"How common: {fact.text}" for fact in variant.facts if fact.name == "How common"]
        st.caption(" ".join([f"**{variant.label}**: {variant.definition}", *notes, *common]))


def _vary(state: Bedside, key: str) -> None:
    keep(replace(state, variants=tuple(st.session_state[key])))


def _show_change(state: Bedside, found: Lesion, place: str) -> None:
    """Say only what moving the lesion changed."""
    if not state.before:
        return
    course, row = spot_of(state.before)
    if f"{course}@{row}" == place:
        return
    made = resources()
    past = lesion(made.graph, f"{course}@{row}", variants=state.variants, fibers=made.fibers)
    now, then = _severities(found), _severities(past)
    more = [made.graph.node(name).label for name in now if now[name] > then.get(name, 0.0) + 0.01]
    less = [made.graph.node(name).label for name in then if then[name] > now.get(name, 0.0) + 0.01]
    mark = next((stop for stop in stops(made.localizer.places, course) if stop.row == row), None)
    said = [f"**Moved here from {_where(course, mark)}.**"]
    said += [f"Now lost as well: {', '.join(more)}."] if more else []
    said += [f"No longer lost: {', '.join(less)}."] if less else []
    said += [] if more or less else ["That changes nothing."]
    st.info(" ".join(said))


def _severities(found: Lesion) -> Mapping[str, float]:
    return {loss.node.id: loss.severity for loss in (*found.weak, *found.numb, *found.reflexes)}


def _show_losses(found: Lesion) -> None:
    lists: tuple[tuple[str, tuple[Loss, ...]], ...] = (
        ("Weak", found.weak),
        ("Numb", found.numb),
        ("Reflexes", found.reflexes),
    )
    for title, losses in lists:
        st.markdown(f"### {title}")
        if not losses:
            st.markdown(f"No {'reflex' if title == 'Reflexes' else 'muscle' if title == 'Weak' else 'skin'} fails.")
            continue
        rows = []
        for loss in losses:
            action = next((fact.text for fact in loss.node.facts if fact.name == "Action"), "")
            rows.append((loss.node.label, action, loss.severity))
        st.html(losses_html(rows))


def _show_spared(found: Lesion, lost: Mapping[str, float]) -> None:
    practice = [one for one in found.spared if one.node.id in lost]
    stays = [one for one in found.spared if one.node.id not in lost]
    if practice:
        st.markdown("### Often spared in practice")
        st.caption("The fibers pass here, yet sheets say:")
        st.markdown("\n".join(f"- **{one.node.label}**: {one.why} {_cited(one)}" for one in practice))
    st.markdown("### Stays, although one might expect it")
    if not stays:
        st.markdown("Nothing of the same nerve lies above this place.")
    st.markdown("\n".join(f"- **{one.node.label}**: {one.why} {_cited(one)}" for one in stays[:_MOST_SPARED]))
    if len(stays) > _MOST_SPARED:
        with st.expander(f"{len(stays) - _MOST_SPARED} more that stay"):
            st.markdown("\n".join(f"- **{one.node.label}**: {one.why} {_cited(one)}" for one in stays[_MOST_SPARED:]))


def _cited(one: Spared) -> str:
    """Return links to the works behind what a sheet states; nothing where it follows from the course."""
    works = [resources().graph.sources[source] for source in one.sources]
    links = [f"[{short_id(work.id)}]({work.link})" if work.link else short_id(work.id) for work in works]
    return f":small[{', '.join(links)}]" if links else ""


def _show_sheets(at: Stop | None) -> None:
    """Link to the sheets of what is compressed here."""
    graph = resources().graph
    if at is None or not at.place.syndromes:
        return
    st.markdown("### What is pinched here")
    for name in at.place.syndromes:
        label = graph.node(name).label
        st.page_link("explorer/pages/explore.py", label=label[0].upper() + label[1:], query_params={"node": name})
