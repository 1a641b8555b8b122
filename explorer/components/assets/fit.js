/* Where the camera stands so that a whole picture is in sight, as large as it can be, and nothing lies under the zoom buttons. */

const version = new URL(import.meta.url).search;
const { look } = await import(`./look.js${version}`);

/** The camera at a scale at which not all is in sight: a point in the middle, but never more emptiness at an edge than a margin. */
export function aroundPoint(boxes, { x, y }, scale, [width, height]) {
  const along = (wanted, low, high, size) => {
    const half = (size / 2 - look.fit.margin_px) / scale;
    return high - low <= 2 * half ? (low + high) / 2 : Math.min(high - half, Math.max(low + half, wanted));
  };
  const edge = (side, pick) => pick(...boxes.map((box) => box[side]));
  return {
    position: { x: along(x, edge("left", Math.min), edge("right", Math.max), width), y: along(y, edge("top", Math.min), edge("bottom", Math.max), height) },
    scale,
  };
}

/** The camera for boxes on a canvas of [width, height] whose lower right corner, of [width, height], has to stay free. */
export function wholeInSight(boxes, [width, height], [cornerWidth, cornerHeight]) {
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const room = { across: width - 2 * look.fit.margin_px, down: height - 2 * look.fit.margin_px };
  const largest = Math.min(room.across / (right - left), room.down / (bottom - top), look.fit.max_scale);
  for (let scale = Math.max(largest, 0.05); ; scale *= 0.995) {
    // What lies under the buttons moves left or up, whichever is less, if there is room; else the picture gets a little smaller.
    const spare = { across: (room.across - (right - left) * scale) / 2, down: (room.down - (bottom - top) * scale) / 2 };
    const under = (across, down) => boxes
      .map((box) => ({
        across: (box.right - (left + right) / 2) * scale - width / 2 + cornerWidth - across,
        down: (box.bottom - (top + bottom) / 2) * scale - height / 2 + cornerHeight - down,
      }))
      .filter((over) => over.across > 0 && over.down > 0);
    const covered = under(0, 0);
    const most = (way) => Math.max(0, ...covered.map((over) => over[way]));
    const moves = [[most("across"), 0], [0, most("down")], [spare.across, spare.down]].filter(
      ([across, down]) => across <= spare.across && down <= spare.down && !under(across, down).some((over) => Math.min(over.across, over.down) > 1e-6),
    );
    if (moves.length || !(scale >= 0.01)) { // also where a box is no number: a picture in the wrong place beats a page that hangs
      const [across, down] = moves.sort((one, other) => one[0] + one[1] - other[0] - other[1])[0] ?? [0, 0];
      return { position: { x: (left + right) / 2 + across / scale, y: (top + bottom) / 2 + down / scale }, scale };
    }
  }
}
