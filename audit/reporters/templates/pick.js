/* Two chosen sources or articles of the report, side by side; everything is taken from what stands in the page already. */
const MOST = 4;
const pickSides = (changed) => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const form = one("sides-form"), view = one("sides-view"), selects = [one("side-a"), one("side-b")];
  const panes = all(".pane", view), rows = one("sides-rows");
  const cards = new Map(all("[data-card][data-tie]").map((card) => [card.dataset.tie, card]));
  const clusters = new Map(all(".cluster[data-tie]").map((cluster) => [cluster.dataset.tie, cluster.id]));
  const make = (tag, kind, text) => Object.assign(document.createElement(tag), { className: kind, textContent: text || "" });
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const kinds = ["contradiction", "tension", "drift", "answered", "both"];
  const voiced = (pane, tie) => all(`[data-ties~="${tie}"]`, pane).some((piece) => !("aside" in piece.dataset));
  const kindOf = (tie) => (cards.has(tie) ? cards.get(tie).dataset.verdict : voiced(panes[0], tie) === voiced(panes[1], tie) ? "both" : "answered");
  const rank = (tie) => kinds.indexOf(kindOf(tie));

  function fill(select) {
    select.append(new Option("Choose …", ""));
    const bySource = new Map();
    for (const article of all("details.article")) bySource.set(article.dataset.sources, [...(bySource.get(article.dataset.sources) || []), article]);
    for (const { value, text } of one("source").options) {
      const articles = bySource.get(value) || [];
      if (!articles.length) continue;
      if (articles.length === 1) { select.append(new Option(text, value)); continue; }
      const group = Object.assign(document.createElement("optgroup"), { label: text });
      group.append(new Option(`${text}: all ${articles.length} articles`, value));
      for (const article of articles) group.append(new Option(article.querySelector("summary h3").textContent, article.id));
      select.append(group);
    }
  }
  const articlesOf = (value) => all("details.article").filter((article) => article.id === value || article.dataset.sources === value);
  function nameOf(select) {
    const option = select.selectedOptions[0], group = option.parentElement;
    return group.tagName === "OPTGROUP" && option.value.startsWith("s-") ? group.label : option.text;
  }
  function clean(article) {
    const text = article.querySelector(".prose").cloneNode(true);
    all(".notes, .mark-no", text).forEach((part) => part.remove());
    all("[id]", text).forEach((part) => part.removeAttribute("id"));
    all(".hit", text).forEach((part) => part.replaceWith(...part.childNodes));
    all(".claim", text).forEach((part) => { part.className = "claim"; });
    return text;
  }
  function fillPane(pane, select) {
    const articles = articlesOf(select.value);
    pane.setAttribute("aria-label", nameOf(select));
    pane.querySelector("[data-pane-title]").textContent = nameOf(select);
    pane.querySelector("[data-pane-text]").replaceChildren(...articles.flatMap((article) => {
      const link = Object.assign(make("a", "fine", "To the findings on it"), { href: `#${article.id}` });
      const head = make("p", "pane-head", articles.length > 1 ? `${article.querySelector("summary h3").textContent} ` : "");
      head.append(link);
      return [head, clean(article)];
    }));
    pane.scrollTop = 0;
  }
  const tiesIn = (pane) => new Set(all("[data-ties]", pane).flatMap((piece) => piece.dataset.ties.split(" ")));
  function shareTies() {
    const [left, right] = panes.map(tiesIn);
    const shared = [...left].filter((tie) => right.has(tie) && (tie[0] === "g" || cards.has(tie)));
    return shared.sort((one, other) => rank(one) - rank(other) || Number(one.slice(1)) - Number(other.slice(1)));
  }
  function mark(shared) {
    for (const piece of all("[data-ties]", view)) {
      const ties = piece.dataset.ties.split(" ").filter((tie) => shared.includes(tie));
      piece.dataset.ties = ties.join(" ");
      if (!ties.length) { piece.removeAttribute("data-ties"); continue; }
      piece.classList.add("tie", `tie-${kinds[Math.min(...ties.map(rank))]}`);
      piece.tabIndex = 0;
      piece.setAttribute("role", "button");
    }
  }
  function quotesIn(pane, tie) {
    const quotes = [];
    let last = null;
    for (const piece of all(`[data-ties~="${tie}"]`, pane)) {
      const between = document.createRange();
      if (last) { between.setStartAfter(last); between.setEndBefore(piece); }
      const joined = last && last.closest(".row") === piece.closest(".row") && !between.toString().trim();
      if (joined) quotes[quotes.length - 1] += between.toString() + piece.textContent; else quotes.push(piece.textContent);
      last = piece;
    }
    return [...new Set(quotes)];
  }
  function saidIn(tie, at) {
    const own = new Set(articlesOf(selects[at].value));
    const stands = (side) => own.has(one(side.querySelector(".go a").hash.slice(1))?.closest("details.article"));
    return all(".side-quote", cards.get(tie)).filter(stands).map((side) => side.querySelector(".said").cloneNode(true));
  }
  function describe(tie) {
    const card = cards.get(tie);
    const words = kindOf(tie) === "both" ? "Both say it" : "Only one stands behind it";
    if (!card) return { head: words, reason: "", words, target: clusters.get(tie) || "" };
    const part = (selector) => (card.querySelector(selector) ? card.querySelector(selector).textContent.trim() : "");
    const head = [part("h3"), part(".card-meta > span:last-of-type")].join(" · "), reason = part(".message").replace(/^.*?: (?=\S)/, "");
    return { head, reason, words: [head, reason].filter(Boolean).join(" · "), target: card.id };
  }
  function makeRow(tie) {
    const { head, reason, target } = describe(tie), row = make("article", "shared sides-row"), sides = make("div", "sides sides-2");
    if (cards.has(tie)) {
      const title = make("p", "sides-head");
      title.append(make("b", "", head));
      row.append(title);
      row.classList.add(`edge-${cards.get(tie).dataset.level}`);
    }
    panes.forEach((pane, at) => {
      const column = make("div", "column");
      const marked = cards.has(tie) ? saidIn(tie, at) : [];
      const quotes = marked.length ? marked : quotesIn(pane, tie).map((quote) => document.createTextNode(quote));
      column.append(make("p", "side-name", "AB"[at]), ...quotes.map((quote) => {
        const block = make("blockquote", ""), words = make("p", "");
        block.dir = "auto";
        words.append(quote);
        block.append(words);
        return block;
      }));
      sides.append(column);
    });
    row.append(sides);
    const end = make("p", "fine", reason ? `${reason} ` : "");
    if (target) end.append(Object.assign(make("a", "", cards.has(tie) ? "To the finding" : "Who says it"), { href: `#${target}` }));
    row.append(end);
    return row;
  }
  function fold(title, ties, open) {
    const part = Object.assign(make("details", "quiet"), { open });
    const head = make("summary", "", `${title} `);
    head.append(make("span", "n", `${ties.length}`));
    part.append(head, ...ties.map(makeRow));
    return part;
  }
  function draw() {
    const [left, right] = selects.map((select) => select.value);
    const overlap = left && right && articlesOf(left).some((article) => articlesOf(right).includes(article));
    view.hidden = !left || !right || overlap;
    one("sides-words").parentElement.hidden = view.hidden;
    form.querySelectorAll("select").forEach((select) => select.setCustomValidity(overlap ? "Choose two different ones." : ""));
    if (overlap) selects[1].reportValidity();
    if (view.hidden) return;
    panes.forEach((pane, at) => fillPane(pane, selects[at]));
    const shared = shareTies();
    mark(shared);
    const [against, tense, drifts, answered, both] = kinds.map((kind) => shared.filter((tie) => kindOf(tie) === kind));
    one("sides-words").textContent = `${count(both.length, "statement")} made by both, ${count(against.length, "contradiction")} and ${count(tense.length, "tension")}${answered.length ? `; ${answered.length} that only one stands behind` : ""}.`;
    const parts = [["Contradictions and tensions", [...against, ...tense], true], ["The same, put more or less strongly", drifts, false], ["One says it, the other corrects it or passes it on", answered, true], ["What both say", both, both.length <= 8]];
    rows.replaceChildren(...parts.filter(([, ties]) => ties.length).map((part) => fold(...part)));
    tiePanes(view, describe, shared);
  }
  function set(value) {
    const wanted = value.split("~");
    selects.forEach((select, at) => { select.value = [...select.options].some((option) => option.value === wanted[at]) ? wanted[at] : ""; });
    draw();
  }
  const get = () => (selects.every((select) => select.value) ? selects.map((select) => select.value).join("~") : "");

  function suggest() {
    const pairs = new Map();
    for (const card of cards.values()) {
      if (card.dataset.verdict === "drift" || card.matches(".is-settled")) continue;
      for (const match of card.dataset.matches.split(" ")) if (new Set(match.split("~")).size === 2) pairs.set(match, (pairs.get(match) || 0) + 1);
    }
    const top = [...pairs].sort((first, last) => last[1] - first[1] || (first[0] < last[0] ? -1 : 1)).slice(0, MOST);
    const name = (key) => [...one("source").options].find((option) => option.value === key).text;
    for (const [match, number] of top) {
      const button = make("button", "as-link", `${match.split("~").map(name).join(" and ")} (${number})`);
      button.type = "button";
      button.addEventListener("click", () => { set(match); changed(); });
      const item = make("li", "");
      item.append(button);
      one("sides-hint").querySelector("ul").append(item);
    }
    one("sides-hint").hidden = !top.length;
  }

  selects.forEach(fill);
  suggest();
  selects.forEach((select) => select.addEventListener("change", () => { draw(); changed(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  one("sides-swap").addEventListener("click", () => { set(get().split("~").reverse().join("~")); changed(); });
  document.querySelector("[data-sides-static]").hidden = true;
  form.hidden = false;
  return { get, set };
};
