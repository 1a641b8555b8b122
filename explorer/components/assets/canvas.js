/* The picture: one vis.Network for the life of the view. Places come from the payload; nothing moves by itself. */

const version = new URL(import.meta.url).search;
const [{ look, kindOf }, { aroundPoint, wholeInSight }, { nodeOptions, edgeOptions, namedEdges, drawHalo, drawBadge }] = await Promise.all(
  ["look", "fit", "paint"].map((name) => import(`./${name}.js${version}`)),
);

const coarse = matchMedia("(pointer: coarse)");

/** Load vis-network (a UMD script) once for the whole page. */
export function loadVis() {
  globalThis.pinchpointVis ??= new Promise((resolve, reject) => {
    if (globalThis.vis?.Network) return resolve(globalThis.vis);
    const script = document.createElement("script");
    script.src = new URL(`./vis/vis-network.min.js${version}`, import.meta.url).href;
    script.onload = () => resolve(globalThis.vis);
    script.onerror = () => reject(new Error("vis-network could not be loaded"));
    document.head.append(script);
  });
  return globalThis.pinchpointVis;
}

loadVis().catch(() => {}); // begin now; whoever needs it waits for it, and says so where it fails

export class Picture {
  /** `tell` has select(id), focus(id), expand(id) and collapse(id). */
  constructor(vis, box, face, tell) {
    this.box = box;
    this.tell = tell;
    this.face = face;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.shown = new Map(); // node or edge id → the options last given to vis, as text
    this.items = new Map(); // node id → the payload's node
    this.links = []; // the payload's edges with ids
    this.badges = [];
    this.fitted = true;
    this.network = new vis.Network(box, { nodes: this.nodes, edges: this.edges }, {
      autoResize: false,
      physics: { enabled: false },
      layout: { improvedLayout: false },
      nodes: { chosen: true, labelHighlightBold: false },
      edges: { chosen: false, hoverWidth: 0, selectionWidth: 0 },
      interaction: {
        hover: true, dragNodes: !coarse.matches, selectConnectedEdges: false, multiselect: false, zoomSpeed: 0.6,
        hideEdgesOnDrag: false, keyboard: { enabled: false },
      },
    });
    this.listen();
    this.size = [box.clientWidth, box.clientHeight];
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(box);
  }

  listen() {
    const { network, box } = this;
    network.on("click", (event) => {
      const id = this.nodeAt(event.pointer);
      const badge = this.badgeAt(event.pointer.canvas);
      // Zoomed far out, the badge of one node lies over the next: there the node that was hit wins.
      if (badge && (!id || id === badge.id)) return badge.open ? this.tell.collapse(badge.id) : this.tell.expand(badge.id);
      if (id) return this.tell.select(id);
      this.name(event.edges[0] ?? null);
      return this.reselect();
    });
    network.on("doubleClick", (event) => {
      const id = this.nodeAt(event.pointer);
      if (id) this.tell.focus(id);
    });
    network.on("hoverEdge", ({ edge }) => this.name(edge));
    network.on("blurEdge", () => this.name(null));
    network.on("hoverNode", () => (box.style.cursor = "pointer"));
    network.on("blurNode", () => (box.style.cursor = ""));
    network.on("dragEnd", ({ nodes }) => {
      if (!nodes.length) return (this.fitted = false);
      const places = network.getPositions(nodes);
      this.nodes.update(nodes.map((id) => ({ id, ...places[id] })));
      return this.reselect();
    });
    network.on("zoom", () => (this.fitted = false));
    network.on("beforeDrawing", (ctx) => this.under(ctx));
    network.on("afterDrawing", (ctx) => this.over(ctx));
    // The wheel scrolls the page, unless Ctrl or Cmd is held or the picture has the keyboard.
    const wheel = (event) => {
      if (!(event.ctrlKey || event.metaKey || box.getRootNode().activeElement?.contains(box))) event.stopPropagation();
    };
    for (const name of ["wheel", "mousewheel"]) box.addEventListener(name, wheel, { capture: true, passive: true });
  }

