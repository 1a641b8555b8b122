"""The command line: readable text, the issue's JSON, batches, and exit statuses that a script can rely on."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.__main__ import main
from graph.schema import schemas
from tests.conftest import TOY


class Ran:
    """What a command printed, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> Any:
        """Return the output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs a command on the toy data (or another folder)."""

    def run_command(*arguments: str, data: Path = TOY) -> Ran:
        status = main(["--data", str(data), *arguments])
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_command


def test_search_in_words(run: Any) -> None:
    ran = run("search", "pins and needles")
    assert ran.status == 0
    assert ran.out == " 98.0  tingling  (symptom:tingling)  matched: pins and needles\n"


def test_search_as_json_has_the_shape_of_the_issue(run: Any) -> None:
    ran = run("search", "tunnel", "--json")
    assert ran.status == 0
    assert set(ran.json) == {"query", "hits"}
    assert ran.json["query"] == "tunnel"
    assert all(set(hit) == {"id", "kind", "label", "matched", "score"} for hit in ran.json["hits"])


def test_search_keeps_kinds_and_limit(run: Any) -> None:
    assert [hit["kind"] for hit in run("search", "tunnel", "--kind", "site", "--json").json["hits"]] == ["site"]
    kinds = {
        hit["kind"] for hit in run("search", "tunnel", "--kind", "site", "--kind", "syndrome", "--json").json["hits"]
    }
    assert kinds == {"site", "syndrome"}
    assert run("search", "tunnel", "--kind", "site,syndrome", "--json").json["hits"]
    assert len(run("search", "tunnel", "--limit", "1", "--json").json["hits"]) == 1


def test_nothing_found_says_what_to_try(run: Any) -> None:
    ran = run("search", "qqqqqqqq")
    assert ran.status == 0
    assert "Nothing found for 'qqqqqqqq'" in ran.out
    assert run("search", "qqqqqqqq", "--json").json["hits"] == []


def test_show_in_words_reads_like_a_card(run: Any) -> None:
    lines = run("show", "tunnel syndrome").out.splitlines()
    assert lines[0] == "tunnel syndrome  (syndrome, syndrome:tunnel)"
    assert lines[1] == "The alpha nerve is squeezed in the toy's wrist."
    assert lines[2] == "Also called: wrist squeeze, toy hand falls asleep"
    assert "Prognosis: Most toys mend when they dry." in lines
    assert "Presents with" in lines
    assert "  Tunnel syndrome typically presents with night tingling.  [source:review-2021]" in lines
    assert any("[disputed: A later review found it of little use.]" in line for line in lines)


def test_show_as_json_has_the_shape_of_the_issue(run: Any) -> None:
    answer = run("show", "nerve:alpha", "--json").json
    assert {"node", "claims"} <= set(answer)
    assert {"id", "kind", "label", "definition", "synonyms", "lay", "xrefs"} <= set(answer["node"])
    for claim in answer["claims"]:
        assert {"subject", "relation", "object", "sentence", "status", "sources"} <= set(claim)


def test_names_and_ids_are_accepted_alike(run: Any) -> None:
    by_id = run("show", "nerve:alpha", "--json").json
    for name in ("alpha nerve", "ALPHA NERVE", "first string", "funny string", "nerve alpha"):
        assert run("show", name, "--json").json == by_id


def test_neighborhood_as_json_has_the_shape_of_the_issue(run: Any) -> None:
    answer = run("neighborhood", "tunnel syndrome", "--limit", "3", "--json").json
    assert {"center", "nodes", "claims", "omitted"} <= set(answer)
    assert answer["center"] == "syndrome:tunnel"
    assert all({"id", "kind", "label"} <= set(node) for node in answer["nodes"])
    assert sum(answer["omitted"].values()) > 0


def test_neighborhood_in_words_says_what_is_not_shown(run: Any) -> None:
    out = run("neighborhood", "tunnel syndrome", "--limit", "3").out
    assert out.startswith("syndrome:tunnel: 3 nodes, ")
    assert "Not shown: " in out
    assert "Raise --limit" in out


