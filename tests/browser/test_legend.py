"""The legend is the filter: dim, then hide, then back."""

from playwright.sync_api import expect

from .conftest import Visit


def test_a_kind_dims_then_hides_then_comes_back_and_nothing_moves(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    screen.tool("Zoom in").click()
    camera, places = screen.camera(), screen.places()
    node, other = screen.neighbors("test")[0], screen.neighbors("site")[0]
    button = screen.kind("test")
    assert screen.look_of(node) == {"opacity": 1, "hidden": False}

    button.click()
    screen.wait_url(dim="test")
    screen.wait_shown(dim="test")
    dimmed = screen.look_of(node)
    assert 0 < dimmed["opacity"] < 0.5
    assert not dimmed["hidden"]
    assert screen.look_of(other) == {"opacity": 1, "hidden": False}
    expect(button).to_contain_text("dimmed")

    button.click()
    screen.wait_url(dim="", hide="test")
    screen.wait_shown(hide="test")
    assert screen.look_of(node)["hidden"]
    expect(button).to_contain_text("hidden")
    screen.heard("tests hidden")

    button.click()
    screen.wait_url(dim="", hide="")
    screen.wait_shown(hide="")
    assert screen.look_of(node) == {"opacity": 1, "hidden": False}
    assert screen.camera() == camera
    assert screen.places() == places


def test_counts_tell_what_is_in_the_picture(visit: Visit) -> None:
    screen = visit("/?node=syndrome:wartenberg")
    payload = screen.payload()
    for row in payload["legend"]:
        number = sum(node["kind"] == row["kind"] for node in payload["nodes"])
        assert row["shown"] == number, row
        if number:
            expect(screen.kind(row["kind"]).locator(".count")).to_contain_text(str(number))


def test_hiding_everything_says_so_and_offers_the_way_out(visit: Visit) -> None:
    kinds = "nerve,site,symptom,mimic,test,treatment,syndrome,root,muscle,skin,reflex,mechanism,cause,variant"
    screen = visit(f"/?node=nerve:median&hide={kinds}")
    empty = screen.view.locator(".empty")
    expect(empty).to_contain_text("hides everything")
    assert all(screen.look_of(node)["hidden"] for node in screen.neighbors())
    assert not screen.look_of("nerve:median")["hidden"]
    empty.get_by_role("button", name="Show all").click()
    expect(empty).to_be_hidden()
    screen.wait_url(hide="")
    screen.wait_shown(hide="")
    assert not any(screen.look_of(node)["hidden"] for node in screen.neighbors())


def test_the_filter_stays_when_the_picture_is_recentered(visit: Visit) -> None:
    screen = visit("/?node=nerve:median&dim=test")
    screen.click_node("site:carpal-tunnel")
    screen.wait_shown(selected="site:carpal-tunnel")
    screen.card.get_by_role("button", name="Center here").click()
    screen.wait_shown(focus="site:carpal-tunnel", dim="test")
    screen.wait_url(node="site:carpal-tunnel", dim="test")
