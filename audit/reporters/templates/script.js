"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const form = one("filter"), items = all("[data-item]"), cards = all("[data-card]");
  const pairButton = one("pair"), fields = ["q", "source", "rule", "level", "verdict"];
  const counted = {
    overview: "tbody > tr[data-item]", pairs: "[data-card]:not([data-verdict=drift])", clusters: ".cluster", facts: ".fact",
    signals: "[data-card]", articles: ".article",
  };
  let pair = "", pairWords = "", sides = null;

  const texts = new WeakMap();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const state = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));

  function fitsPair(item, sources) {
    const [first, last] = pair.split("~");
    if (!item.hasAttribute("data-card")) return sources.includes(first) || sources.includes(last);
    if (!["contradiction", "tension"].includes(item.dataset.verdict)) return false;
    return (item.dataset.matches || "").split(" ").includes(pair);
  }
  function fitsRule(item, wanted) {
    if (!("rule" in item.dataset)) return true;
    const { rule, family, level, verdict } = item.dataset;
    if (wanted.rule && !(wanted.rule.endsWith("/") ? `${family}/` === wanted.rule : rule === wanted.rule)) return false;
    return (!wanted.level || level === wanted.level) && (!wanted.verdict || verdict === wanted.verdict);
  }
  function fits(item, wanted, words) {
    const sources = (item.dataset.sources || "").split(" ");
    if (wanted.source && !sources.includes(wanted.source)) return false;
    if (pair && !fitsPair(item, sources)) return false;
    if (!fitsRule(item, wanted)) return false;
    if (!words.length || item.matches(".note, .source, tr, .voices > li")) return true;
    const text = textOf(item);
    return words.every((word) => text.includes(word));
  }

  function tell(active) {
    for (const section of all("[data-section]")) {
      const name = section.dataset.section, found = counted[name] ? all(counted[name], section) : [];
      const shown = found.filter((item) => !item.hidden).length;
      const words = active && shown !== found.length ? `${shown} of ${found.length}` : `${found.length}`;
      all(`[data-tally="${name}"]`).forEach((place) => { place.textContent = words; });
      all(`[data-nav="${name}"]`).forEach((place) => { place.textContent = active ? `${shown}` : `${found.length}`; });
      const inside = all("[data-item]", section);
      const none = section.querySelector("[data-none]");
      if (none) none.hidden = !active || !inside.length || inside.some((item) => !item.hidden);
    }
    const shown = cards.filter((card) => !card.hidden).length;
    one("status").textContent = active ? `${shown} of ${cards.length} findings` : `${cards.length} findings`;
    one("reset").hidden = !active;
    pairButton.hidden = !pair;
    one("pair-sides").hidden = !pair || new Set(pair.split("~")).size === 1;
    pairButton.textContent = pair ? `${pairWords} – remove` : "";
  }
  function remember(wanted) {
    const query = new URLSearchParams(Object.entries({ ...wanted, pair, sides: sides ? sides.get() : "" }).filter(([, value]) => value)).toString();
    try { history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash); } catch { /* not allowed here */ }
  }
  function apply() {
    const wanted = state(), words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    const active = Boolean(pair || Object.values(wanted).some(Boolean));
    for (const item of items) item.hidden = active && !fits(item, wanted, words);
    for (const group of all("[data-group]")) {
      const empty = active && !group.querySelector("[data-item]:not([hidden])");
      if (empty || !("item" in group.dataset)) group.hidden = empty;
    }
    if (active) all("details.more-cards, details.more-facts").forEach((more) => { more.open = true; });
    tell(active);
    remember(wanted);
  }
  function clear() {
    pair = "";
    for (const name of fields) form.elements[name].value = "";
    apply();
  }
  function recall() {
    const query = new URLSearchParams(location.search);
    for (const name of fields) {
      const field = form.elements[name], value = query.get(name) || "";
      if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
    }
    const link = all("[data-pair]").find((cell) => cell.dataset.pair === query.get("pair"));
    if (link) choose(link);
    if (sides && query.get("sides")) sides.set(query.get("sides"));
    apply();
  }
  function choose(link) {
    pair = link.dataset.pair;
    if (sides && new Set(pair.split("~")).size === 2) sides.set(pair);
    pairWords = `Only ${link.dataset.words.replace(/:.*$/s, "")}`;
  }

  function reveal(target) {
    if (target.closest("[hidden]")) clear();
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    all(".is-target").forEach((old) => old.classList.remove("is-target"));
    if (target.classList.contains("at")) target.classList.add("is-target");
    target.scrollIntoView();
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  }
  function follow() {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it stands */ }
    const target = name && one(name);
    if (target) reveal(target);
  }

  let at = null;
  function step(by) {
    const shown = cards.filter((card) => !card.hidden && card.checkVisibility());
    if (!shown.length) return;
    const here = document.activeElement.closest("[data-card]") || at;
    let next = shown.indexOf(here) + by;
    if (!shown.includes(here)) next = by > 0 ? 0 : shown.length - 1;
    at = shown[Math.max(0, Math.min(shown.length - 1, next))];
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "start" });
  }
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && typing) return void event.target.blur();
    if (typing || one("help").open || !one("keys-on").checked) return;
    const keys = { j: () => step(1), k: () => step(-1), "?": () => one("help").showModal() };
    keys["/"] = () => { one("filter-fold").open = true; one("q").focus(); };
    if (event.key in keys) { event.preventDefault(); keys[event.key](); }
  }

  function watch() {
    const links = new Map(all(".side nav a").map((link) => [link.hash.slice(1), link]));
    const seen = new Set();
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target.id);
      const first = [...links.keys()].find((name) => seen.has(name));
      for (const [name, link] of links) {
        if (name === first) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-10% 0px -60% 0px" });
    for (const name of links.keys()) if (one(name)) watcher.observe(one(name));
  }
  function printing() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = all("details:not([open])");
      closed.forEach((fold) => { fold.open = true; });
    });
    addEventListener("afterprint", () => closed.forEach((fold) => { fold.open = false; }));
  }

  function offerSides() {
    for (const card of cards) {
      const across = (card.dataset.matches || "").split(" ").find((match) => new Set(match.split("~")).size === 2);
      const meta = across && card.querySelector(".card-meta");
      if (!meta) continue;
      const link = Object.assign(document.createElement("a"), { href: "#sides", textContent: "Side by side" });
      link.addEventListener("click", () => { sides.set(across); remember(state()); });
      meta.append(link);
    }
  }

  one("filter-fold").hidden = false;
  sides = pickSides(() => remember(state()));
  offerSides();
  if (matchMedia("(max-width: 62rem)").matches) all(".side > .fold").forEach((fold) => { fold.open = false; });
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); });
  pairButton.addEventListener("click", () => { pair = ""; apply(); one("source").focus(); });
  for (const link of all("[data-pair]")) link.addEventListener("click", () => { choose(link); apply(); });
  one("help-open").addEventListener("click", () => one("help").showModal());
  for (const button of all("[data-fold]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const folds = all(button.dataset.fold), opening = folds.some((fold) => !fold.open);
      folds.forEach((fold) => { fold.open = opening; });
      button.textContent = opening ? "Close all" : "Open all";
    });
  }
  document.addEventListener("keydown", press);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) follow();
  });
  addEventListener("hashchange", follow);
  printing();
  recall();
  follow();
  watch();
})();
