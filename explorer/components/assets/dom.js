/* Small helpers for making elements. Text is always set as text, never parsed as HTML. */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  undo: "M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-4",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  page: "M12 4v10m0 0 4-4m-4 4-4-4M5 18h14",
  outline: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  present: "M4 5h16v11H4zM12 16v4m-4 0h8",
  leave: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  center: "M12 3v4m0 10v4M3 12h4m10 0h4M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7",
  expand: "M7 12h4m0 0 5-5m-5 5 5 5m-5-5h5M5 12h.01M18 6h.01M18 12h.01M18 18h.01",
  home: "M4 11l8-7 8 7M6 10v10h12V10",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14m5 12 5 5",
  out: "M13 5h6v6m0-6-9 9M11 5H5v14h14v-6",
};

/** Make an element: `on…` props are listeners, `data`/`aria`/`style` maps are spread, null children are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") for (const [key, text] of Object.entries(value)) node.dataset[key] = text;
    else if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** A button with an icon; `text` shows beside it, else `name` is its label and title. */
export function button({ name, text, sign, ...props }) {
  return el(
    "button",
    { type: "button", "aria-label": text ? undefined : name, title: name, ...props },
    sign ? icon(sign) : null,
    text ? el("span", { class: "word", text }) : null,
  );
}

/** A label as one line of plain text. */
export function plain(label) {
  return String(label ?? "").replace(/\s*\n\s*/g, " ");
}

/** The names of what a picture is about: its focus, or several. */
export function aboutOf(payload) {
  const labels = new Map((payload.nodes ?? []).map((node) => [node.id, node.label]));
  return (payload.heads ?? [payload.focus]).map((id) => plain(labels.get(id) ?? id));
}

/** "3 symptoms", "1 symptom". */
export function count(n, one, many) {
  return `${n} ${n === 1 ? one : many}`;
}

export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}
