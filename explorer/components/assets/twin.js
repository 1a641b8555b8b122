/* The twin outline: the picture as an ARIA tree. The focus, then its neighbors by relation, then theirs; and so each other
   node that the picture is about, if no relation led to it. */

const version = new URL(import.meta.url).search;
const [{ el, plain, capital }, { swatch, kindOf }] = await Promise.all(
  ["dom", "look"].map((name) => import(`./${name}.js${version}`)),
);

/** The picture as roots [{node, groups}] of nested groups: [{verb, items: [{id, sentence, groups}]}]; every relation stands at least once. */
export function outlineOf(payload, gone) {
  const items = new Map((payload.nodes ?? []).filter((node) => !gone.has(node.id)).map((node) => [node.id, node]));
  const around = new Map([...items.keys()].map((id) => [id, []]));
  for (const edge of payload.edges ?? []) {
    if (!items.has(edge.from) || !items.has(edge.to)) continue;
    around.get(edge.from).push({ edge, id: edge.to, verb: edge.there });
    around.get(edge.to).push({ edge, id: edge.from, verb: edge.back });
  }
  const parent = new Map();
  const roots = [];
  for (const root of payload.heads ?? [payload.focus]) {
    if (parent.has(root) || !items.has(root)) continue;
    roots.push(root);
    parent.set(root, null);
    const queue = [root];
    for (const id of queue) {
      for (const next of around.get(id)) {
        if (parent.has(next.id)) continue;
        parent.set(next.id, id);
        queue.push(next.id);
      }
    }
  }
  const order = [...items.keys()];
  const grow = (id) => {
    const groups = new Map();
    for (const { edge, id: other, verb } of around.get(id) ?? []) {
      if (other === parent.get(id)) continue;
      const child = parent.get(other) === id && !groups.get(verb)?.some((item) => item.id === other);
      const sentence = `${plain(items.get(id).label)} ${verb} ${plain(items.get(other).label)}${edge.disputed ? " (disputed)" : ""}`;
      if (!groups.has(verb)) groups.set(verb, []);
      groups.get(verb).push({ id: other, node: items.get(other), sentence, disputed: edge.disputed, groups: child ? grow(other) : [] });
    }
    for (const list of groups.values()) list.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    return [...groups].map(([verb, list]) => ({ verb, items: list }));
  };
  return roots.map((id) => ({ node: items.get(id), groups: grow(id) }));
}

export class Twin {
  /** `tell` has select(id), focus(id) and say(text). */
  constructor(box, tell) {
    this.box = box;
    this.tell = tell;
    this.closed = new Set();
    this.tree = el("ul", { role: "tree", "aria-label": "The picture as an outline", class: "tree" });
    this.center = el("button", { type: "button", class: "act", onclick: () => this.current && tell.focus(this.current.dataset.id) });
    box.append(
      el("div", { class: "head" }, el("h2", { text: "Outline" }), this.center),
      el("p", { class: "hint", text: "Arrow keys walk, Enter selects, Shift+Enter centers the picture." }),
      this.tree,
    );
    this.tree.addEventListener("keydown", (event) => this.key(event));
    this.tree.addEventListener("click", (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (!item) return;
      this.go(item, { quiet: true });
      if (item.dataset.id) this.tell.select(item.dataset.id);
      else this.toggle(item);
    });
  }

  draw(payload, state, gone) {
    this.center.textContent = payload.walks ? "Explore this" : "Center here";
    const face = JSON.stringify([payload.nodes?.map((node) => [node.id, node.label]), payload.edges, payload.focus, [...gone], state.theme]);
    if (face !== this.face) {
      this.face = face;
      const held = this.tree.contains(this.tree.getRootNode().activeElement);
      const path = this.current?.dataset.path;
      if (payload.focus !== this.root) this.closed.clear();
      const top = payload.focus === this.root ? this.tree.scrollTop : 0;
      this.root = payload.focus;
      this.theme = state.theme;
      this.tree.replaceChildren(...outlineOf(payload, gone).map(({ node, groups }) => this.item({ node, groups, sentence: plain(node.label) }, node.id)));
      this.tree.scrollTop = top;
      const items = [...this.tree.querySelectorAll("[role=treeitem]")];
      this.go(items.find((item) => item.dataset.path === path) ?? items[0], { focus: held, quiet: true });
    }
    this.mark(state.selected);
  }

