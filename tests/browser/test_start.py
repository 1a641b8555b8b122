"""The first screen: questions to begin with, and their answers."""

import re

from playwright.sync_api import expect

from .conftest import Visit


def test_the_start_page_is_questions_and_search_not_the_graph(visit: Visit) -> None:
    screen = visit()
    expect(screen.question()).to_be_visible()
    expect(screen.query_box).to_be_focused()
    expect(screen.view).to_have_count(0)
    expect(screen.page.get_by_text("no medical advice")).to_be_visible()


def test_can_a_pinched_nerve_cause_muscle_spasms_is_answered_with_sources(visit: Visit) -> None:
    screen = visit()
    screen.question().click()
    screen.wait_url(node="symptom:muscle-spasm")
    screen.settled()
    answer = screen.page.get_by_text(re.compile("^Yes")).locator("..")
    expect(answer).to_contain_text(
        re.compile(r"Yes\b.*(nerve compression|pinched nerve).*→.*muscle spasm", re.IGNORECASE | re.DOTALL)
    )
    screen.page.get_by_role("button", name="Why?").click()
    reasons = screen.page.get_by_test_id("stPopoverBody")
    expect(reasons.get_by_role("listitem").first).to_be_visible()
    assert reasons.get_by_role("link").count() >= reasons.get_by_role("listitem").count(), (
        "a step has no source to look up"
    )
    shown = {node["id"] for node in screen.payload()["nodes"]}
    assert {screen.in_url()["from"], "symptom:muscle-spasm"} <= shown, (
        "the ends of the answer are not both in the picture"
    )


def test_the_answer_leads_to_every_way_of_connect_and_back_returns_to_it(visit: Visit) -> None:
    screen = visit("/?node=symptom:muscle-spasm&from=mechanism:nerve-compression")
    screen.page.get_by_role("button", name="Why?").click()
    screen.page.get_by_role("link", name="Every way that they are related").click()
    screen.wait_url(**{"from": "mechanism:nerve-compression", "to": "symptom:muscle-spasm"})
    expect(screen.page.get_by_text("The paths in words")).to_be_attached()
    screen.page.go_back()
    screen.wait_url(**{"node": "symptom:muscle-spasm", "from": "mechanism:nerve-compression", "to": ""})
    expect(screen.page.get_by_role("button", name="Why?")).to_be_visible()
    screen.wait("(here) => here.payload.focus === 'symptom:muscle-spasm'")


def test_a_question_and_a_syndrome_of_the_start_page_open_their_views(visit: Visit) -> None:
    screen = visit()
    main = screen.page.get_by_test_id("stMain")
    names = [name for name in main.get_by_role("button").all_inner_texts() if name.strip()]
    assert len(names) >= 8 + 2, names
    for name in (names[3], names[-1]):
        screen.open("/")
        main.get_by_role("button", name=name, exact=True).click()
        screen.page.wait_for_url(re.compile("node="))
        screen.settled()
        assert screen.payload()["focus"] == screen.in_url()["node"]
        expect(screen.page.get_by_test_id("stAlert")).to_have_count(0)


def test_another_part_of_the_body_shows_its_syndromes(visit: Visit) -> None:
    screen = visit()
    main = screen.page.get_by_test_id("stMain")
    expect(main.get_by_role("button", name="Tarsal tunnel syndrome", exact=True)).to_have_count(0)
    main.get_by_text(re.compile("^Ankle and foot")).click()
    main.get_by_role("button", name="Tarsal tunnel syndrome", exact=True).click()
    screen.wait_url(node="syndrome:tarsal-tunnel")


def test_the_house_brings_back_to_the_start_page(visit: Visit) -> None:
    screen = visit("/?node=nerve:ulnar")
    screen.tool("Start page").click()
    expect(screen.question()).to_be_visible()
    assert not screen.in_url()
