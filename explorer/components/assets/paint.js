/* From the payload to vis-network's options, and what is drawn on the canvas over and under it (selection, badges). */

const version = new URL(import.meta.url).search;
const { look, kindOf } = await import(`./look.js${version}`);

/** State is {focus, heads: Set, selected, dim: Set, hide: Set, theme, face}. */
export function nodeOptions(node, state) {
  const kind = kindOf(node.kind);
  const colors = kind[state.theme];
  const canvas = look.canvas[state.theme];
  const isFocus = state.heads.has(node.id);
  const dimmed = state.dim.has(node.kind) && !isFocus && node.id !== state.selected;
  const scale = isFocus ? look.font.focus_scale : 1;
  const color = { background: colors.fill, border: colors.border };
  const text = kind.inside ? colors.text : canvas.text;
  return {
    id: node.id,
    label: node.label,
    shape: kind.shape,
    size: kind.inside ? undefined : kind.size * scale,
    hidden: state.hide.has(node.kind) && !isFocus,
    opacity: dimmed ? look.dim : 1,
    color: { ...color, highlight: color, hover: { background: colors.fill, border: canvas.strong } },
    borderWidth: (kind.border ?? look.border.width) * (isFocus && !kind.border ? 1.6 : 1),
    borderWidthSelected: Math.max(look.border.strong_width, kind.border ?? 0),
    margin: kind.margin ?? 5,
    shapeProperties: { borderRadius: kind.radius ?? 6, borderDashes: kind.dashes ?? false },
    font: {
      face: state.face,
      size: Math.round(look.metrics.font_px * scale),
      color: dimmed ? fade(text) : text,
      strokeWidth: kind.inside || dimmed ? 0 : 4,
      strokeColor: state.paper,
      vadjust: kind.inside ? 0 : look.font.lift,
    },
  };
}

export function edgeOptions(edge, state) {
  const canvas = look.canvas[state.theme];
  const ends = [edge.from, edge.to];
  const chosen = state.heads.size > 1 || state.selected !== state.focus; // around one focus all edges would be strong
  const near = edge.lit || (chosen && ends.includes(state.selected));
  const dimmed = state.faint.has(edge.from) || state.faint.has(edge.to);
  const quiet = edge.across && edge.id !== state.named; // between two neighbors: there, but behind what leads on from the focus
  const color = near ? canvas.strong : canvas.edge;
  const between = near && ends.some((id) => state.heads.has(id)) && (state.heads.size === 1 || !state.heads.has(state.selected));
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    hidden: state.gone.has(edge.from) || state.gone.has(edge.to),
    width: near ? look.edge.strong_width : look.edge.width,
    dashes: edge.disputed ? look.edge.dashes : false,
    arrows: { to: { enabled: true, scaleFactor: look.edge.arrow } },
    color: { color, highlight: canvas.strong, hover: canvas.strong, opacity: near ? 1 : dimmed ? look.dim : quiet ? look.quiet : 1 },
    smooth: edge.bend ? { enabled: true, type: "curvedCW", roundness: edge.bend } : { enabled: false },
    label: (edge.told ?? between) || edge.id === state.named ? edge.there : " ", // vis keeps the old label when given an empty one
    font: { face: state.face, size: look.edge.font_px, color: canvas.text, strokeWidth: 5, strokeColor: state.paper, align: "middle" },
  };
}

/** Give every edge an id, and a bend where several join the same two nodes. */
export function namedEdges(edges) {
  const seen = new Map();
  return edges.map((edge) => {
    const pair = [edge.from, edge.to].sort().join(" ");
    const nth = seen.get(pair) ?? 0;
    seen.set(pair, nth + 1);
    const bend = nth ? 0.14 * Math.ceil(nth / 2) * (nth % 2 ? 1 : -1) * (edge.from < edge.to ? 1 : -1) : 0;
    return { ...edge, id: `${edge.from} ${edge.relation} ${edge.to} ${nth}`, bend };
  });
}

/** The mark of the selected node: a soft plate with an outline around symbol and label. */
export function drawHalo(ctx, box, theme) {
  const canvas = look.canvas[theme];
  const pad = 6;
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(box.left - pad, box.top - pad, box.right - box.left + 2 * pad, box.bottom - box.top + 2 * pad, 10);
  ctx.fillStyle = canvas.halo;
  ctx.fill();
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = canvas.accent;
  ctx.stroke();
  ctx.restore();
}

/** "+5" at a node's upper right: so many neighbors are not shown; "−": the person opened it. Returns its center. */
export function drawBadge(ctx, at, text, { theme, face, paper }) {
  const canvas = look.canvas[theme];
  ctx.save();
  ctx.font = `600 12px ${face}`;
  const width = Math.max(14, ctx.measureText(text).width + 6);
  ctx.beginPath();
  ctx.roundRect(at.x - 2, at.y - 7, width, 14, 7);
  ctx.fillStyle = paper;
  ctx.globalAlpha = 0.85;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = canvas.muted;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, at.x - 2 + width / 2, at.y + 0.5);
  ctx.restore();
  return { x: at.x - 2 + width / 2, y: at.y };
}

function fade(hex) {
  return `${hex.slice(0, 7)}${Math.round(look.dim * 1.4 * 255).toString(16).padStart(2, "0")}`;
}