def test_neighborhood_takes_depth_kinds_and_relations(run: Any) -> None:
    answer = run(
        "neighborhood",
        "nerve:alpha",
        "--depth",
        "2",
        "--kinds",
        "muscle",
        "--kinds",
        "nerve",
        "--relations",
        "supplies,arises_from",
        "--json",
    ).json
    assert {node["kind"] for node in answer["nodes"]} <= {"muscle", "nerve"}
    assert {claim["relation"] for claim in answer["claims"]} <= {"supplies", "arises_from"}
    assert max(node["hop"] for node in answer["nodes"]) == 2


def test_an_unknown_name_says_what_was_meant(run: Any) -> None:
    ran = run("show", "alhpa nerve")
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.startswith("error: Nothing is called 'alhpa nerve'. Did you mean nerve:alpha")


def test_an_ambiguous_name_names_the_candidates(run: Any, toy_folder: Path) -> None:
    for name in ("causes.yaml", "treatments.yaml"):
        path = toy_folder / name
        path.write_text(
            path.read_text(encoding="utf-8").replace("\n  definition:", "\n  synonyms: [twin]\n  definition:", 1),
            encoding="utf-8",
        )
    ran = run("show", "twin", "--json", data=toy_folder)
    assert ran.status == 1
    assert ran.json["error"]["code"] == "ambiguous name"
    assert ran.json["error"]["suggestions"] == ["cause:wet-wood", "treatment:splint"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["neighborhood", "nerve:alpha", "--depth", "9"], "depth must be between 1 and 3, not 9"),
        (["neighborhood", "nerve:alpha", "--limit", "0"], "limit must be between 1 and"),
        (["neighborhood", "nerve:alpha", "--kinds", "planet"], "unknown kind 'planet'"),
        (["neighborhood", "nerve:alpha", "--relations", "orbits"], "unknown relation 'orbits'"),
        (["search", "x", "--kind", "planet"], "unknown kind 'planet'"),
        (["search"], "query must be given"),
        (["search", "  "], "query must be given"),
        (["show"], "name must be given"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_bad_question_is_status_one_in_words_and_as_json(run: Any, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {said}")
    ran = run(*arguments, "--json")
    assert (ran.status, ran.err) == (1, "")
    assert ran.json["error"]["code"] == "bad question"
    assert ran.json["error"]["message"].startswith(said)


BATCH = [
    ({"name": "alpha nerve"}, "nerve:alpha"),
    ({"name": "nobody at all"}, "unknown name"),
    ({"name": "nerve:beta", "depth": 2, "kinds": ["muscle"], "limit": 5}, "nerve:beta"),
    ({"name": "nerve:beta", "depth": "2"}, "bad question"),
    ({"name": "nerve:beta", "depth": True}, "bad question"),
    ({"name": "nerve:beta", "kinds": 3}, "bad question"),
    ({"nmae": "nerve:beta"}, "bad question"),
    ({}, "bad question"),
    ([1], "bad question"),
    ({"name": "nerve:beta", "limit": 10**30}, "bad question"),
    ({"name": "nerve:trunk"}, "nerve:trunk"),
]


def test_a_batch_answers_every_line_in_order_and_a_failing_one_with_its_error(run: Any, tmp_path: Path) -> None:
    lines = [json.dumps(question) for question, _ in BATCH]
    lines.insert(1, "not json")
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines[:5]) + "\n\n" + "\n".join(lines[5:]), encoding="utf-8")
    ran = run("neighborhood", "--batch", str(file))
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    got = [answer["error"]["code"] if "error" in answer else answer["center"] for answer in answers]
    expected = [result for _, result in BATCH]
    expected.insert(1, "bad question")
    assert got == expected


@pytest.mark.parametrize(
    ("verb", "question"),
    [("search", {"query": "alpha", "kind": "nerve", "limit": 1}), ("show", {"name": "alpha nerve"})],
)
def test_a_batch_line_is_answered_as_the_command_answers(
    run: Any, monkeypatch: pytest.MonkeyPatch, verb: str, question: dict[str, Any]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(question)))
    (line,) = run(verb, "--batch", "-").out.splitlines()
    words = [question.get("query") or question["name"]]
    options = [f"--{name}={value}" for name, value in question.items() if name not in {"query", "name"}]
    assert json.loads(line) == run(verb, *words, *options, "--json").json


