"""How answers read on the command line."""

from graph.answers import (
    Json,
)
from graph.vocabulary import KINDS, RELATIONS


def say_search(answer: Json) -> str:
    """Say the answer of `ask_search` in lines."""
    if not answer["hits"]:
        return f"Nothing found for {answer['query']!r}. Try fewer or other words, such as 'funny bone' or 'numb thumb'."
    return "\n".join(
        f"{hit['score']:5.1f}  {hit['label']}  ({hit['id']})"
        + (f"  matched: {hit['matched']}" if hit["matched"] != hit["label"] else "")
        for hit in answer["hits"]
    )


def say_show(answer: Json) -> str:
    """Say the answer of `ask_show` in lines."""
    node = answer["node"]
    lines = [f"{node['label']}  ({KINDS[node['kind']].label}, {node['id']})", node["definition"]]
    also = [*node.get("synonyms", ()), *node.get("lay", ())]
    if also:
        lines.append(f"Also called: {', '.join(also)}")
    lines += [f"{fact['name']}: {fact['text']}" for fact in node.get("facts", ())]
    heading = ""
    for claim in answer["claims"]:
        outward = claim["subject"] == node["id"]
        relation = RELATIONS[claim["relation"]]
        title = relation.there if outward else relation.back
        if title != heading:
            heading = title
            lines.append(f"\n{title[0].upper()}{title[1:]}")
        disputed = f" [disputed: {claim['dispute']}]" if claim["status"] == "disputed" else ""
        lines.append(f"  {claim['sentence']}{disputed}  [{', '.join(claim['sources'])}]")
    return "\n".join(lines)


def say_neighborhood(answer: Json) -> str:
    """Say the answer of `ask_neighborhood` in lines."""
    lines = [f"{answer['center']}: {len(answer['nodes']) - 1} nodes, {len(answer['claims'])} claims"]
    lines += [f"  {node['hop']}  {node['label']}  ({node['id']})" for node in answer["nodes"]]
    if answer["omitted"]:
        left = ", ".join(f"{number} {KINDS[kind].plural}" for kind, number in answer["omitted"].items())
        lines.append(f"Not shown: {left}. Raise --limit to see more.")
    return "\n".join(lines)


def say_path(answer: Json) -> str:
    """Say the answer of `ask_path` in lines."""
    if not answer["paths"]:
        none = answer["none"]
        return f"{none['say']} Look further with --cutoff {none['cutoff']}." if none["cutoff"] else str(none["say"])
    lines: list[str] = []
    for number, path in enumerate(answer["paths"], 1):
        lines += [f"{number}. {' → '.join(node['label'] for node in path['nodes'])}"]
        lines += [f"   {claim['sentence']}  [{', '.join(claim['sources'])}]" for claim in path["claims"]]
        if path["alike"]:
            lines.append(f"   The same goes for: {', '.join(node['label'] for node in path['alike'])}")
        lines += [f"   Weakest link: {path['weakest']['sentence']} It {path['weakest']['because']}".rstrip("."), ""]
    return "\n".join([*lines, "For education only, never a diagnosis."])


def say_lesion(answer: Json) -> str:
    """Say the answer of `ask_lesion` in lines."""
    lines = [f"A complete lesion at {answer['at']['label']} ({answer['at']['id']})"]
    lines += [f"with {variant['label']} ({variant['id']})" for variant in answer.get("variants", ())]
    for name, title in (("weak", "Weak"), ("numb", "Numb"), ("reflexes", "Reflexes lost or weaker")):
        if answer[name]:
            lines += [
                "",
                title,
                *(f"  {loss['severity']:4.0%}  {loss['label']}  ({loss['id']})" for loss in answer[name]),
            ]
    if answer["spared"]:
        lines += ["", "Spared", *(f"  {spared['label']}: {spared['why']}" for spared in answer["spared"])]
    return "\n".join([*lines, "", "For education only: compression is seldom complete."])


def say_localize(answer: Json) -> str:
    """Say the answer of `ask_localize` in lines."""
    lines: list[str] = []
    for number, candidate in enumerate(answer["candidates"], 1):
        out = f"  ruled out by {candidate['ruled_out_by']}" if "ruled_out_by" in candidate else ""
        lines.append(f"{number:2}. {candidate['score']:6.2f}  {candidate['label']}  ({candidate['id']}){out}")
        lines += [
            f"      {title}: {', '.join(candidate[name][:8])}"
            for name, title in (
                ("contradicts", "contradicted by"),
                ("unexplained", "does not explain"),
                ("syndromes", "syndromes"),
                ("mimics", "think of"),
            )
            if candidate[name]
        ]
    if answer["next"]:
        lines += ["", "Examine next"]
        lines += [f"  {item['label']}: {item['how']} {item['why']}" for item in answer["next"]]
    return "\n".join([*lines, "", "For education only, never a diagnosis."])


def say_compare(answer: Json) -> str:
    """Say the answer of `ask_compare` in lines."""
    rows = {row["id"]: row for row in answer["rows"]}
    compared = [one["label"] for one in answer["compared"]]
    lines = [f"How to tell apart: {' | '.join(compared)}", ""]
    if answer["best"]:
        lines += [answer["best"]["sentence"], answer["best"]["basis"]]
        lines += [f"[{', '.join(answer['best']['sources'])}]"] if answer["best"]["sources"] else []
    else:
        lines.append("No finding of the graph tells these apart.")
    for name, title, most in (("discriminators", "What differs, best first", 12), ("shared", "What all have", 12)):
        if answer[name]:
            lines += ["", title]
            for row in (rows[identifier] for identifier in answer[name][:most]):
                marks = " | ".join(mark["word"] for mark in row["marks"])
                lines.append(f"  {row['score']:5.2f}  {row['label']}: {marks}")
            if len(answer[name]) > most:
                lines.append(f"         and {len(answer[name]) - most} more (--json shows all)")
    return "\n".join([*lines, "", "For education only, never a diagnosis."])


def say_confusable(answer: Json) -> str:
    """Say the answer of `ask_confusable` in lines."""
    if not answer["confusable"]:
        return f"The graph knows nothing that is easily confused with {answer['of']}."
    lines: list[str] = []
    for one in answer["confusable"]:
        lines.append(f"{one['score']:5.2f}  {one['label']}  ({one['id']})")
        lines += [f"         {why}" for why in one["why"]]
    return "\n".join(lines)


def say_differential(answer: Json) -> str:
    """Say the answer of `ask_differential` in lines."""
    lines: list[str] = []
    for item in answer["urgent"]:
        lines += [item["say"], *(f"    {why}" for why in item["why"]), f"    [{', '.join(item['sources'])}]"]
    lines += [""] if lines else []
    for number, candidate in enumerate(answer["candidates"], 1):
        lines.append(f"{number:2}. {candidate['score']:6.2f}  {candidate['label']}  ({candidate['id']})")
        lines.append("      = " + ", ".join(f"{part['name']} {part['value']:+.2f}" for part in candidate["parts"]))
        lines += [
            f"      {title}: {', '.join(item['label'] for item in candidate[name])}"
            for name, title in (("supporting", "for"), ("opposing", "against"), ("missing", "not told"))
            if candidate[name]
        ]
    if answer["next"]:
        lines += ["", "Ask or test next"]
        lines += [f"  {item['do']}: {item['label']}. {item['how']} {item['why']}" for item in answer["next"]]
    return "\n".join([*lines, "", "Scores order what to think of. For education only, never a diagnosis."])