  /** Show a payload; `state` is {focus, selected, dim, hide, theme}. A new focus fits the view, all else keeps it. */
  draw(payload, state) {
    const about = String(payload.heads ?? payload.focus);
    const turned = about !== this.about || Boolean(payload.tall) !== this.tall;
    this.about = about;
    this.focus = payload.focus;
    this.tall = Boolean(payload.tall);
    this.links = namedEdges(payload.edges ?? []);
    const places = new Map((payload.nodes ?? []).map((node) => [node.id, node]));
    for (const [id, node] of places) {
      const before = this.items.get(id);
      // A place changes only when the payload says so: what the person dragged stays.
      if (turned || !before || before.x !== node.x || before.y !== node.y) this.shown.delete(id);
    }
    this.items = places;
    for (const edge of this.links) edge.across = !state.heads.has(edge.from) && !state.heads.has(edge.to) && places.get(edge.from)?.hop === places.get(edge.to)?.hop;
    this.quietly(() => this.paint(state));
    // vis measures a node when it draws it, and draws only what is in sight: one that was never drawn has no box, and a
    // circle without a box is never in sight. So all are drawn once, wherever they are.
    this.network.renderer._drawNodes(this.network.canvas.getContext(), true);
    this.network.redraw();
    if (turned) this.fit({ readable: true });
  }

  /** Do something to the picture without a drawing at each step: vis draws for every change of nodes, edges and selection. */
  quietly(change) {
    const { emitter } = this.network.body;
    emitter.emit("_blockRedraw");
    try {
      change();
    } finally {
      emitter.emit("_allowRedraw");
    }
  }

  repaint(state) {
    this.quietly(() => this.paint(state));
    this.network.redraw();
  }

  /** Give vis what changed: places, selection, filter or theme. */
  paint(state) {
    this.state = { ...state, face: this.face, named: this.named, faint: new Set(), gone: new Set() };
    for (const { id, kind } of this.items.values()) {
      if (state.heads.has(id)) continue;
      if (state.hide.has(kind)) this.state.gone.add(id);
      else if (state.dim.has(kind) && id !== state.selected) this.state.faint.add(id);
    }
    const changed = [];
    for (const node of this.items.values()) {
      const options = nodeOptions(node, this.state);
      const text = JSON.stringify(options);
      if (this.shown.get(node.id) === text) continue;
      const placed = this.shown.has(node.id) ? {} : { x: node.x, y: node.y };
      this.shown.set(node.id, text);
      changed.push({ ...options, ...placed });
    }
    this.busy = true; // vis draws at each step; marks and badges wait until nodes and payload agree again
    const lost = this.nodes.getIds().filter((id) => !this.items.has(id));
    for (const id of lost) this.shown.delete(id);
    const wanted = new Set(this.links.map((edge) => edge.id));
    const cut = this.edges.getIds().filter((id) => !wanted.has(id));
    for (const id of cut) this.shown.delete(id);
    if (cut.length) this.edges.remove(cut);
    if (lost.length) this.nodes.remove(lost);
    if (changed.length) this.nodes.update(changed);
    const drawn = this.links.map((edge) => edgeOptions(edge, this.state)).filter((options) => {
      const text = JSON.stringify(options);
      if (this.shown.get(options.id) === text) return false;
      this.shown.set(options.id, text);
      return true;
    });
    if (drawn.length) this.edges.update(drawn);
    this.busy = false;
    this.reselect();
  }

  reselect() {
    const id = this.state?.selected;
    if (this.items.has(id)) this.network.setSelection({ nodes: [id], edges: [] }, { highlightEdges: false });
    else this.network.unselectAll();
  }

  /** Show one edge's label (hover, or a tap on it). */
  name(id) {
    if (this.named === id) return;
    for (const one of [this.named, id]) {
      const edge = this.links.find((link) => link.id === one);
      this.named = id;
      if (!edge) continue;
      this.shown.delete(edge.id);
      this.edges.update(edgeOptions(edge, { ...this.state, named: id }));
    }
    this.named = id;
    if (this.state) this.state.named = id;
  }

  visible() {
    return [...this.items.keys()].filter((id) => !this.state.gone.has(id));
  }

