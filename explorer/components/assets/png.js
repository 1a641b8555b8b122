/* Save the picture as an image: the whole picture on its background, with title, legend and date. */

const version = new URL(import.meta.url).search;
const [{ aboutOf }, { look, swatch, kindOf }] = await Promise.all(["dom", "look"].map((name) => import(`./${name}.js${version}`)));

const [WIDTH, HEIGHT, MARGIN, HEAD] = [1600, 1000, 40, 84];

/** A canvas with title, picture, legend and date. The picture is drawn afresh, so that zoom does not matter. */
export async function compose(vis, { nodes, edges, boxes }, payload, state, face) {
  const paper = document.createElement("div");
  paper.style.cssText = `position:fixed;left:-9999px;top:0;width:${WIDTH}px;height:${HEIGHT}px`;
  document.body.append(paper);
  const network = new vis.Network(paper, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, {
    autoResize: false, physics: { enabled: false }, layout: { improvedLayout: false },
  });
  fit(network, boxes);
  const drawn = new Promise((done) => network.once("afterDrawing", done));
  network.redraw();
  await drawn;
  const legend = await swatches(payload, state);
  const colors = look.canvas[state.theme];
  const sheet = document.createElement("canvas");
  sheet.width = WIDTH;
  const ctx = sheet.getContext("2d");
  const rows = layRows(ctx, legend, face);
  sheet.height = HEAD + HEIGHT + rows * 40 + 76;
  ctx.fillStyle = state.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(paper.querySelector("canvas"), 0, HEAD, WIDTH, HEIGHT);
  network.destroy();
  paper.remove();
  ctx.fillStyle = colors.text;
  ctx.textBaseline = "middle";
  ctx.font = `600 40px ${face}`;
  ctx.fillText(aboutOf(payload).join(", "), MARGIN, 50, WIDTH - 2 * MARGIN);
  ctx.font = `22px ${face}`;
  for (const { image, text, x, row } of legend) {
    const y = HEAD + HEIGHT + 20 + row * 40;
    ctx.drawImage(image, x, y - 13, 26, 26);
    ctx.fillText(text, x + 34, y + 1);
  }
  ctx.fillStyle = colors.muted;
  ctx.font = `20px ${face}`;
  const date = new Date().toISOString().slice(0, 10);
  ctx.fillText(`Pinchpoint, ${date}. ${payload.notice ?? ""}`, MARGIN, sheet.height - 30, WIDTH - 2 * MARGIN);
  return sheet;
}

function fit(network, boxes) {
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const scale = Math.min((WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 40) / (bottom - top), 2.4);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
}

async function swatches(payload, state) {
  const rows = (payload.legend ?? []).filter((row) => row.shown && !state.hide.has(row.kind));
  const entries = rows.map(async ({ kind }) => {
    const image = new Image(64, 64);
    const drawing = swatch(kind, state.theme);
    drawing.setAttribute("width", 64);
    drawing.setAttribute("height", 64);
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
    await image.decode();
    return { image, text: kindOf(kind).plural };
  });
  return Promise.all(entries);
}

/** Give each legend entry its place; answers the number of rows. */
function layRows(ctx, legend, face) {
  ctx.font = `22px ${face}`;
  let [x, row] = [MARGIN, 0];
  for (const entry of legend) {
    const width = 34 + ctx.measureText(entry.text).width + 34;
    if (x + width > WIDTH - MARGIN) [x, row] = [MARGIN, row + 1];
    Object.assign(entry, { x, row });
    x += width;
  }
  return row + 1;
}

export async function save(sheet, name) {
  const blob = await new Promise((done) => sheet.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
