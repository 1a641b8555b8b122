/* The view: toolbar, picture, legend, card and outline around one payload. Python holds the truth; what the person does shows
   at once and Python's answer follows. */

const version = new URL(import.meta.url).search;
const part = (name) => import(`./${name}.js${version}`);
const [{ el, button, plain, capital, count, aboutOf }, { isGroup, themeOf, paperOf, dress }, { Picture, loadVis }, { Legend }, { Toolbar }, { Card }, { Twin }, { compose, save }, { pictureKeys, windowKeys }, { travel }] =
  await Promise.all(["dom", "look", "canvas", "legend", "toolbar", "card", "twin", "png", "keys", "travel"].map(part));

/** Set the view up in `root`; answers {update(component), destroy()}. */
export async function start(root) {
  const vis = await loadVis();
  return new View(root, vis);
}

/** The payload with its edges spelled out: they may come as rows [from, to, relation, disputed] over `nodes` and `relations`. A node's kind is the first part of its id. */
function spelled(data) {
  const edges = (data.edges ?? []).map((edge) => {
    if (!Array.isArray(edge)) return edge;
    const [from, to, relation, disputed] = edge;
    const [there, back] = data.relations[relation];
    return { from: data.nodes[from].id, to: data.nodes[to].id, relation, there, back, disputed: Boolean(disputed) };
  });
  for (const number of data.lit ?? []) edges[number] = { ...edges[number], lit: true, told: data.roomy };
  const nodes = (data.nodes ?? []).map((node) => ({ kind: node.id.split(":")[0], ...node }));
  return { ...data, nodes, edges };
}

class View {
  constructor(root, vis) {
    this.root = root;
    this.vis = vis;
    this.state = { selected: null, heads: new Set(), dim: new Set(), hide: new Set(), theme: "light", outline: false };
    // Acts are numbered and sent until Python says that it has them: Streamlit may merge two triggers into one, or run one twice.
    this.client = Math.random().toString(36).slice(2);
    this.sent = 0;
    this.pending = [];
    this.fresh = {}; // name → the act by which the person chose; older answers do not take it back
    this.drawn = 0;
    this.build();
    windowKeys(this);
  }

  build() {
    const box = (name, tag, props = {}) => (this[`${name}Box`] = el(tag, { class: name, data: { testid: name }, ...props }));
    this.live = el("div", { class: "sr", "aria-live": "polite" });
    this.toast = el("div", { class: "toast", "aria-hidden": "true" });
    const hint = el("p", { class: "sr", id: "picture-hint" }, "Arrow keys move along the relations, Enter centers, plus and minus zoom, 0 fits. The outline says the same as text.");
    box("picture", "div", { tabindex: "0", role: "application", "aria-label": "Picture", "aria-describedby": "picture-hint" });
    this.paper = el("div", { class: "paper", "aria-hidden": "true" });
    this.empty = el("div", { class: "empty", hidden: true },
      el("p", { text: "The filter hides everything around this node." }),
      el("button", { type: "button", class: "act", onclick: () => this.legend.showAll() }, "Show all"));
    this.pictureBox.append(this.paper);
    const zooms = this.zooms = el("div", { class: "zooms", role: "group", "aria-label": "Zoom" },
      button({ name: "Zoom in", sign: "plus", class: "tool", onclick: () => this.picture.zoom(1.3) }),
      button({ name: "Zoom out", sign: "minus", class: "tool", onclick: () => this.picture.zoom(1 / 1.3) }),
      button({ name: "Fit the whole picture", sign: "fit", class: "tool", onclick: () => this.picture.fit() }));
    const stage = el("div", { class: "stage" }, this.pictureBox, zooms, this.empty);
    box("toolbar", "div");
    box("legend", "div", { role: "group", "aria-label": "Legend and filter" });
    box("card", "section", { tabindex: "0", "aria-label": "About the selected node" });
    box("twin", "section", { id: "outline", hidden: true, "aria-label": "The picture as an outline" });
    const frame = el("div", { class: "frame" }, this.toolbarBox, stage, this.legendBox, el("div", { class: "aside" }, this.cardBox), this.twinBox, hint, this.live, this.toast);
    this.root.querySelector(".frame")?.remove();
    this.root.append(frame);
    const tell = this.tells();
    this.toolbar = new Toolbar(this.toolbarBox, tell);
    this.legend = new Legend(this.legendBox, tell);
    this.card = new Card(this.cardBox, tell);
    this.twin = new Twin(this.twinBox, tell);
    this.root.append(this.toolbar.leave);
    this.face = getComputedStyle(this.root).fontFamily;
    this.picture = new Picture(this.vis, this.paper, this.face, tell);
    this.paper.querySelector(".vis-network")?.removeAttribute("tabindex");
    // A click gives the picture the keyboard (and the wheel), without the ring that shows keyboard users where they are.
    this.pictureBox.addEventListener("pointerdown", () => {
      this.pictureBox.dataset.pointed = "";
      this.pictureBox.focus({ preventScroll: true });
    });
    for (const name of ["keydown", "blur"]) this.pictureBox.addEventListener(name, () => delete this.pictureBox.dataset.pointed);
    pictureKeys(this);
    for (const name of ["keydown", "keypress", "keyup"]) this.root.addEventListener(name, (event) => event.stopPropagation());
  }