  /** Fit everything; `readable` stops before labels get too small and then stands around the focus. */
  fit({ readable = false } = {}) {
    const boxes = this.visible().map((id) => this.boxOf(id)).filter(Boolean);
    if (!boxes.length) return;
    const least = look.fit.min_label_px / look.metrics.font_px;
    const whole = wholeInSight(boxes, this.size, this.tell.overlaid() ? look.fit.buttons_px : [0, 0]);
    const clamped = readable && whole.scale < least;
    this.restore(clamped ? aroundPoint(boxes, this.network.getPosition(this.focus), least, this.size) : whole);
    this.fitted = true;
  }

  zoom(factor) {
    const { position, scale } = this.camera();
    this.restore({ position, scale: Math.min(4, Math.max(0.1, scale * factor)) });
    this.fitted = false;
  }

  camera() {
    return { position: this.network.getViewPosition(), scale: this.network.getScale() };
  }

  restore({ position, scale }) {
    this.network.moveTo({ position, scale, animation: false });
  }

  /** Move the view only if a node is out of sight. */
  reveal(id) {
    const { x, y } = this.network.canvasToDOM(this.network.getPosition(id));
    const [width, height] = this.size;
    if (x > 24 && y > 24 && x < width - 24 && y < height - 24) return;
    this.restore({ position: this.network.getPosition(id), scale: this.network.getScale() });
    this.fitted = false;
  }

  resized() {
    const size = [this.box.clientWidth, this.box.clientHeight];
    if (!size[0] || !size[1] || (size[0] === this.size[0] && size[1] === this.size[1])) return;
    const camera = this.camera();
    this.size = size;
    this.network.setSize("100%", "100%");
    this.network.redraw();
    if (this.fitted) this.fit({ readable: true });
    else this.restore(camera);
    this.tellShape();
  }

  /** Say whether the stage is upright, as a telephone's: the picture is laid out for its shape. */
  tellShape() {
    const [width, height] = this.size;
    if (width && height) this.tell.shape(width < 0.95 * height);
  }

  /** The box that a node's symbol and label fill: vis counts a box's corner radius twice and not the gap above a label. */
  boxOf(id) {
    const box = this.network.getBoundingBox(id);
    const kind = kindOf(this.items.get(id).kind);
    if (!box) return null;
    if (!kind.inside) return { ...box, bottom: box.bottom + look.metrics.label_gap_px };
    const spare = kind.shape === "box" ? kind.radius : 0;
    return { left: box.left + spare, right: box.right - spare, top: box.top + spare, bottom: box.bottom - spare };
  }

  nodeAt({ DOM, canvas }) {
    const hit = this.network.getNodeAt(DOM);
    if (hit !== undefined) return hit;
    return this.visible().find((id) => {
      const box = this.boxOf(id);
      return box && canvas.x > box.left && canvas.x < box.right && canvas.y > box.top && canvas.y < box.bottom;
    });
  }

  badgeAt({ x, y }) {
    const reach = 13 / Math.min(1, this.network.getScale());
    return this.badges.find((badge) => {
      const far = Math.hypot(badge.x - x, badge.y - y);
      return far < reach && far < Math.hypot(badge.node.x - x, badge.node.y - y);
    });
  }

  under(ctx) {
    const id = this.state?.selected;
    if (this.busy || !this.items.has(id) || this.state.gone.has(id)) return;
    const box = this.boxOf(id);
    if (box) drawHalo(ctx, box, this.state.theme);
  }

  over(ctx) {
    this.badges = [];
    if (this.busy || !this.state) return;
    for (const node of this.items.values()) {
      if (!(node.more || node.open) || this.state.gone.has(node.id) || this.state.faint.has(node.id)) continue;
      const { x, y } = this.network.getPosition(node.id);
      const box = this.boxOf(node.id);
      const half = look.metrics.node_px[node.kind] / 2;
      const inset = kindOf(node.kind).shape === "ellipse" ? 0.15 : 0;
      const at = half
        ? { x: x + half * 0.7, y: y - half * 0.8 }
        : { x: box.right - 4 - inset * (box.right - box.left), y: box.top - 4 + inset * (box.bottom - box.top) };
      const center = drawBadge(ctx, at, node.open ? "−" : `+${node.more}`, this.state);
      this.badges.push({ ...center, id: node.id, node: { x, y }, open: Boolean(node.open) });
    }
  }

  destroy() {
    this.watch.disconnect();
    this.network.destroy();
  }
}
