// The page of one customer: older events come as one scrolls, newer ones by themselves, ids are copied, keys move about.
// Without it the page does the same by links.
"use strict";
(() => {
  const list = document.getElementById("happenings");
  const said = document.getElementById("said");
  const NEWER_EVERY = 3000;

  function say(text) {
    if (!said) return;
    said.textContent = "";
    setTimeout(() => { said.textContent = text; }, 50);
  }

  async function part(address, headers) {
    const answer = await fetch(address, { headers, credentials: "same-origin" });
    if (answer.redirected) location.reload(); // the login is over
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("happenings");
  }

  // ---- older events

  let loading = false;
  const seen = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting) && !searching()) older();
  }, { rootMargin: "400px" });

  function searching() {
    return Boolean(document.querySelector(".searched")); // going on with a search is the person's to decide
  }

  function watch() {
    seen.disconnect();
    const link = document.getElementById("older");
    if (link) seen.observe(link);
  }

  async function older(focus) {
    const link = document.getElementById("older");
    if (!link || loading) return;
    loading = true;
    const fresh = await part(link.href + "&part=true", {}).catch(() => null);
    loading = false;
    if (!fresh) return;
    const on = document.getElementById("on");
    const first = fresh.querySelector(".timeline > li");
    const last = [...list.querySelectorAll(".day")].pop();
    for (const day of [...fresh.querySelectorAll(".day")]) {
      const adopted = document.adoptNode(day);
      if (last && adopted.dataset.day === last.dataset.day) last.querySelector("ol").append(...adopted.querySelectorAll("ol > li"));
      else on.before(adopted);
    }
    on.replaceWith(document.adoptNode(fresh.querySelector("#on")));
    document.querySelector("#on a[href]:not(#older)")?.remove(); // the newest ones are still above
    if (focus) (first ? reach(first) : document.getElementById("older"))?.focus();
    watch();
  }

  list?.addEventListener("click", event => {
    const link = event.target.closest("#older");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    older(true);
  });

  // ---- newer events: what comes is shown above without moving what one reads

  let asked = 0, waiting = 0;
  document.addEventListener("crm:version", () => {
    if (waiting) return;
    waiting = setTimeout(newer, Math.max(0, asked + NEWER_EVERY - Date.now()));
  });

  async function newer() {
    waiting = 0;
    asked = Date.now();
    const changed = document.getElementById("changed");
    if (changed) changed.hidden = false;
    const address = list?.dataset.newer;
    if (!address) return;
    // The header keeps an open page from keeping its session alive for ever.
    const fresh = await part(address, { "Crm-Refresh": "true" }).catch(() => null);
    if (!fresh) return;
    const count = fresh.querySelectorAll(".timeline > li").length;
    if (fresh.dataset.newer) list.dataset.newer = fresh.dataset.newer;
    if (count === 0) return;
    above(() => prepend(fresh));
    say(said.dataset.new.replace("{0}", count));
    if (fresh.dataset.pending === "true") waiting = setTimeout(newer, NEWER_EVERY);
  }

  function prepend(fresh) {
    document.getElementById("nothing")?.remove();
    const first = list.querySelector(".day");
    for (const day of [...fresh.querySelectorAll(".day")]) {
      const adopted = document.adoptNode(day);
      adopted.querySelectorAll(".timeline > li").forEach(entry => entry.classList.add("fresh"));
      if (first && adopted.dataset.day === first.dataset.day) first.querySelector("ol").prepend(...adopted.querySelectorAll("ol > li"));
      else (first ?? document.getElementById("on")).before(adopted);
    }
  }

  function above(change) {
    const before = list.offsetHeight;
    const passed = list.getBoundingClientRect().top < 0;
    change();
    if (passed) scrollBy(0, list.offsetHeight - before);
  }

  // ---- copying

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }

  async function copy(button) {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(said.dataset.copied);
    } catch {
      select(button);
    }
  }

  // Where a page may not write to the clipboard, the text is selected.
  function select(button) {
    const text = button.parentElement.querySelector("code");
    getSelection().selectAllChildren(text);
    say(document.execCommand?.("copy") ? said.dataset.copied : said.dataset.uncopied);
  }

  // ---- keys

  const keys = document.getElementById("keys");
  const shortcuts = document.getElementById("shortcuts");
  if (shortcuts && keys) {
    shortcuts.hidden = false;
    shortcuts.addEventListener("click", () => keys.showModal());
  }

  function reach(entry) {
    entry.tabIndex = -1;
    return entry;
  }

  function move(step) {
    const entries = [...document.querySelectorAll("#happenings .timeline > li")];
    const now = entries.indexOf(document.activeElement?.closest("#happenings .timeline > li"));
    const next = entries[now < 0 ? 0 : now + step];
    if (!next) return;
    reach(next).focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const acts = {
    "?": () => keys?.showModal(),
    "e": () => document.getElementById("edit")?.click(),
    "n": () => document.getElementById("noting:text")?.focus(),
    "/": () => document.getElementById("finding:text")?.focus(),
    "j": () => move(1),
    "k": () => move(-1),
    "c": () => document.getElementById("copy-main")?.click(),
  };

  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Who narrowed the timeline wants to see it.
  if (!location.hash && /[?&](search|after|family|type|from|to)=[^&]/.test(location.search)) {
    document.getElementById("timeline-title")?.scrollIntoView();
  }

  watch();
})();
