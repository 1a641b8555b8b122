/* The search box: a WAI-ARIA combobox (editable, list autocomplete) that asks `api/search` as the person types. */

const version = new URL(import.meta.url).search;
const [{ el, icon, plain, count }, { swatch, kindOf, themeOf, dress }] = await Promise.all(
  ["dom", "look"].map((name) => import(`./${name}.js${version}`)),
);

const PAUSE = 80; // ms without a key before asking
const LIMIT = 8;

export async function start(root) {
  return new SearchBox(root);
}

class SearchBox {
  constructor(root) {
    this.root = root;
    this.hits = [];
    this.at = -1;
    this.asked = null; // the query that `hits` answer
    this.build();
  }

  build() {
    this.input = el("input", {
      type: "text", role: "combobox", id: "search-input", class: "query", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-hits",
    });
    this.list = el("ul", { role: "listbox", id: "search-hits", class: "hits", hidden: true });
    this.line = el("div", { class: "line", hidden: true });
    this.live = el("div", { class: "sr", "aria-live": "polite" });
    this.panel = el("div", { class: "panel", hidden: true }, this.list, this.line);
    this.box = el("div", { class: "box" }, icon("search"), this.input, this.panel, this.live);
    this.root.querySelector(".box")?.remove();
    this.root.append(this.box);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.asked === this.query() && this.query() && this.open());
    this.root.addEventListener("focusout", (event) => {
      if (!this.root.contains(event.relatedTarget)) this.close();
    });
    // Streamlit listens for single letters (c, r) on the page.
    for (const name of ["keydown", "keypress", "keyup"]) this.root.addEventListener(name, (event) => event.stopPropagation());
    this.panel.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
  }

  update(component) {
    this.trigger = component.setTriggerValue;
    const { placeholder, label, kinds, examples, autofocus } = component.data;
    this.kinds = kinds;
    this.examples = examples;
    this.input.placeholder = placeholder;
    this.input.setAttribute("aria-label", label);
    this.list.setAttribute("aria-label", `${label}: results`);
    this.theme = themeOf(this.root);
    dress(this.root, this.theme);
    if (autofocus && !this.focused) this.input.focus({ preventScroll: true });
    this.focused = true;
  }

  query() {
    return this.input.value.trim();
  }

  later() {
    clearTimeout(this.timer);
    this.abort?.abort();
    if (!this.query()) return this.clear();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  /** Ask the server; a newer question aborts an older one. */
  async ask() {
    clearTimeout(this.timer);
    this.abort?.abort();
    const query = this.query();
    if (!query) return this.clear();
    const { signal } = (this.abort = new AbortController());
    const url = new URL("api/search", document.baseURI);
    url.search = new URLSearchParams([["q", query], ["limit", LIMIT], ...this.kinds.map((kind) => ["kind", kind])]);
    try {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`search answered ${answer.status}`);
      const { hits } = await answer.json();
      if (!signal.aborted) this.show(query, hits);
    } catch (error) {
      if (error.name !== "AbortError") this.trouble(error);
    }
  }

  show(query, hits) {
    this.asked = query;
    this.hits = hits;
    this.at = -1;
    this.list.replaceChildren(...hits.map((hit, index) => this.option(hit, index)));
    this.list.hidden = !hits.length;
    this.line.hidden = Boolean(hits.length);
    if (!hits.length) this.nothing(query);
    this.open();
    this.mark();
    this.say(hits.length ? count(hits.length, "result", "results") : `Nothing found for ${query}`);
    if (this.waiting) {
      this.waiting = false;
      if (hits.length) this.choose(0);
    }
  }

  option(hit, index) {
    const label = plain(hit.label);
    const matched = hit.matched && hit.matched.toLowerCase() !== label.toLowerCase() ? `matched: ${hit.matched}` : "";
    return el("li", { role: "option", id: `search-hit-${index}`, class: "hit", data: { index, id: hit.id }, "aria-selected": "false" },
      swatch(hit.kind, this.theme),
      el("span", { class: "label", text: label }),
      el("span", { class: "why" }, el("span", { class: "sr", text: ", " }), kindOf(hit.kind).label, matched ? `, ${matched}` : ""));
  }

  nothing(query) {
    this.line.replaceChildren(
      el("p", { text: `Nothing found for “${query}”. Try another word, or one of these:` }),
      el("div", { class: "examples" }, this.examples.map((example) =>
        el("button", { type: "button", class: "example", onclick: () => this.type(example) }, example))));
  }

  trouble() {
    this.waiting = false;
    this.hits = [];
    this.asked = null;
    this.list.hidden = true;
    this.line.hidden = false;
    this.line.replaceChildren(
      el("p", { text: "The search does not answer. Is the app still running?" }),
      el("div", { class: "examples" }, el("button", { type: "button", class: "example", onclick: () => this.ask() }, "Try again")));
    this.open();
    this.say("The search does not answer");
  }

  type(text) {
    this.input.value = text;
    this.input.focus();
    this.ask();
  }

  key(event) {
    if (event.isComposing) return;
    const shown = !this.panel.hidden && this.hits.length;
    const last = this.hits.length - 1;
    const moves = {
      ArrowDown: () => (shown ? this.move(this.at >= last ? 0 : this.at + 1) : this.reopen()),
      ArrowUp: () => (shown ? this.move(this.at <= 0 ? last : this.at - 1) : this.reopen()),
      Enter: () => this.enter(),
      Escape: () => (this.panel.hidden ? this.clear({ text: true }) : this.close()),
    };
    if (shown && this.at >= 0) Object.assign(moves, { Home: () => this.move(0), End: () => this.move(last) });
    if (!moves[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moves[event.key]();
  }

  move(index) {
    this.at = index;
    this.mark();
  }

  mark() {
    for (const [index, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(index === this.at));
    const active = this.list.children[this.at];
    if (active) {
      this.input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  /** Enter takes the highlighted hit, else the first; while the answer is on its way it waits for it. */
  enter() {
    if (!this.query()) return;
    if (this.asked === this.query() && this.hits.length) this.choose(Math.max(this.at, 0));
    else if (this.asked === this.query()) this.open();
    else {
      this.waiting = true;
      this.ask();
    }
  }

  choose(index) {
    const hit = this.hits[index];
    if (!hit) return;
    this.input.value = plain(hit.label);
    this.asked = null;
    this.close();
    this.input.select();
    this.say(`Opening ${plain(hit.label)}`);
    this.trigger?.("chosen", { id: hit.id, nonce: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}` });
  }

  reopen() {
    if (this.query()) this.ask();
  }

  open() {
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  close() {
    this.panel.hidden = true;
    this.waiting = false;
    this.at = -1;
    this.mark();
    this.input.setAttribute("aria-expanded", "false");
  }

  clear({ text = false } = {}) {
    if (text) this.input.value = "";
    this.abort?.abort();
    this.hits = [];
    this.asked = null;
    this.close();
  }

  say(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = text));
  }

  destroy() {
    clearTimeout(this.timer);
    this.abort?.abort();
    this.box.remove();
  }
}
