"""The saved page works for ever with no network, and keeps what makes a picture citable: legend, sentences, sources, date."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from explorer.payload import NOTICE
from explorer.picture import around
from explorer.saved_page import saved_page
from explorer.state import Explore
from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.neighborhood import neighborhood
from graph.store import EmbeddedStore
from graph.vocabulary import KINDS

TODAY = date(2026, 1, 31)


class Page(HTMLParser):
    """What a page holds: every tag with its attributes, and the text outside of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script or style."""
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        """Keep text that a reader sees."""
        if not self._inside:
            self.text += data


@pytest.fixture(scope="module")
def html(store: EmbeddedStore) -> str:
    """Return the saved page of carpal tunnel syndrome."""
    return saved_page(store, around(store, Explore("syndrome:carpal-tunnel")), today=TODAY)


@pytest.fixture(scope="module")
def kept(html: str) -> Page:
    """Return the page as parsed."""
    return Page(html)


def test_nothing_is_fetched_from_anywhere(kept: Page) -> None:
    fetching = {"src", "srcset", "data", "poster", "background", "action", "formaction"}
    for tag, attributes in kept.tags:
        assert not fetching & set(attributes), (tag, attributes)
        if "href" in attributes:
            assert tag == "a", f"<{tag} href> fetches {attributes['href']}"
        assert tag not in {"iframe", "img", "link", "base", "object", "embed", "form"}, tag
    styles = [attributes.get("style") or "" for _, attributes in kept.tags]
    assert not any("url(" in style for style in styles)


def test_style_sheets_import_nothing(html: str) -> None:
    styles = "".join(re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL))
    assert "@import" not in styles
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", styles)


def test_the_page_forbids_itself_the_network(kept: Page) -> None:
    policies = [
        attributes["content"] or ""
        for tag, attributes in kept.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert "http" not in policies[0]


def test_vis_network_is_inside(html: str) -> None:
    assert "new vis.Network(" in html
    assert len(html) > 400_000


def test_the_page_has_title_language_date_version_and_notice(kept: Page, html: str, real: KnowledgeGraph) -> None:
    assert html.startswith("<!doctype html>")
    assert ("html", {"lang": "en"}) in kept.tags
    assert "<title>carpal tunnel syndrome · Pinchpoint</title>" in html
    assert "2026-01-31" in kept.text
    assert real.version in kept.text
    assert NOTICE in kept.text


def test_the_legend_names_every_kind_in_the_picture_and_no_other(html: str, store: EmbeddedStore) -> None:
    present = {member.node.kind for member in around(store, Explore("syndrome:carpal-tunnel")).members}
    (legend,) = re.findall(r"<ul class='legend'>(.*?)</ul>", html, re.DOTALL)
    items = [re.sub(r"<[^>]*>", "", item) for item in legend.split("<li>")[1:]]
    wanted = [kind.plural for kind in KINDS.values() if kind.name in present]
    assert items[: len(wanted)] == wanted
    assert items[len(wanted) :] == ["dashed line: sources disagree"]
    assert legend.count("<svg") == len(wanted)


def test_every_claim_stands_as_a_sentence_with_its_sources(kept: Page, store: EmbeddedStore) -> None:
    found = around(store, Explore("syndrome:carpal-tunnel"))
    cited = set()
    for claim in found.claims:
        assert store.graph.sentence(claim) in kept.text
        cited |= set(claim.sources)
    links = {attributes.get("href") for tag, attributes in kept.tags if tag == "a"}
    for source in cited:
        assert store.graph.sources[source].citation in kept.text
        if store.graph.sources[source].link:
            assert store.graph.sources[source].link in links


def test_every_reference_in_the_page_leads_to_a_place_in_it(kept: Page) -> None:
    ids = {attributes["id"] for _, attributes in kept.tags if "id" in attributes}
    inner = [
        attributes["href"]
        for tag, attributes in kept.tags
        if tag == "a" and (attributes.get("href") or "").startswith("#")
    ]
    assert inner
    assert {(href or "")[1:] for href in inner} <= ids


def test_what_is_left_out_of_the_picture_is_said(store: EmbeddedStore) -> None:
    found = neighborhood(store, "syndrome:carpal-tunnel", limit=5)
    text = Page(saved_page(store, found, today=TODAY)).text
    assert f"Not in this picture: {next(iter(found.omitted.values()))} " in text


def test_a_dispute_is_said(store: EmbeddedStore) -> None:
    found = neighborhood(store, "test:scratch-collapse")
    text = Page(saved_page(store, found, today=TODAY)).text
    assert "Disputed: " in text
    assert "sources disagree" in text


def test_names_cannot_become_markup_or_script() -> None:
    evil = "</script><script>alert(1)</script><b>&'\""
    graph = KnowledgeGraph(
        [Node("nerve:a", evil, evil), Node("muscle:b", evil, evil)],
        [Claim("nerve:a", "supplies", "muscle:b", ("source:s",), status="disputed", dispute=evil)],
        [Source("source:s", evil, "study", "table", evil, url='https://x.org/"><script>alert(2)</script>')],
        version=evil,
    )
    store = EmbeddedStore(graph)
    html = saved_page(store, neighborhood(store, "nerve:a"), today=TODAY)
    plain = saved_page(store_of_plain(), neighborhood(store_of_plain(), "nerve:a"), today=TODAY)
    assert html.count("<script>alert") == 0
    assert len(re.findall(r"<script\b", html)) == len(re.findall(r"<script\b", plain))


def store_of_plain() -> EmbeddedStore:
    """Return the same small graph with harmless names."""
    return EmbeddedStore(
        KnowledgeGraph(
            [Node("nerve:a", "a", "A."), Node("muscle:b", "b", "B.")],
            [Claim("nerve:a", "supplies", "muscle:b", ("source:s",), status="disputed", dispute="x")],
            [Source("source:s", "T", "study", "table", "u", url="https://x.org/")],
        )
    )
