/* The skin charts: drawings of the body whose patches of skin are marked as numb or normal. Each patch is a check box of three
   states; arrow keys go to the nearest patch that way. Python holds the marks; a change shows at once and is sent until Python has it. */

const version = new URL(import.meta.url).search;
const [{ el, svg, capital, count }, { look, themeOf, dress }] = await Promise.all(["dom", "look"].map((name) => import(`./${name}.js${version}`)));

const NEXT = { "": "numb", numb: "normal", normal: "" };
const SIGN = { numb: "N", normal: "✓" };
const SAID = { "": "unknown", numb: "numb", normal: "normal" };
const CHECKED = { "": "mixed", numb: "true", normal: "false" };
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const GRID = 14; // steps of the search for the middle of a patch

export async function start(root) {
  return new SkinChart(root);
}

/** The drawing of a chart as an element of this page. */
async function fetched(name) {
  const answer = await fetch(new URL(`./charts/${name}.svg${version}`, import.meta.url));
  if (!answer.ok) throw new Error(`the chart ${name} answered ${answer.status}`);
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  return document.importNode(parsed.documentElement, true);
}

class SkinChart {
  constructor(root) {
    this.root = root;
    // Acts are numbered and sent until Python says that it has them, as in the view.
    this.client = Math.random().toString(36).slice(2);
    this.sent = 0;
    this.pending = [];
    this.marks = {};
    this.labels = {};
    this.charts = new Map(); // name → Promise of the drawing, made when its tab is first opened
    this.live = el("div", { class: "sr", "aria-live": "polite" });
    this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "Part of the body" });
    this.panel = el("div", { class: "charts", role: "tabpanel", id: "skin-panel" });
    this.line = el("p", { class: "pointed", "aria-hidden": "true" });
    this.frame = el("div", { class: "skin-frame" }, this.tabs, this.legend(), this.line, this.panel,
      el("p", { class: "note", text: "The charts show the right side; mark the left side on them as well. Where the borders lie differs between people." }), this.patterns(), this.live);
    root.querySelector(".skin-frame")?.remove();
    root.append(this.frame);
    this.tabs.addEventListener("keydown", (event) => this.tabKey(event));
    this.panel.addEventListener("keydown", (event) => this.patchKey(event));
    this.panel.addEventListener("click", (event) => this.clicked(event));
    this.panel.addEventListener("pointerover", (event) => this.point(event.target));
    this.panel.addEventListener("pointerleave", () => this.point(null));
    this.panel.addEventListener("focusin", (event) => this.focused(event.target));
    this.panel.addEventListener("focusout", () => this.focused(null));
    // Streamlit listens for single letters (c, r) on the page.
    for (const name of ["keydown", "keypress", "keyup"]) root.addEventListener(name, (event) => event.stopPropagation());
    this.sizes = new ResizeObserver((seen) => seen.forEach(({ target }) => sized(target)));
    root.skinChart = this; // for tests
  }

  legend() {
    const row = (mark, text) => el("li", { class: `state ${mark || "unknown"}` }, el("span", { class: "sample", "aria-hidden": "true", text: SIGN[mark] ?? "" }), text);
    return el("div", { class: "key" },
      el("ul", { "aria-label": "What the marks mean" }, row("numb", "numb"), row("normal", "normal"), row("", "unknown")),
      el("p", { text: "Press a patch: numb, normal, unknown again." }));
  }

  /** Hatching and dots, so that the marks differ without color. */
  patterns() {
    const pattern = (name, ...lines) =>
      svg("pattern", { id: `skin-${name}`, class: name, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, svg("rect", { class: "ground", width: 8, height: 8 }), ...lines);
    return svg("svg", { class: "sr", width: 1, height: 1, "aria-hidden": "true" }, svg("defs", {},
      pattern("numb", svg("path", { class: "hatch", d: "M-2 2l4-4M0 8l8-8M6 10l4-4" })),
      pattern("normal", svg("circle", { class: "dot", cx: 2, cy: 2, r: 1 }), svg("circle", { class: "dot", cx: 6, cy: 6, r: 1 }))));
  }

  update(component) {
    this.trigger = component.setTriggerValue;
    const { groups, patches, marks, group, ack } = component.data;
    const had = ack?.client === this.client ? ack.number : 0;
    this.pending = this.pending.filter((act) => act.number > had);
    this.marks = { ...marks };
    for (const act of this.pending) this.marks[act.id] = act.mark; // newer than what Python says
    this.labels = patches;
    this.groups = groups;
    const theme = themeOf(this.root);
    dress(this.root, theme);
    for (const [name, color] of Object.entries(look.kinds.skin[theme])) this.root.style.setProperty(`--skin-${name}`, color);
    this.open ??= group;
    this.show();
  }

  /** Draw tabs and the charts of the open one. */
  async show() {
    this.drawTabs();
    const { charts } = this.groups.find((one) => one.name === this.open);
    const opening = (this.opening = this.open);
    const drawn = await Promise.all(charts.map((chart) => this.chart(chart)));
    if (opening !== this.open) return; // another tab was opened meanwhile
    if (drawn.some((one, index) => this.panel.children[index] !== one) || this.panel.children.length !== drawn.length) this.panel.replaceChildren(...drawn);
    this.panel.dataset.group = this.open;
    this.panel.setAttribute("aria-labelledby", `skin-tab-${this.open}`);
    for (const figure of drawn) this.paint(figure);
    this.root.dataset.drawn = this.open;
  }

  drawTabs() {
    if (!this.tabs.children.length) {
      this.tabs.append(...this.groups.map(({ name }) =>
        el("button", { type: "button", role: "tab", id: `skin-tab-${name}`, class: "tab", "aria-controls": "skin-panel", data: { group: name }, onclick: () => this.choose(name) }, capital(name), el("span", { class: "sum" }))));
    }
    for (const tab of this.tabs.children) {
      const chosen = tab.dataset.group === this.open;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    this.sums();
  }

  /** How many marks each tab holds; known for the tabs that were opened, and asked of the others' drawings. */
  async sums() {
    const marked = Object.keys(this.marks).filter((id) => this.marks[id]);
    for (const { name, charts } of this.groups) {
      const tab = this.tabs.querySelector(`[data-group=${name}]`);
      const held = new Set();
      if (marked.length) {
        for (const figure of await Promise.all(charts.map((chart) => this.chart(chart)))) {
          for (const id of marked) if (figure.patches.has(id)) held.add(id);
        }
      }
      tab.querySelector(".sum").textContent = held.size ? String(held.size) : "";
      if (held.size) tab.setAttribute("aria-label", `${capital(name)}, ${count(held.size, "mark", "marks")}`);
      else tab.removeAttribute("aria-label");
    }
  }

  choose(name, { focus = false } = {}) {
    this.open = name;
    this.point(null);
    this.show();
    if (focus) this.tabs.querySelector(`[data-group=${name}]`).focus();
  }

  tabKey(event) {
    const names = this.groups.map((one) => one.name);
    const at = names.indexOf(this.open);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.choose(names[(to + names.length) % names.length], { focus: true });
  }

  /** The figure of a chart; it is made once. */
  chart(chart) {
    if (!this.charts.has(chart.name)) this.charts.set(chart.name, fetched(chart.name).then((drawing) => this.figure(chart, drawing)));
    return this.charts.get(chart.name);
  }

  figure({ name, title }, drawing) {
    drawing.querySelector("title")?.remove();
    for (const attribute of ["fill", "stroke"]) drawing.removeAttribute(attribute);
    drawing.setAttribute("role", "group");
    drawing.setAttribute("aria-labelledby", `skin-title-${name}`);
    const { width, height } = drawing.viewBox.baseVal;
    drawing.style.aspectRatio = `${width} / ${height}`;
    const figure = el("figure", { class: "chart", data: { chart: name }, style: `--wide: ${width}; --high: ${height}` }, el("figcaption", { id: `skin-title-${name}`, text: title }), drawing);
    figure.patches = new Map();
    for (const path of drawing.querySelectorAll("[data-skin]")) figure.patches.set(path.dataset.skin, path);
    for (const plain of drawing.querySelectorAll(".body, .outline, .lines")) plain.setAttribute("aria-hidden", "true");
    figure.signs = svg("g", { class: "signs", "aria-hidden": "true" });
    // The ring of the patch that has the keyboard: its own rim inside the body, and the body's rim inside the patch.
    figure.rims = [svg("path"), svg("path", { class: "ring halo" }), svg("path", { class: "ring" })];
    const [inside, ...own] = figure.rims;
    drawing.append(svg("clipPath", { id: `skin-ring-${name}` }, inside));
    const around = (path) => svg("g", { "clip-path": `url(#skin-ring-${name})` }, svg("use", { href: `#chart-${name}`, class: path.getAttribute("class") }));
    drawing.querySelector(".patches").append(svg("g", { "aria-hidden": "true" }, ...own.flatMap((path) => [path, around(path)])));
    drawing.append(figure.signs);
    this.sizes.observe(drawing);
    return figure;
  }

  /** Show the marks on a chart, and let one of its patches take the keyboard. */
  paint(figure) {
    const known = [...figure.patches].filter(([id]) => id in this.labels);
    figure.at = known.some(([id]) => id === figure.at) ? figure.at : known[0]?.[0];
    const signs = [];
    for (const [id, path] of figure.patches) {
      const name = this.labels[id];
      if (name === undefined) {
        for (const attribute of ["role", "tabindex", "aria-checked", "aria-label", "class", "fill"]) path.removeAttribute(attribute);
        path.setAttribute("aria-hidden", "true");
        continue;
      }
      const mark = this.marks[id] ?? "";
      path.removeAttribute("aria-hidden");
      path.setAttribute("class", `patch ${mark}`);
      path.setAttribute("role", "checkbox");
      path.setAttribute("tabindex", id === figure.at ? "0" : "-1");
      path.setAttribute("aria-checked", CHECKED[mark]);
      path.setAttribute("aria-label", `${name}: ${SAID[mark]}`);
      if (mark) path.setAttribute("fill", `url(#skin-${mark})`);
      else path.removeAttribute("fill");
      if (mark) for (const [x, y] of this.middles(figure, path)) signs.push(this.sign(mark, x, y));
    }
    figure.signs.replaceChildren(...signs);
  }

  sign(mark, x, y) {
    const text = svg("text", { x, y, dy: "0.35em" });
    text.textContent = SIGN[mark];
    return svg("g", { class: `sign ${mark}` }, svg("circle", { cx: x, cy: y, r: 8 }), text);
  }

  /** The middle of each piece of a patch: of a grid of points inside it and the body, the one that is farthest from both rims. */
  middles(figure, path) {
    if (path.middles) return path.middles;
    const drawing = path.ownerSVGElement;
    const body = drawing.querySelector(".body");
    figure.rim ??= rimOf(body, 240);
    const spots = [];
    const inside = [];
    for (const piece of path.getAttribute("d").match(/M[^Mz]*z/gi)) {
      const part = svg("path", { d: piece, class: "measure" });
      drawing.append(part);
      const box = part.getBBox();
      const limit = drawing.viewBox.baseVal;
      const [left, top] = [Math.max(box.x, 0), Math.max(box.y, 0)];
      const [right, bottom] = [Math.min(box.x + box.width, limit.width), Math.min(box.y + box.height, limit.height)];
      const rims = [...rimOf(part, 48), ...figure.rim];
      let best = { free: 0 };
      for (let i = 1; i < GRID; i++) {
        for (let j = 1; j < GRID; j++) {
          const point = new DOMPoint(left + ((right - left) * i) / GRID, top + ((bottom - top) * j) / GRID);
          if (!part.isPointInFill(point) || !body.isPointInFill(point)) continue;
          inside.push([point.x, point.y]);
          const edge = Math.min(point.x, point.y, limit.width - point.x, limit.height - point.y);
          const free = Math.min(edge, ...rims.map((one) => Math.hypot(one.x - point.x, one.y - point.y)));
          if (free > best.free) best = { free, x: point.x, y: point.y };
        }
      }
      part.remove();
      if (best.free) spots.push({ ...best });
    }
    if (!spots.length) return []; // nothing is laid out while the page hides the chart: ask again later
    const widest = Math.max(...spots.map((spot) => spot.free));
    path.inside = inside;
    path.middles = spots.filter((spot) => spot.free > widest / 3).map(({ x, y }) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]);
    return path.middles;
  }

  /** The nearest patch of a chart in a direction: its middle must lie that way, and what lies straight ahead comes before what
   *  lies aside, by the middle and by the point that is nearest. */
  toward(figure, from, [dx, dy]) {
    const [[x, y] = []] = this.middles(figure, figure.patches.get(from));
    if (x === undefined) return undefined;
    const ahead = ([px, py]) => (px - x) * dx + (py - y) * dy;
    const cost = (point) => ahead(point) + 2 * Math.abs((point[0] - x) * dy + (point[1] - y) * dx);
    let best = { cost: Infinity };
    for (const [id, path] of figure.patches) {
      if (id === from || !(id in this.labels)) continue;
      const middles = this.middles(figure, path).filter((point) => ahead(point) > 1);
      if (!middles.length) continue;
      const far = Math.min(...middles.map(cost));
      const near = Math.min(...path.inside.filter((point) => ahead(point) > 1).map(cost));
      if (near + far < best.cost) best = { cost: near + far, id };
    }
    return best.id;
  }

  clicked(event) {
    const path = event.target.closest?.(".patch");
    if (path) this.cycle(path.closest("figure"), path.dataset.skin);
  }

  patchKey(event) {
    const path = event.target.closest?.(".patch");
    if (!path || event.ctrlKey || event.metaKey || event.altKey) return;
    const figure = path.closest("figure");
    const id = path.dataset.skin;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (!event.repeat) this.cycle(figure, id);
      return;
    }
    const known = [...figure.patches.keys()].filter((one) => one in this.labels);
    const to = { Home: () => known[0], End: () => known.at(-1) }[event.key] ?? (WAYS[event.key] && (() => this.toward(figure, id, WAYS[event.key])));
    if (!to) return;
    event.preventDefault();
    const next = to();
    if (next) this.stand(figure, next);
  }

  /** Give a patch the keyboard. */
  stand(figure, id) {
    figure.patches.get(figure.at)?.setAttribute("tabindex", "-1");
    figure.at = id;
    const path = figure.patches.get(id);
    path.setAttribute("tabindex", "0");
    path.focus();
  }

  cycle(figure, id) {
    const mark = NEXT[this.marks[id] ?? ""];
    this.marks[id] = mark;
    figure.at = id;
    for (const one of this.panel.children) this.paint(one);
    this.point(figure.patches.get(id));
    this.sums();
    this.say(`${this.labels[id]}: ${SAID[mark]}`);
    this.pending = [...this.pending.slice(-39), { act: "mark", id, mark: mark || null, number: ++this.sent }];
    this.trigger?.("act", { client: this.client, acts: this.pending });
  }

  /** Say in the line above the charts which patch is meant. */
  point(target) {
    const path = target?.closest?.(".patch") ?? this.holder;
    const id = path?.dataset.skin;
    this.line.textContent = id ? `${capital(this.labels[id])}: ${SAID[this.marks[id] ?? ""]}` : "";
  }

  focused(target) {
    const path = target?.closest?.(".patch") ?? null;
    this.holder = path;
    for (const { rims } of this.panel.children) for (const rim of rims) rim.removeAttribute("d");
    if (path) {
      const figure = path.closest("figure");
      if (path.matches(":focus-visible")) for (const rim of figure.rims) rim.setAttribute("d", path.getAttribute("d"));
      if (figure.at !== path.dataset.skin) {
        figure.patches.get(figure.at)?.setAttribute("tabindex", "-1");
        figure.at = path.dataset.skin;
        path.setAttribute("tabindex", "0");
      }
    }
    this.point(path);
  }

  say(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = capital(text)));
  }

  destroy() {
    this.sizes.disconnect();
    this.frame.remove();
    delete this.root.skinChart;
  }
}

/** Keep the letters of a small drawing readable: they are 12 px high where the drawing is as large as its own units. */
function sized(drawing) {
  const scale = drawing.clientHeight / drawing.viewBox.baseVal.height;
  if (scale) drawing.style.setProperty("--sign", String(Math.min(Math.max(1 / scale, 1), 1.6)));
}

/** Points along the rim of a path. */
function rimOf(path, steps) {
  const length = path.getTotalLength();
  return Array.from({ length: steps }, (_, step) => path.getPointAtLength((length * step) / steps));
}