  /** What the parts may ask for. */
  tells() {
    const act = (name) => (id) => this.send({ act: name, id });
    return {
      select: (id) => this.select(id), focus: (id) => this.send({ act: isGroup(id) ? "expand" : "focus", id }), expand: act("expand"), collapse: act("collapse"), all: act("all"),
      home: () => this.send({ act: "home" }), undo: () => this.undo(), depth: (value) => this.send({ act: "depth", value }),
      filter: (dim, hide) => this.filter(dim, hide), outline: () => this.toggleOutline(), link: () => this.copyLink(),
      png: () => this.savePicture(), present: () => this.present(!this.presenting, { tell: true }), say: (text) => this.say(text),
      overlaid: () => getComputedStyle(this.zooms).position === "absolute",
      shape: (tall) => tall !== Boolean(this.payload?.tall) && this.send({ act: "shape", tall }),
      shows: (id) => this.picture.items.has(id) && !this.picture.state.gone.has(id),
    };
  }

  update(component) {
    this.trigger = component.setTriggerValue;
    if (!component.data?.focus) return;
    const data = spelled(component.data);
    const ack = data.ack?.client === this.client ? data.ack.number : 0;
    this.pending = this.pending.filter((action) => action.number > ack);
    const theme = themeOf(this.root);
    if (this.pending.some((action) => action.act === "focus") && data.focus !== this.payload?.focus) return; // of before the last click
    this.show(data, ack, theme);
  }

  /** Show a payload whose edges are spelled out; `ack` is the number of the last act that it answers, none for a look ahead. */
  show(data, answered, theme = themeOf(this.root)) {
    const ack = answered ?? this.sent;
    const { state } = this;
    const turned = data.focus !== this.payload?.focus || String(data.heads) !== String(this.payload?.heads);
    this.payload = data;
    const current = (name) => ack >= (this.fresh[name] ?? 0);
    if (turned || current("select")) state.selected = data.selected ?? data.focus;
    if (current("filter")) Object.assign(state, { dim: new Set(data.dim), hide: new Set(data.hide) });
    state.focus = data.focus;
    state.heads = new Set(data.heads ?? [data.focus]);
    state.theme = theme;
    state.paper = paperOf(this.root);
    dress(this.root, theme);
    const told = answered === undefined ? this.root.pinchpoint.payload : data; // what Python said last
    this.root.pinchpoint = { network: this.picture.network, payload: told, shown: { focus: data.focus, card: data.card?.id } };
    this.picture.draw(data, state);
    this.around();
    if (Boolean(data.presenting) !== this.presenting && current("present")) this.present(Boolean(data.presenting));
    if (turned && this.named) this.say(`${this.about()}, ${count(data.nodes.length - state.heads.size, "neighbor", "neighbors")}`);
    this.named = true;
    this.picture.tellShape();
    this.root.dataset.drawn = String(++this.drawn); // vis has drawn by now: its redraw() is synchronous
  }

  /** Everything but the picture itself. */
  around() {
    const { payload, state } = this;
    const others = payload.nodes.length - this.state.heads.size;
    const seen = this.picture.visible().length - this.state.heads.size;
    this.empty.hidden = !(others && !seen);
    this.toolbar.draw(payload, state);
    this.legend.draw(payload, state);
    this.card.draw(payload, state);
    if (state.outline) this.twin.draw(payload, state, this.picture.state.gone);
    this.pictureBox.setAttribute("aria-label",
      `Picture of ${this.about()} and ${count(seen, "related node", "related nodes")}. Selected: ${plain(this.labelOf(state.selected))}`);
  }

  send(action) {
    const { walks } = this.payload;
    if (walks && (action.act === "focus" || action.act === "expand")) return travel(walks + encodeURIComponent(action.id));
    this.fresh[action.act] = ++this.sent;
    this.pending = [...this.pending.slice(-19), { ...action, number: this.sent }];
    this.trigger?.("act", { client: this.client, acts: this.pending });
    if ((action.act === "focus" || action.act === "select") && !isGroup(action.id)) this.lookAhead(action, this.sent);
  }