def test_an_empty_batch_answers_nothing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n"))
    ran = run("show", "--batch", "-")
    assert (ran.status, ran.out) == (0, "")


def test_a_batch_file_that_is_not_there_is_status_two(run: Any, tmp_path: Path) -> None:
    ran = run("show", "--batch", str(tmp_path / "none"))
    assert ran.status == 2
    assert "cannot be read" in ran.err


def test_questions_on_broken_data_are_status_two_and_say_where(run: Any, toy_folder: Path) -> None:
    (toy_folder / "causes.yaml").write_text("- id: [", encoding="utf-8")
    ran = run("search", "alpha", data=toy_folder)
    assert ran.status == 2
    assert "The data have problems:\ntoy/causes.yaml:" in ran.err
    assert "python -m graph check" in ran.err


def test_a_batch_on_broken_data_is_status_two_too(run: Any, toy_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (toy_folder / "causes.yaml").write_text("- id: [", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"query": "alpha"}'))
    ran = run("search", "--batch", "-", data=toy_folder)
    assert (ran.status, ran.out) == (2, "")


def test_check_of_clean_data_is_status_zero(run: Any) -> None:
    ran = run("check")
    assert ran.status == 0
    assert ran.out == "20 files, 36 records, 0 problems\n"
    assert run("check", "--json").json == []


def test_check_prints_every_problem_and_is_status_one(run: Any, toy_folder: Path) -> None:
    path = toy_folder / "symptoms.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("of: symptom:tingling", "of: symptom:tinglng"), encoding="utf-8"
    )
    ran = run("check", data=toy_folder)
    assert ran.status == 1
    assert (
        "toy/symptoms.yaml:12: dangling reference: no node has the id 'symptom:tinglng' (did you mean symptom:tingling?)"
        in ran.out
    )
    (row,) = run("check", "--json", data=toy_folder).json
    assert row == {
        "file": "toy/symptoms.yaml",
        "line": 12,
        "rule": "dangling reference",
        "what": "no node has the id 'symptom:tinglng'",
        "meant": "symptom:tingling",
    }


@pytest.mark.parametrize(
    "command", [["check"], ["format"], ["stats"], ["export", "json"], ["search", "x"]], ids=" ".join
)
def test_nothing_to_check_is_status_two(run: Any, tmp_path: Path, command: list[str]) -> None:
    ran = run(*command, data=tmp_path / "none")
    assert ran.status == 2
    assert "there is no such folder" in ran.err


def test_format_check_changes_nothing_and_format_changes_once(run: Any, toy_folder: Path) -> None:
    assert run("format", "--check", data=toy_folder).status == 0
    path = toy_folder / "causes.yaml"
    untidy = path.read_text(encoding="utf-8").replace("label: wet wood", "label:    wet wood")
    path.write_text(untidy, encoding="utf-8")
    ran = run("format", "--check", data=toy_folder)
    assert (ran.status, "would change" in ran.out) == (1, True)
    assert path.read_text(encoding="utf-8") == untidy
    ran = run("format", data=toy_folder)
    assert (ran.status, ran.out.count("formatted")) == (0, 1)
    assert path.read_text(encoding="utf-8") == (TOY / "causes.yaml").read_text(encoding="utf-8")
    assert run("format", "--check", data=toy_folder).status == 0


def test_format_leaves_a_file_with_problems_alone(run: Any, toy_folder: Path) -> None:
    path = toy_folder / "causes.yaml"
    path.write_text("- id:   cause:a\n  lable: x\n", encoding="utf-8")
    ran = run("format", data=toy_folder)
    assert ran.status == 1
    assert "left alone" in ran.err
    assert path.read_text(encoding="utf-8") == "- id:   cause:a\n  lable: x\n"


