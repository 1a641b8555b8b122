/* The card: what the selected node is, and every relation of it as a sentence with its sources one click away. */

const version = new URL(import.meta.url).search;
const [{ el, button, icon, plain, count }, { isGroup, swatch, kindOf }, { pageLink }] = await Promise.all(
  ["dom", "look", "travel"].map((name) => import(`./${name}.js${version}`)),
);

export class Card {
  /** `tell` has select(id), focus(id), expand(id), collapse(id), all(id) and shows(id): is it in the picture? */
  constructor(box, tell) {
    this.box = box;
    this.tell = tell;
    this.sources = {}; // every work that was sent or asked for so far
  }

  draw(payload, state) {
    const card = payload.card;
    this.box.setAttribute("aria-busy", String(Boolean(card && state.selected !== card.id)));
    const node = (payload.nodes ?? []).find((one) => one.id === card?.id);
    const face = JSON.stringify([card, payload.focus, node?.open, node?.more, state.theme, payload.links, payload.notice]);
    if (face === this.face) return;
    this.face = face;
    const held = this.box.contains(this.box.getRootNode().activeElement);
    const same = this.id === card?.id;
    const top = this.box.scrollTop;
    this.id = card?.id;
    this.theme = state.theme;
    Object.assign(this.sources, card?.sources);
    this.address = payload.links?.sources;
    this.walks = payload.walks;
    this.box.replaceChildren(...(card ? this.parts(card, node, payload) : [el("p", { text: "Choose a node to read about it." })]));
    this.box.scrollTop = same ? top : 0;
    if (held) this.box.querySelector("h2")?.focus({ preventScroll: true });
  }

  parts(card, node, payload) {
    const name = plain(card.label);
    const away = this.walks || payload.focus !== card.id;
    const group = isGroup(card.id);
    const facts = card.facts ?? [];
    return [
      el("p", { class: "kind" }, swatch(card.kind, this.theme), el("span", { text: kindOf(card.kind).label })),
      el("h2", { tabindex: "-1", text: name }),
      card.definition ? el("p", { class: "definition", text: card.definition }) : null,
      this.names("Also called", card.also),
      this.names("People say", card.lay),
      el("div", { class: "actions" },
        away && !group ? button({ name: this.centering(name), text: this.walks ? "Explore this" : "Center here", sign: "center", class: "act", onclick: () => this.tell.focus(card.id) }) : null,
        away && node && !node.open
          ? button({ name: group ? `Show each of the ${name}` : `Show the neighbors of ${name} too`, text: group ? "Show each" : "Show its neighbors", sign: "expand", class: "act", onclick: () => this.tell.expand(card.id) }) : null,
        node?.open
          ? button({ name: group ? `Put the ${name} together again` : `Hide the neighbors of ${name} again`, text: group ? "Put together" : "Hide its neighbors", sign: "minus", class: "act", onclick: () => this.tell.collapse(card.id) }) : null),
      this.apart(card),
      this.ways(card.ways),
      this.flags(facts.filter((fact) => fact.flag)),
      this.facts(facts.filter((fact) => !fact.late && !fact.flag)),
      ...(card.groups ?? []).map((group) => this.group(group, card)),
      this.facts(facts.filter((fact) => fact.late)),
      this.asked(card.asked),
      this.elsewhere(card, payload),
      payload.notice ? el("p", { class: "notice", text: payload.notice }) : null,
    ].filter(Boolean);
  }

  /** What it does to center on a node of this name: in a picture that cannot, one walks to Explore. */
  centering(name) {
    return this.walks ? `Explore ${name}` : `Center the picture on ${name}`;
  }

  names(title, names) {
    if (!names?.length) return null;
    return el("p", { class: "names" }, el("span", { class: "caption", text: `${title}: ` }), names.join(", "));
  }

  /** Links to the Compare page: a page of its own, so that back returns here. */
  apart(card) {
    if (!card.apart?.length) return null;
    const address = (ids) => `compare?ids=${ids.map(encodeURIComponent).join(",")}`;
    const others = card.apart.flatMap((other) => [pageLink(address([card.id, other.id]), plain(other.label)), ", "]);
    return el("p", { class: "names apart" }, el("span", { class: "caption", text: "Tell apart from: " }), others,
      pageLink(address([card.id]), "another"));
  }

  /** Ways to other pages of the app. */
  ways(ways) {
    if (!ways?.length) return null;
    return el("ul", { class: "ways" }, ways.map((way) => el("li", {}, pageLink(way.url, way.text))));
  }

  /** What needs urgent care, under one heading, folded up: it is found at once and does not push the picture of the syndrome away. */
  flags(facts) {
    if (!facts.length) return null;
    return el("details", { class: "flags" },
      el("summary", { text: count(facts.length, "red flag: needs urgent care", "red flags: need urgent care") }),
      el("ul", {}, facts.map((fact) => el("li", {}, fact.text, this.cite(fact.sources)))));
  }

