"use strict";
/* Two panes of text whose statements are tied to each other: hover shows the partners, a choice scrolls them into view.
   `describe(tie)` gives { words, target } of a tie; `order` holds the ties that the buttons step through. */
const tiePanes = (root, describe, order) => {
  const all = (selector, where = root) => [...where.querySelectorAll(selector)];
  const tiesOf = (piece) => piece.dataset.ties.split(" ").filter((tie) => order.includes(tie));
  const piecesOf = (tie, where = root) => all(`[data-ties~="${tie}"]`, where);
  const panes = all(".pane"), bar = root.querySelector("[data-tie-bar]");
  const words = bar.querySelector("[data-tie-words]"), link = document.createElement("a");
  let chosen = "";

  function near(piece) {
    all(".is-near").forEach((old) => old.classList.remove("is-near"));
    if (piece) tiesOf(piece).flatMap((tie) => piecesOf(tie)).forEach((other) => other.classList.add("is-near"));
  }
  function bring(pane, piece, height) {
    const by = piece.getBoundingClientRect().top - pane.getBoundingClientRect().top - height;
    if (pane.scrollHeight > pane.clientHeight) pane.scrollTop += by;
    else piece.scrollIntoView({ block: "nearest" });
  }
  function show(partner) {
    const at = (partner || panes[0]).getBoundingClientRect();
    if (partner && at.top >= bar.offsetHeight && at.bottom <= innerHeight) return;
    const top = panes[0].getBoundingClientRect().top - bar.offsetHeight - 8;
    const fits = panes[panes.length - 1].getBoundingClientRect().bottom <= innerHeight;
    if (top < 0 || !fits) scrollBy(0, top);
  }
  function choose(tie, from) {
    all(".is-on").forEach((old) => old.classList.remove("is-on"));
    piecesOf(tie).forEach((piece) => piece.classList.add("is-on"));
    chosen = tie;
    const home = from && from.closest(".pane");
    const height = home ? from.getBoundingClientRect().top - home.getBoundingClientRect().top : 0;
    for (const pane of panes) {
      const [first] = piecesOf(tie, pane);
      if (first && pane !== home) bring(pane, first, home ? height : pane.clientHeight / 3);
    }
    const { words: said, target } = describe(tie);
    words.textContent = `${order.indexOf(tie) + 1} of ${order.length}: ${said}`;
    link.hidden = !target;
    link.href = `#${target}`;
    show(home ? piecesOf(tie, panes.find((pane) => pane !== home))[0] : null);
  }
  function press(piece, byKey) {
    const ties = tiesOf(piece), here = ties.indexOf(chosen);
    if (byKey && here >= 0 && ties.length === 1) return void goAcross(piece);
    choose(ties[(here + 1) % ties.length], piece);
  }
  function goAcross(piece) {
    const other = panes.find((pane) => pane !== piece.closest(".pane"));
    const [partner] = piecesOf(chosen, other);
    if (partner) partner.focus({ preventScroll: true });
  }
  function step(by) {
    const at = order.indexOf(chosen);
    choose(order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length]);
  }

  root.onclick = (event) => {
    const piece = event.target.closest("[data-ties]"), button = event.target.closest("[data-tie-step]");
    if (button) return void step(Number(button.dataset.tieStep));
    if (!piece || !tiesOf(piece).length || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    press(piece, event.detail === 0);
  };
  root.onkeydown = (event) => {
    const piece = event.target.closest("[data-ties][role=button]");
    if (!piece || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    press(piece, true);
  };
  root.onpointerover = (event) => near(event.target.closest("[data-ties]"));
  root.onpointerleave = () => near(null);
  root.onfocusin = (event) => near(event.target.closest("[data-ties]"));
  bar.hidden = !order.length;
  link.textContent = "Quotes and reason";
  link.hidden = true;
  bar.querySelector("[data-tie-link]").replaceChildren(link);
  words.textContent = `${order.length} ${order.length === 1 ? "point" : "points"} on which both speak.`;
  all("[data-tie-help]").forEach((help) => { help.hidden = !order.length; });
};