def test_schema_writes_what_check_then_finds_current(run: Any, toy_folder: Path) -> None:
    assert run("schema", "--check", data=toy_folder).status == 1
    assert run("schema", data=toy_folder).status == 0
    assert {path.name for path in (toy_folder / "schema").iterdir()} == set(schemas())
    assert run("schema", "--check", data=toy_folder).status == 0
    (toy_folder / "schema" / "causes.schema.json").write_text("{}", encoding="utf-8")
    ran = run("schema", "--check", data=toy_folder)
    assert (ran.status, "causes.schema.json is out of date" in ran.out) == (1, True)


def test_stats_counts_in_words_and_as_json(run: Any) -> None:
    out = run("stats").out
    assert out.startswith("29 nodes\n")
    assert "46 claims, 2 of them disputed" in out
    assert "syndrome:tunnel: 2 of 4 presents_with, 1 of 3 detects" in out
    assert run("stats", "--json").json["nodes"]["nerve"] == 4


def test_export_to_a_file(run: Any, tmp_path: Path) -> None:
    target = tmp_path / "graph.json"
    ran = run("export", "json", "--out", str(target))
    assert ran.status == 0
    assert str(target) in ran.out
    assert len(nx.node_link_graph(json.loads(target.read_bytes()), edges="links")) == 29


def test_export_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["--data", str(TOY), "export", "graphml"]) == 0
    sys.stdout.flush()
    assert len(nx.read_graphml(io.BytesIO(capfdbinary.readouterr().out), force_multigraph=True)) == 29


def test_export_to_where_nothing_can_be_written_is_status_two(run: Any, tmp_path: Path) -> None:
    ran = run("export", "csv", "--out", str(tmp_path / "no" / "such" / "folder.zip"))
    assert ran.status == 2
    assert "cannot be written" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [[], ["fly"], ["export", "pdf"], ["search", "x", "--limit", "many"], ["show", "x", "--fast"]],
    ids=lambda value: " ".join(value) or "none",
)
def test_a_command_that_is_none_is_status_two_with_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m graph" in capsys.readouterr().err


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    for verb in ("search", "show", "neighborhood", "check", "format", "schema", "stats", "export"):
        assert f"    {verb}" in {line[: 4 + len(verb)] for line in out.splitlines()}


