/* The keyboard: arrows on the focused picture, and the few keys of the whole view. */

const version = new URL(import.meta.url).search;
const { plain } = await import(`./dom.js${version}`);

const DIRECTIONS = {
  ArrowLeft: [-1, 0, "left"],
  ArrowRight: [1, 0, "right"],
  ArrowUp: [0, -1, "above"],
  ArrowDown: [0, 1, "below"],
};

/** The neighbor of a node that lies nearest in a direction (dx, dy), and the edge that leads there. */
function toward({ network, links, items, state }, id, dx, dy) {
  const here = network.getPosition(id);
  let best = null;
  for (const edge of links) {
    if (edge.from !== id && edge.to !== id) continue;
    const other = edge.from === id ? edge.to : edge.from;
    if (state.gone.has(other) || !items.has(other)) continue;
    const there = network.getPosition(other);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const along = x * dx + y * dy;
    const off = Math.abs(x * dy - y * dx);
    if (along <= 0 || off > along * 1.8) continue;
    const cost = along + 1.6 * off;
    if (!best || cost < best.cost) best = { id: other, edge, cost };
  }
  return best;
}

/** Arrows walk along relations, Enter centers, Home goes back to the focus; plus, minus and 0 zoom. */
export function pictureKeys(view) {
  const walk = ([dx, dy, word]) => {
    const { picture, state } = view;
    const from = picture.items.has(state.selected) ? state.selected : state.focus;
    const next = toward(picture, from, dx, dy);
    if (!next) return view.say(`No relation ${word === "left" || word === "right" ? `to the ${word}` : word}`);
    const verb = next.edge.from === from ? next.edge.there : next.edge.back;
    view.say(`${plain(view.labelOf(from))} ${verb} ${plain(view.labelOf(next.id))}${next.edge.disputed ? ", disputed" : ""}`);
    return view.select(next.id);
  };
  const keys = {
    Enter: () => view.send({ act: "focus", id: view.state.selected }),
    Home: () => view.select(view.state.focus),
    "+": () => view.picture.zoom(1.3),
    "=": () => view.picture.zoom(1.3),
    "-": () => view.picture.zoom(1 / 1.3),
    0: () => view.picture.fit(),
  };
  view.pictureBox.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (!direction && !keys[event.key]) return;
    event.preventDefault();
    if (direction) walk(direction);
    else keys[event.key]();
  });
}

/** P presents, Escape and P leave, Ctrl+Z undoes; Tab stays inside while presenting. */
export function windowKeys(view) {
  const { root } = view;
  const typing = (event) => {
    const target = event.composedPath()[0];
    return target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));
  };
  const handle = (event) => {
    if (event.defaultPrevented || typing(event)) return;
    const plainKey = !(event.ctrlKey || event.metaKey || event.altKey);
    if (plainKey && event.key.toLowerCase() === "p") view.present(!view.presenting, { tell: true });
    else if (event.key === "Escape" && view.presenting) view.present(false, { tell: true });
    else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && root.isConnected) view.undo();
    else if (event.key === "Tab" && view.presenting) return loop(view, event);
    else return;
    event.preventDefault();
  };
  root.addEventListener("keydown", handle);
  document.addEventListener("keydown", handle);
  view.release = () => {
    root.removeEventListener("keydown", handle);
    document.removeEventListener("keydown", handle);
  };
}

function loop({ root }, event) {
  const able = [...root.querySelectorAll("button, a[href], summary, [tabindex='0']")].filter((one) => one.checkVisibility());
  const active = root.getRootNode().activeElement;
  const [first, last] = [able[0], able.at(-1)];
  const out = !root.contains(active);
  if (event.shiftKey ? active === first || out : active === last || out) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
