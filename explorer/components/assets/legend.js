/* The legend is the filter: a button a kind, cycling shown → dimmed → hidden → shown. */

const version = new URL(import.meta.url).search;
const [{ el }, { swatch, kindOf }] = await Promise.all(["dom", "look"].map((name) => import(`./${name}.js${version}`)));

const NEXT = {
  shown: { state: "dimmed", hint: "press to dim" },
  dimmed: { state: "hidden", hint: "press to hide" },
  hidden: { state: "shown", hint: "press to show" },
};

export class Legend {
  /** `tell` has filter(dim, hide) and say(text). */
  constructor(box, tell) {
    this.tell = tell;
    this.buttons = new Map();
    this.list = el("ul", { class: "kinds", "aria-label": "Kinds in the picture; press one to dim or hide it" });
    this.reset = el("button", { type: "button", class: "chip reset", hidden: true, onclick: () => this.showAll() }, "Show all");
    this.box = box;
    box.append(this.list, this.reset);
  }

  draw(payload, state) {
    const rows = payload.legend ?? [];
    const wanted = new Set(rows.map((row) => row.kind));
    for (const [kind, button] of this.buttons) {
      if (wanted.has(kind)) continue;
      button.parentElement.remove();
      this.buttons.delete(kind);
    }
    this.rows = rows;
    this.state = state;
    rows.forEach((row, index) => this.row(row, index));
    this.reset.hidden = !(state.dim.size || state.hide.size);
  }

  row(row, index) {
    let button = this.buttons.get(row.kind);
    const idle = !row.shown && this.stateOf(row.kind) === "shown"; // nothing in the picture to filter: only the count
    if (button && (button.tagName === "SPAN") !== idle) {
      button.parentElement.remove();
      button = null;
    }
    if (!button) {
      button = idle
        ? el("span", { class: "chip idle" })
        : el("button", { type: "button", class: "chip", data: { kind: row.kind }, onclick: () => this.turn(row.kind) });
      this.buttons.set(row.kind, button);
      this.list.append(el("li", {}, button));
    }
    if (this.list.children[index] !== button.parentElement) this.list.insertBefore(button.parentElement, this.list.children[index]);
    const now = this.stateOf(row.kind);
    const face = JSON.stringify([row, now, this.state.theme]);
    if (button.face === face) return;
    button.face = face;
    button.dataset.state = now;
    const name = row.shown === 1 ? kindOf(row.kind).label : kindOf(row.kind).plural;
    if (button.tagName === "SPAN") {
      button.replaceChildren(
        swatch(row.kind, this.state.theme),
        el("span", { class: "name", text: kindOf(row.kind).plural }),
        el("span", { class: "omitted" }, ` +${row.omitted}`, el("span", { class: "sr", text: " not shown" })));
      return;
    }
    button.title = `${name}: ${now}, ${NEXT[now].hint}${row.omitted ? `; ${row.omitted} more are not in the picture` : ""}`;
    button.replaceChildren(
      swatch(row.kind, this.state.theme),
      el("span", { class: "name", text: name }),
      el("span", { class: "count" }, ` ${row.shown}`, el("span", { class: "sr", text: " in the picture" })),
      row.omitted ? el("span", { class: "omitted" }, ` +${row.omitted}`, el("span", { class: "sr", text: " not shown" })) : "",
      now === "shown" ? "" : el("span", { class: "tag", text: ` ${now}` }),
      el("span", { class: "sr", text: `. ${now === "shown" ? "Shown, " : ""}${NEXT[now].hint}` }),
    );
  }

  stateOf(kind) {
    if (this.state.hide.has(kind)) return "hidden";
    return this.state.dim.has(kind) ? "dimmed" : "shown";
  }

  turn(kind) {
    const next = NEXT[this.stateOf(kind)].state;
    const dim = new Set(this.state.dim);
    const hide = new Set(this.state.hide);
    dim.delete(kind);
    hide.delete(kind);
    if (next === "dimmed") dim.add(kind);
    if (next === "hidden") hide.add(kind);
    this.tell.filter(this.ordered(dim), this.ordered(hide));
    this.tell.say(`${kindOf(kind).plural} ${next}`);
  }

  showAll() {
    this.tell.filter([], []);
    this.tell.say("All kinds shown");
    this.list.querySelector("button")?.focus();
  }

  ordered(kinds) {
    const order = this.rows.map((row) => row.kind);
    return [...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  }
}
