"""Every page, as Streamlit runs it: bare, with a node, with nonsense, with broken data. Never a traceback."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explorer.payload import NOTICE
from explorer.start import QUESTIONS, REGIONS, syndromes
from graph.store import EmbeddedStore

APP = Path(__file__).parent.parent / "app.py"
DATA_PAGE = "explorer/pages/data.py"


def opened(page: str = "", **query: str) -> AppTest:
    """Open a page with query parameters and return what is shown; an exception fails at once."""
    test = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    if page:
        test.switch_page(page).run()
    assert not test.exception, test.exception
    return test


def words(test: AppTest) -> str:
    """Return all text that is shown."""
    shown = [*test.markdown, *test.caption, *test.title, *test.subheader, *test.info, *test.warning, *test.error]
    return "\n".join(str(element.value) for element in shown)


def labels(test: AppTest) -> list[str]:
    """Return the labels of the buttons."""
    return [button.label for button in test.button]


def test_the_first_screen_offers_questions_and_syndromes_and_never_the_whole_graph(store: EmbeddedStore) -> None:
    test = opened()
    assert labels(test)[: len(QUESTIONS)] != []
    assert {question.text for question in QUESTIONS} <= set(labels(test))
    assert labels(test).index("Can a pinched nerve cause muscle spasms?") == 0
    assert "Carpal tunnel syndrome" in labels(test)
    assert NOTICE in words(test)


def test_every_question_leads_to_nodes_that_are_there(store: EmbeddedStore) -> None:
    for question in QUESTIONS:
        named = [question.view.focus, *([question.view.start] if question.view.start else [])]
        assert len(store.nodes(named)) == len(named), question.text


def test_every_syndrome_is_offered_once_under_a_region(store: EmbeddedStore) -> None:
    found = syndromes(store)
    assert list(found) == list(REGIONS)
    offered = [node.id for nodes in found.values() for node in nodes]
    assert sorted(offered) == sorted(node for node in store.graph.nodes if node.startswith("syndrome:"))
    assert "syndrome:carpal-tunnel" in {node.id for node in found["Wrist and hand"]}
    assert "syndrome:tarsal-tunnel" in {node.id for node in found["Ankle and foot"]}
    assert "syndrome:cervical-radiculopathy" in {node.id for node in found["Head and neck"]}


@pytest.mark.parametrize(
    "query",
    [
        {"node": "nerve:median"},
        {"node": "syndrome:carpal-tunnel", "depth": "2"},
        {"node": "syndrome:carpal-tunnel", "depth": "3", "open": "site:carpal-tunnel,nerve:median"},
        {"node": "nerve:median", "dim": "muscle", "hide": "skin,test"},
        {
            "node": "nerve:median",
            "hide": "nerve,site,symptom,mimic,test,treatment,syndrome,root,muscle,skin,reflex,mechanism,cause",
        },
        {"node": "nerve:median", "pick": "site:carpal-tunnel"},
        {"node": "nerve:median", "present": "1"},
    ],
    ids=str,
)
def test_a_node_is_shown_with_nothing_to_complain_about(query: dict[str, str]) -> None:
    test = opened(**query)
    assert not test.warning
    assert not test.info
    assert not test.error
    assert "Can a pinched nerve cause muscle spasms?" not in labels(test)
    assert dict(test.query_params)["node"] == [query["node"]] or dict(test.query_params)["node"] == query["node"]


def test_a_question_button_puts_its_view_into_the_url() -> None:
    test = opened()
    next(button for button in test.button if button.label == "What is the funny bone?").click().run()
    assert not test.exception
    assert test.query_params["node"] in ("nerve:ulnar", ["nerve:ulnar"])


def test_the_question_it_all_began_with_is_answered_yes_with_its_steps_and_sources() -> None:
    test = opened(**{"node": "symptom:muscle-spasm", "from": "syndrome:pinched-nerve"})
    shown = words(test)
    assert "**Yes, it can:**" in shown
    assert "→ muscle spasm" in shown
    assert "https://" in shown


def test_a_question_without_an_answer_says_so() -> None:
    test = opened(**{"node": "nerve:median", "from": "symptom:pain"})
    assert "no chain of causes from pain to median nerve" in words(test)


@pytest.mark.parametrize("wrong", ["nerve:medain", "nerve:nobody", "median", "<b>x</b>", "x" * 3000, "nerve:", ":::"])
def test_a_wrong_node_says_so_and_offers_the_way_out(wrong: str) -> None:
    test = opened(node=wrong)
    (warning,) = test.warning
    assert "not in the graph" in warning.value
    assert len(warning.value) < 300
    assert "To the start page" in labels(test)
    assert "Can a pinched nerve cause muscle spasms?" in labels(test)


def test_a_misspelled_node_offers_the_one_that_was_meant() -> None:
    test = opened(node="nerve:medain")
    button = next(button for button in test.button if button.label == "Show median nerve")
    button.click().run()
    assert not test.exception
    assert not test.warning
    assert test.query_params["node"] in ("nerve:median", ["nerve:median"])


def test_the_way_to_the_start_page_leads_there() -> None:
    test = opened(node="nerve:nobody")
    next(button for button in test.button if button.label == "To the start page").click().run()
    assert not test.exception
    assert not test.warning
    assert "node" not in test.query_params


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"depth": "9"}, "depth=9 is not 1, 2 or 3: 1 is shown."),
        ({"hide": "planet"}, "hide=planet is no kind of node and is left out."),
        ({"pick": "nerve:nobody"}, "Not in the graph, and left out: nerve:nobody."),
        ({"open": "site:nowhere,nerve:ulnar"}, "Not in the graph, and left out: site:nowhere."),
        ({"from": "cause:none"}, "Not in the graph, and left out: cause:none."),
    ],
    ids=str,
)
def test_a_part_of_a_link_that_cannot_be_used_is_said_and_the_rest_is_shown(query: dict[str, str], said: str) -> None:
    test = opened(**{"node": "nerve:median", **query})
    assert said in [info.value for info in test.info]
    assert not test.warning


def test_the_data_page_counts_lists_and_offers_downloads(store: EmbeddedStore) -> None:
    test = opened(DATA_PAGE)
    shown = words(test)
    assert f"**{len(store.graph)}** things" in shown
    assert f"**{len(store.graph.sources)}** works" in shown
    sheets, sources = (table.value for table in test.dataframe)
    assert len(sheets) == sum(node.startswith("syndrome:") for node in store.graph.nodes)
    assert "carpal tunnel syndrome" in set(sheets["Syndrome"])
    assert len(sources) == len(store.graph.sources)
    assert {"Things (CSV)", "Links (CSV)", "GraphML", "Node-link JSON"} <= {
        element.label for element in test.get("download_button")
    }
    assert "CC BY 4.0" in shown
    assert NOTICE in shown


def test_the_sources_can_be_searched_and_nothing_found_says_what_to_do(store: EmbeddedStore) -> None:
    test = opened(DATA_PAGE)
    test.text_input(key="sources").set_value("carpal tunnel").run()
    assert not test.exception
    table = test.dataframe[1].value
    assert 0 < len(table) < len(store.graph.sources)
    test.text_input(key="sources").set_value("qqqqqq").run()
    assert not test.exception
    assert len(test.dataframe) == 1, "only the sheets are left"
    assert "No source has the words “qqqqqq”" in words(test)


@pytest.mark.parametrize("page", ["", DATA_PAGE], ids=["explore", "data"])
def test_broken_data_say_what_is_wrong_and_can_be_tried_again(
    monkeypatch: pytest.MonkeyPatch, toy_folder: Path, page: str
) -> None:
    good = (toy_folder / "causes.yaml").read_text(encoding="utf-8")
    (toy_folder / "causes.yaml").write_text("- id: cause:wet-wood\n  label: [", encoding="utf-8")
    monkeypatch.setenv("PINCHPOINT_DATA", str(toy_folder))
    test = opened(page)
    assert [title.value for title in test.title] == ["The data cannot be loaded"]
    assert "toy/causes.yaml:" in test.code[0].value
    assert "python -m graph check" in words(test)
    (toy_folder / "causes.yaml").write_text(good, encoding="utf-8")
    next(button for button in test.button if button.label == "Try again").click().run()
    assert not test.exception
    assert "The data cannot be loaded" not in [title.value for title in test.title]


def test_many_problems_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch, toy_folder: Path) -> None:
    (toy_folder / "sources.yaml").write_text("[]\n", encoding="utf-8")
    monkeypatch.setenv("PINCHPOINT_DATA", str(toy_folder))
    test = opened()
    assert len(test.code[0].value.splitlines()) == 20
    assert any(caption.value.startswith("… and ") for caption in test.caption)


def test_a_folder_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PINCHPOINT_DATA", str(tmp_path / "none"))
    assert "there is no such folder" in opened().code[0].value


def test_a_link_to_a_retired_id_shows_the_node_that_stands_for_it(
    toy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINCHPOINT_DATA", str(toy_folder))
    test = opened(node="nerve:crossed-string")
    assert not test.warning, words(test)
    assert "not in the graph" not in words(test)


def test_a_link_to_an_id_that_never_was_says_so(toy_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCHPOINT_DATA", str(toy_folder))
    assert opened(node="nerve:crossed-strong").warning