  /** Draw what Python will say to a click before its script has run: the same payload, asked for directly.
   *  Python's own answer follows and is the truth; where this one fails or comes late, nothing is lost. */
  async lookAhead({ act, id }, number) {
    const { payload, state } = this;
    const filter = { dim: [...state.dim], hide: [...state.hide] };
    const url = new URL(`api/view/${encodeURIComponent(id)}`, document.baseURI);
    const query = { dim: filter.dim.join(), hide: filter.hide.join(), tall: payload.tall ? "1" : "" };
    url.search = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
    const answer = await fetch(url).then((found) => (found.ok ? found.json() : null), () => null);
    if (!answer || this.sent !== number || !this.pending.some((one) => one.number === number)) return;
    const { card, links } = answer;
    if (act === "select") this.show({ ...this.payload, ...filter, selected: id, card, links: { ...this.payload.links, node: links.node } });
    else {
      const here = { id: payload.focus, label: plain(this.labelOf(payload.focus)) };
      const trail = [...(payload.trail ?? []).filter((step) => step.id !== id && step.id !== here.id), here];
      const past = { trail: id === payload.focus ? payload.trail : trail.slice(-6), can_undo: true, presenting: payload.presenting };
      this.show({ ...spelled(answer), ...past });
    }
  }

  select(id) {
    if (id === this.state.selected) return this.picture.reselect();
    this.state.selected = id;
    this.picture.repaint(this.state);
    this.picture.reveal(id);
    this.around();
    return this.send({ act: "select", id });
  }

  filter(dim, hide) {
    Object.assign(this.state, { dim: new Set(dim), hide: new Set(hide) });
    this.picture.repaint(this.state);
    this.around();
    this.send({ act: "filter", dim, hide });
  }

  undo() {
    if (this.payload.can_undo) this.send({ act: "undo" });
    else this.say("Nothing to undo");
  }

  toggleOutline() {
    this.state.outline = !this.state.outline;
    this.twinBox.hidden = !this.state.outline;
    this.around();
    if (this.state.outline) {
      this.twin.current?.focus({ preventScroll: true });
      this.twinBox.scrollIntoView({ block: "nearest" });
    }
  }

  /** Only picture and card, over the whole window; the same again restores the zoom. */
  present(on, { tell = false } = {}) {
    const { root, picture } = this;
    if (on === Boolean(this.presenting)) return;
    this.presenting = on;
    if (on) this.before = { ...picture.camera(), fitted: picture.fitted };
    root.toggleAttribute("data-presenting", on);
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", "Presenting"]]) {
      if (on) root.setAttribute(name, value);
      else root.removeAttribute(name);
    }
    if (root.showPopover) {
      if (on) {
        root.popover = "manual";
        root.showPopover();
      } else root.popover = null;
    }
    picture.resized();
    if (on) picture.fit();
    else {
      picture.restore(this.before);
      picture.fitted = this.before.fitted;
    }
    if (on) this.pictureBox.dataset.pointed = ""; // no ring on the projector until a key is pressed
    (on ? this.pictureBox : this.toolbar.present).focus({ preventScroll: true });
    this.say(on ? "Presenting. Escape leaves." : "Back from presenting");
    if (tell) this.send({ act: "present", on });
  }

  async copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      const field = el("textarea", { class: "sr", "aria-hidden": "true" });
      this.root.append(field);
      field.value = location.href;
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    this.say("Link copied", { show: true });
  }

  async savePicture() {
    const { picture, payload, state } = this;
    const boxes = picture.visible().map((id) => picture.boxOf(id));
    const places = picture.network.getPositions();
    const nodes = picture.nodes.get().map((node) => ({ ...node, ...places[node.id] }));
    const sheet = await compose(this.vis, { nodes, edges: picture.edges.get(), boxes }, payload, state, this.face);
    await save(sheet, `pinchpoint-${payload.focus.replace(/[^a-z0-9]+/gi, "-")}`);
    this.say("Picture saved", { show: true });
  }

  /** What the picture is about. */
  about() {
    return aboutOf(this.payload).join(", ");
  }

  labelOf(id) {
    return this.picture.items.get(id)?.label ?? (this.payload.card?.id === id ? this.payload.card.label : id);
  }

  /** Say it to a screen reader, and with `show` to everyone. */
  say(text, { show = false } = {}) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = capital(text)));
    if (!show) return;
    this.toast.textContent = text;
    this.toast.classList.add("on");
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => this.toast.classList.remove("on"), 2200);
  }

  destroy() {
    this.picture.destroy();
    this.release?.();
    this.root.querySelector(".frame")?.remove();
    delete this.root.pinchpoint;
  }
}
