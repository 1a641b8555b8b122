/* The visual language (look.json), which theme is on, and the swatch of a kind as a small drawing. */

const version = new URL(import.meta.url).search;
const { svg } = await import(`./dom.js${version}`);

const answer = await fetch(new URL(`./look.json${version}`, import.meta.url));
export const look = await answer.json();

const UNKNOWN = { label: "other", plural: "others", ...look.kinds.skin };

/** The entry of a kind; a kind that look.json does not know is drawn as a plain box. */
export function kindOf(kind) {
  return look.kinds[kind] ?? { ...UNKNOWN, label: kind, plural: kind };
}

/** Whether an id is that of a group of neighbors, `syndrome:*hand`: it is in the picture, not in the graph. */
export function isGroup(id) {
  return id.includes(":*");
}

/** "dark" or "light", by the luminance of the background that the element really has. */
export function themeOf(element) {
  const [r, g, b] = (getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 110 ? "dark" : "light";
}

/** The background that the picture really has, so that halos around labels match it. */
export function paperOf(element) {
  return getComputedStyle(element).backgroundColor;
}

/** Type scale, spacing and canvas colors as CSS variables on the root, so that look.json is their only source. */
export function dress(root, theme) {
  for (const [name, value] of Object.entries(look.type)) root.style.setProperty(`--type-${name}`, value);
  for (const [name, value] of Object.entries(look.space)) root.style.setProperty(`--space-${name}`, value);
  for (const [name, value] of Object.entries(look.canvas[theme])) root.style.setProperty(`--canvas-${name}`, value);
  root.dataset.theme = theme;
}

const POINTS = {
  diamond: "8,0.8 15.2,8 8,15.2 0.8,8",
  triangle: "8,1.2 15.4,14.4 0.6,14.4",
  triangleDown: "8,14.8 15.4,1.6 0.6,1.6",
  hexagon: "4.4,1.6 11.6,1.6 15.2,8 11.6,14.4 4.4,14.4 0.8,8",
  star: "8,0.4 10.1,5.5 15.6,5.9 11.4,9.5 12.7,14.9 8,12 3.3,14.9 4.6,9.5 0.4,5.9 5.9,5.5",
};

/** The symbol of a kind, 16 by 16, in the shape and colors that it has in the picture. */
export function swatch(kind, theme) {
  const entry = kindOf(kind);
  const paint = { fill: entry[theme].fill, stroke: entry[theme].border, "stroke-width": 1.3, "stroke-linejoin": "round" };
  const dashed = entry.dashes ? { "stroke-dasharray": "2.4 1.6" } : {};
  const box = (rx, extra = {}) => svg("rect", { x: 0.8, y: 3.2, width: 14.4, height: 9.6, rx, ...paint, ...extra });
  const draw = {
    dot: () => svg("circle", { cx: 8, cy: 8, r: 6.8, ...paint }),
    circle: () => svg("circle", { cx: 8, cy: 8, r: 6.8, ...paint, "stroke-width": 2 }),
    square: () => svg("rect", { x: 1.6, y: 1.6, width: 12.8, height: 12.8, ...paint }),
    ellipse: () => svg("ellipse", { cx: 8, cy: 8, rx: 7.3, ry: 4.6, ...paint, ...dashed }),
    box: () =>
      box(Math.min(entry.radius ?? 0, 4.8), entry.dashes ? dashed : entry.border ? { "stroke-width": 2.8, x: 1.5, width: 13 } : {}),
  };
  const shape = draw[entry.shape]?.() ?? svg("polygon", { points: POINTS[entry.shape], ...paint });
  return svg("svg", { class: "swatch", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, shape);
}