def test_the_module_runs_as_a_command() -> None:
    """Once through a real process: `python -m graph` passes its status on."""
    ran = subprocess.run(
        [sys.executable, "-m", "graph", "--data", str(TOY), "show", "nobody"],
        cwd=TOY.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("error: Nothing is called 'nobody'")


def test_lesion_says_what_fails_and_what_is_spared(run: Any) -> None:
    ran = run("lesion", "wrist tunnel")
    assert ran.status == 0
    assert "100%  palm  (skin:palm)" in ran.out
    assert "arm lifter: Its fibers leave above the tunnel." in ran.out
    below = json.loads(run("lesion", "alpha nerve", "--beyond", "arm lifter", "--json").out)
    assert below["at"] == {"id": "nerve:alpha", "label": "alpha nerve"}
    assert "muscle:lifter" not in {loss["id"] for loss in below["weak"]}


def test_a_lesion_is_asked_with_a_variant_by_name_id_or_bare_id(run: Any, tmp_path: Path) -> None:
    ran = run("lesion", "beta nerve", "--variant", "crossed-strings")
    assert ran.status == 0
    assert "with crossed strings (variant:crossed-strings)" in ran.out
    assert "finger spreader: With the crossed strings" in ran.out
    lines = tmp_path / "lines"
    lines.write_text(
        '{"where": "nerve:beta", "variants": ["variant:crossed-strings"]}\n'
        '{"where": "nerve:beta", "variants": "crossed strings"}\n'
        '{"where": "nerve:beta", "variants": ["lifter"]}\n'
        '{"where": "nerve:beta"}\n',
        encoding="utf-8",
    )
    by_id, by_name, wrong, without = (
        json.loads(line) for line in run("lesion", "--batch", str(lines)).out.splitlines()
    )
    assert by_id == by_name
    assert by_id["variants"] == [{"id": "variant:crossed-strings", "label": "crossed strings"}]
    assert "muscle:spreader" not in {loss["id"] for loss in by_id["weak"]}
    assert wrong["error"]["code"] == "unknown name"
    assert "variants" not in without


def test_lesions_at_several_places_and_in_a_batch(run: Any, tmp_path: Path) -> None:
    both = json.loads(run("lesion", "C7", "C8 root", "--json").out)
    assert both["at"] == {"id": "root:c7+root:c8", "label": "C7 and C8 root"}
    lines = tmp_path / "lines"
    lines.write_text('{"where": "site:tunnel"}\n{"where": "muscle spasm"}\n{}\n', encoding="utf-8")
    answers = [json.loads(line) for line in run("lesion", "--batch", str(lines)).out.splitlines()]
    assert answers[0]["numb"] == [{"id": "skin:palm", "label": "palm", "severity": 1.0}]
    assert answers[1]["error"]["code"] == "unknown name"
    assert "where must be given" in answers[2]["error"]["message"]


def test_path_as_json_has_the_shape_of_the_issue(run: Any) -> None:
    (path,) = run("path", "tunnel syndrome", "symptom:spasm", "--limit", "1", "--json").json["paths"]
    assert {"nodes", "claims", "sentences", "sources", "weakest"} <= set(path)
    ids = ["syndrome:tunnel", "mechanism:squeeze", "mechanism:misfiring", "symptom:spasm"]
    assert [node["id"] for node in path["nodes"]] == ids
    assert len(path["sentences"]) == len(path["claims"]) == 3
    assert path["weakest"]["sentence"] in path["sentences"]
    assert {source["id"] for source in path["sources"]} == {one for claim in path["claims"] for one in claim["sources"]}


def test_path_in_words_names_steps_sources_and_the_weakest_link(run: Any) -> None:
    out = run("path", "tunnel syndrome", "symptom:spasm", "--limit", "1").out
    assert out.startswith("1. tunnel syndrome → squeeze of a string → misfiring → muscle spasm\n")
    assert "Misfiring can lead to muscle spasm.  [source:leaflet]" in out
    assert "Weakest link: Misfiring can lead to muscle spasm. It rests on one work (patient information)" in out
    assert out.endswith("For education only, never a diagnosis.\n")


def test_no_path_says_what_to_do(run: Any) -> None:
    ran = run("path", "nerve:alpha", "symptom:spasm", "--cutoff", "1")
    assert ran.status == 0
    assert (
        ran.out == "No path of at most 1 step relates these two; one of 5 steps does. Look further with --cutoff 5.\n"
    )
    answer = run("path", "nerve:alpha", "symptom:spasm", "--cutoff", "1", "--json").json
    assert answer["paths"] == []
    assert answer["none"]["reason"] == "longer"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("alpha nerve",), "to must be given"),
        ((), "from must be given"),
        (("alpha nerve", "alpha nerve"), "two ends"),
        (("alpha nerve", "nobody at all"), "nobody at all"),
        (("alpha nerve", "tunnel syndrome", "--cutoff", "9"), "cutoff must be between 1 and 8"),
        (("alpha nerve", "tunnel syndrome", "--limit", "0"), "limit must be between 1 and 20"),
    ],
)
def test_a_bad_question_about_a_path_is_said(run: Any, arguments: tuple[str, ...], said: str) -> None:
    ran = run("path", *arguments)
    assert ran.status == 1
    assert said in ran.err
    assert said in run("path", *arguments, "--json").json["error"]["message"]


def test_paths_are_asked_for_in_batches(run: Any, tmp_path: Path) -> None:
    lines = ['{"from": "tunnel syndrome", "to": "symptom:spasm", "limit": 1}', '{"from": "x", "to": "symptom:spasm"}']
    (tmp_path / "batch").write_text("\n".join(lines), encoding="utf-8")
    answers = [json.loads(line) for line in run("path", "--batch", str(tmp_path / "batch")).out.splitlines()]
    assert [list(answer) for answer in answers] == [["paths"], ["error"]]