  item({ node, groups, sentence, disputed }, path) {
    const row = el("span", { class: "row" }, swatch(node.kind, this.theme), el("span", { text: plain(node.label) }),
      el("span", { class: "sr", text: `, ${kindOf(node.kind).label}` }), disputed ? el("span", { class: "disputed", text: "disputed" }) : null);
    return this.branch(row, path, { id: node.id, say: sentence }, groups.map((group) => this.section(group, `${path}/${group.verb}`)));
  }

  section({ verb, items }, path) {
    const row = el("span", { class: "row verb", text: `${verb} (${items.length})` });
    return this.branch(row, path, { say: `${verb}, ${items.length}` }, items.map((item) => this.item(item, `${path}/${item.id}`)));
  }

  branch(row, path, { id, say }, children) {
    const open = !this.closed.has(path);
    const item = el("li", {
      role: "treeitem", tabindex: "-1", "aria-expanded": children.length ? String(open) : undefined, "aria-selected": "false",
      data: { path, say, ...(id ? { id } : {}) },
    }, row);
    if (children.length) item.append(el("ul", { role: "group", hidden: !open }, children));
    return item;
  }

  mark(id) {
    for (const item of this.tree.querySelectorAll("[role=treeitem]")) item.setAttribute("aria-selected", String(Boolean(id) && item.dataset.id === id));
    if (this.current?.dataset.id === id) return;
    const match = this.walk().find((item) => item.dataset.id === id);
    if (match && !this.tree.contains(this.tree.getRootNode().activeElement)) this.go(match, { focus: false, quiet: true });
  }

  walk() {
    return [...this.tree.querySelectorAll("[role=treeitem]")].filter((item) => !item.parentElement.closest("[hidden]"));
  }

  go(item, { focus = true, quiet = false } = {}) {
    if (!item) return;
    this.current?.setAttribute("tabindex", "-1");
    this.current = item;
    item.setAttribute("tabindex", "0");
    this.center.hidden = !item.dataset.id;
    if (focus) item.focus({ preventScroll: false });
    if (!quiet) this.tell.say(capital(item.dataset.say));
  }

  toggle(item, open = item.getAttribute("aria-expanded") === "false") {
    const list = item.querySelector(":scope > ul");
    if (!list) return;
    item.setAttribute("aria-expanded", String(open));
    list.hidden = !open;
    if (open) this.closed.delete(item.dataset.path);
    else this.closed.add(item.dataset.path);
  }

  key(event) {
    const items = this.walk();
    const at = items.indexOf(this.current);
    const expanded = this.current?.getAttribute("aria-expanded");
    const moves = {
      ArrowDown: () => this.go(items[at + 1]),
      ArrowUp: () => this.go(items[at - 1]),
      Home: () => this.go(items[0]),
      End: () => this.go(items.at(-1)),
      ArrowRight: () => (expanded === "false" ? this.toggle(this.current, true) : expanded && this.go(items[at + 1])),
      ArrowLeft: () =>
        expanded === "true" ? this.toggle(this.current, false) : this.go(this.current.parentElement.closest("[role=treeitem]")),
      Enter: () => this.enter(event.shiftKey),
      " ": () => this.enter(false),
    };
    if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey || !this.current) return;
    event.preventDefault();
    moves[event.key]();
  }

  enter(center) {
    const { id } = this.current.dataset;
    if (!id) this.toggle(this.current);
    else if (center) this.tell.focus(id);
    else this.tell.select(id);
  }
}
