(() => {
  const entries = new Map([...document.querySelectorAll("[data-tie]")].map((entry) => [entry.dataset.tie, entry]));
  const describe = (tie) => {
    const entry = entries.get(tie), head = entry.querySelector("h3");
    const sure = entry.querySelector(".card-meta > span:last-of-type"), reason = entry.querySelector(".message");
    const said = head ? [head.textContent, sure && sure.textContent, reason && reason.textContent] : [entry.dataset.words, ...[...entry.querySelectorAll(".fine > b")].map((note) => note.textContent)];
    return { words: said.filter(Boolean).map((part) => part.trim()).join(" · "), target: entry.id };
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target && target.matches("[data-tie]")) target.focus({ preventScroll: true });
  };
  tiePanes(document.querySelector("[data-ties-root]"), describe, [...entries.keys()]);
  addEventListener("hashchange", reveal);
  reveal();
})();
