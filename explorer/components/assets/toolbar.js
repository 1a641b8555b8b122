/* Where the person is (breadcrumbs), how far the picture reaches, and what can be done with it. */

const version = new URL(import.meta.url).search;
const { el, button, plain, aboutOf } = await import(`./dom.js${version}`);

export class Toolbar {
  /** `tell` has home, focus, depth, undo, outline, link, png, present. */
  constructor(box, tell) {
    this.tell = tell;
    this.trail = el("ol");
    const depth = (n) =>
      el("button", {
        type: "button", class: "step", data: { depth: n }, title: `Neighbors up to ${n} ${n === 1 ? "step" : "steps"} away`,
        "aria-label": `${n} ${n === 1 ? "step" : "steps"}`, onclick: () => tell.depth(n),
      }, String(n));
    this.depths = [1, 2, 3].map(depth);
    this.undo = button({ name: "Undo (Ctrl+Z)", sign: "undo", class: "tool", onclick: () => tell.undo() });
    this.outline = button({
      name: "Read the picture as an outline", text: "Outline", sign: "outline", class: "tool", "aria-expanded": "false",
      "aria-controls": "outline", onclick: () => tell.outline(),
    });
    this.link = button({ name: "Copy the link to this view", sign: "link", class: "tool", onclick: () => tell.link() });
    this.png = button({ name: "Save the picture as an image (PNG)", sign: "image", class: "tool", onclick: () => tell.png() });
    this.page = el("a", { class: "tool", download: "", "aria-label": "Save as a web page that works offline", title: "Save as a web page that works offline" });
    this.page.append(...button({ name: "", sign: "page" }).childNodes);
    this.present = button({ name: "Present: only picture and card, larger (P)", text: "Present", sign: "present", class: "tool present", onclick: () => tell.present() });
    this.leave = button({ name: "Leave presenting (Escape or P)", sign: "leave", class: "tool leave", onclick: () => tell.present() });
    box.append(
      el("nav", { class: "trail", "aria-label": "Where you have been" },
        button({ name: "Start page", sign: "home", class: "crumb", onclick: () => tell.home() }), this.trail),
      el("div", { class: "tools", role: "group", "aria-label": "The picture" },
        this.reach = el("div", { class: "depths", role: "group", "aria-label": "How far the picture reaches" }, el("span", { class: "caption", text: "Steps" }), this.depths),
        this.undo, this.outline, this.link, this.png, this.page, this.present),
    );
  }

  draw(payload, state) {
    const crumbs = payload.trail ?? [];
    const about = aboutOf(payload).join(", ");
    const face = JSON.stringify([crumbs, about]);
    if (face !== this.face) {
      this.face = face;
      this.trail.replaceChildren(
        ...crumbs.map(({ id, label }) =>
          el("li", {}, el("button", { type: "button", class: "crumb", onclick: () => this.tell.focus(id) }, plain(label)))),
        el("li", {}, el("span", { class: "crumb here", "aria-current": "page", text: about })),
      );
      this.trail.scrollLeft = this.trail.scrollWidth;
    }
    this.reach.hidden = payload.depth === undefined; // a picture of paths has neither
    this.undo.hidden = payload.can_undo === undefined;
    for (const [index, one] of this.depths.entries()) one.setAttribute("aria-pressed", String(payload.depth === index + 1));
    this.undo.setAttribute("aria-disabled", String(!payload.can_undo));
    this.outline.setAttribute("aria-expanded", String(state.outline));
    const page = payload.links?.page;
    this.page.hidden = !page;
    if (page) this.page.href = new URL(page, document.baseURI).href;
  }
}
