/* Links of Streamlit's own HTML to a page of the app, marked `data-page`, lead there without loading the app anew. */

const version = new URL(import.meta.url).search;
const { travel, stays } = await import(`./travel.js${version}`);

export async function start(root) {
  const go = (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link || !stays(event)) return;
    event.preventDefault();
    travel(link.getAttribute("href"));
  };
  document.addEventListener("click", go);
  root.dataset.ready = "";
  return { update() {}, destroy: () => document.removeEventListener("click", go) };
}
