/* The way to another page of the app without loading the app anew.

   Streamlit answers the browser's own back and forward: it reads page and state from the address. So a step of the history
   that we make ourselves and tell of in the same way leads there at once, and is one step to go back. `st.switch_page` with
   query parameters is no such way: it first puts the new page's parameters on the old page's address, and back leads there. */

const version = new URL(import.meta.url).search;
const { el } = await import(`./dom.js${version}`);

/** Go to a page; the address is relative to the app. */
export function travel(address) {
  history.pushState({}, "", new URL(address, document.baseURI));
  dispatchEvent(new PopStateEvent("popstate"));
}

/** Whether a click stays in this window: with a key held, or the middle button, it is the browser's. */
export function stays(event) {
  return !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** A link to a page of the app. */
export function pageLink(address, text) {
  const go = (event) => {
    if (!stays(event)) return;
    event.preventDefault();
    travel(address);
  };
  return el("a", { href: new URL(address, document.baseURI).href, onclick: go }, text);
}