  facts(facts) {
    if (!facts.length) return null;
    return el("dl", { class: "facts" }, facts.map((fact) => [
      el("dt", { text: fact.name }),
      el("dd", {}, fact.text, this.cite(fact.sources)),
    ]));
  }

  group(group, card) {
    const total = group.claims.length + (group.more ?? 0);
    return el("section", { class: "group" },
      el("h3", {}, group.title, el("span", { class: "count", text: ` ${total}` })),
      el("ul", { class: "claims" }, group.claims.map((claim) => this.claim(claim))),
      group.more
        ? el("button", { type: "button", class: "more", onclick: () => this.tell.all(card.id) }, `Show ${group.more} more`,
            el("span", { class: "sr", text: `: ${group.title}` }))
        : null);
  }

  claim(claim) {
    const label = plain(claim.label);
    return el("li", { class: "claim", data: { id: claim.id } },
      swatch(claim.kind, this.theme),
      el("div", { class: "says" },
        el("p", {}, this.sentence(claim, label), claim.dispute ? el("span", { class: "disputed", text: "disputed" }) : null),
        (claim.details ?? []).map((detail) => el("p", { class: "details", text: detail })),
        claim.note ? el("p", { class: "note", text: claim.note }) : null,
        claim.dispute ? el("p", { class: "note" }, el("strong", { text: "Disputed: " }), claim.dispute) : null,
        this.cite(claim.sources)),
      button({ name: this.centering(label), sign: "center", class: "go", onclick: () => this.tell.focus(claim.id) }));
  }

  /** The sentence, with the other node's label in it as a button. */
  sentence(claim, label) {
    const text = claim.sentence ?? label;
    const at = text.toLowerCase().indexOf(label.toLowerCase());
    const open = () => (this.tell.shows(claim.id) ? this.tell.select(claim.id) : this.tell.focus(claim.id));
    // Not a button element: that would not wrap with the sentence.
    const press = (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), open());
    const name = (word) => el("span", { role: "button", tabindex: "0", class: "other", onclick: open, onkeydown: press }, word);
    if (at < 0) return [text, " ", name(label)];
    return [text.slice(0, at), name(text.slice(at, at + label.length)), text.slice(at + label.length)];
  }

  cite(ids) {
    if (!ids?.length) return null;
    const list = el("ul", {});
    const fill = () => list.replaceChildren(...ids.map((id) => el("li", {}, ...this.work(this.sources[id], id))));
    const open = async ({ currentTarget }) => {
      const lacking = ids.filter((id) => !this.sources[id]);
      if (!currentTarget.open || (!lacking.length && list.children.length)) return;
      if (lacking.length && this.address) await this.fetch(lacking);
      fill();
    };
    return el("details", { class: "sources", ontoggle: open }, el("summary", { text: count(ids.length, "source", "sources") }), list);
  }

  /** Ask for works that the payload did not bring; what cannot be had is named by its id. */
  async fetch(ids) {
    const url = new URL(this.address, document.baseURI);
    url.searchParams.set("ids", ids.join(","));
    try {
      const answer = await fetch(url);
      if (answer.ok) Object.assign(this.sources, (await answer.json()).sources);
    } catch (error) {
      console.warn("sources", error);
    }
  }

  work(source, id) {
    if (!source) return [id];
    const meta = [source.type, source.read ? `read: ${source.read}` : ""].filter(Boolean).join(" · ");
    return [source.url ? this.outward(source.text, source.url) : source.text, meta ? el("span", { class: "meta", text: ` ${meta}` }) : ""];
  }

  outward(text, url) {
    return el("a", { href: url, target: "_blank", rel: "noopener" }, text, icon("out"), el("span", { class: "sr", text: " (opens in a new tab)" }));
  }

  asked(questions) {
    if (!questions?.length) return null;
    return el("section", { class: "group asked" },
      el("h3", { text: "People ask" }),
      el("ul", {}, questions.map(({ text, page }) => el("li", {}, pageLink(page, text)))));
  }

  elsewhere(card, payload) {
    const refs = card.xrefs ?? [];
    const data = payload.links?.node;
    if (!refs.length && !data) return null;
    return el("details", { class: "elsewhere" },
      el("summary", { text: "The same thing elsewhere" }),
      el("ul", {},
        refs.map((ref) => el("li", {}, ref.url ? this.outward(ref.id, ref.url) : ref.id, ref.label ? ` ${ref.label}` : "")),
        data ? el("li", {}, this.outward("This record as JSON", new URL(data, document.baseURI).href)) : null));
  }
}
