// Keeps a page true while somebody looks at it.
//
// Elements with data-live="home" are told how things are; what they hold under data-value="path.to.it" is patched in
// place, in the language of the page, and the event "crm:live" on the element carries the rest to the page's own script.
// Elements with data-live="profile:<uuid>", an id and data-version are fetched anew, with the page around them, when the
// version changes. Elements with data-live-away are shown while the page is not told anything.
"use strict";
(() => {
  const language = document.documentElement.lang || "en";
  const topics = [...new Set([...document.querySelectorAll("[data-live]")].map(part => part.dataset.live))].filter(Boolean);
  if (topics.length === 0) return;
  const names = new Set(["beat", ...topics.map(topic => topic.split(":")[0])]);
  const address = new URL("../live", document.currentScript.src).pathname;
  const PATIENCE = 12000, RETRY = 5000;
  let source = null;
  let heardAt = Date.now();
  let retry = 0;
  const versions = new Map();
  const stale = new Set();

  function connect() {
    if (source || document.hidden) return;
    clearTimeout(retry);
    heardAt = Date.now();
    source = new EventSource(address + "?" + topics.map(topic => "topic=" + encodeURIComponent(topic)).join("&"));
    source.addEventListener("open", heard);
    source.addEventListener("error", lost);
    for (const name of names) source.addEventListener(name, event => { heard(); told(name, JSON.parse(event.data)); });
  }

  function disconnect() {
    source?.close();
    source = null;
  }

  function heard() {
    heardAt = Date.now();
    say(true);
  }

  function say(live) {
    document.documentElement.dataset.connection = live ? "live" : "away";
    for (const away of document.querySelectorAll("[data-live-away]")) away.hidden = live;
  }

  // The browser tries again by itself, unless the answer was no stream: then the login is over, or the server is busy.
  async function lost() {
    if (source?.readyState !== EventSource.CLOSED) return;
    disconnect();
    await lookIn();
    retry = setTimeout(connect, RETRY);
  }

  // A page of one's own tells whether the login is over, and nobody looks at anything by that.
  async function lookIn() {
    const answer = await fetch(address.replace(/live$/, "access/me.xhtml"), { headers: { "Crm-Refresh": "true" }, credentials: "same-origin" }).catch(() => null);
    if (answer?.redirected) location.reload();
  }

  // The header keeps an open page from keeping its session alive for ever.
  async function ask() {
    try {
      const answer = await fetch(location.href, { headers: { "Crm-Refresh": "true" }, credentials: "same-origin" });
      if (answer.redirected) location.reload();
      else if (answer.ok) return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      // The server is away; the next round tries again.
    }
    return null;
  }

  function told(name, now) {
    if (name === "beat") return;
    const topic = "id" in now ? name + ":" + now.id : name;
    for (const part of document.querySelectorAll(`[data-live="${CSS.escape(topic)}"]`)) {
      if ("version" in now) compare(part, topic, now.version);
      else patch(part, now);
    }
    if (stale.size > 0) renew();
  }

  // ---- values

  function patch(part, now) {
    if (now.away) now = new Proxy(now, { get: (all, key) => all[key] ?? null });
    const places = part.matches("[data-value]") ? [part] : part.querySelectorAll("[data-value]");
    for (const place of places) {
      const value = place.dataset.value.split(".").reduce((holder, key) => holder?.[key], now);
      if (value === undefined) continue;
      const text = value === null ? place.dataset.unknown ?? "–" : inWords(value);
      if (place.textContent !== text) place.textContent = text;
    }
    part.dispatchEvent(new CustomEvent("crm:live", { detail: now, bubbles: true }));
  }

  function inWords(value) {
    if (typeof value === "number") {
      return number(value);
    }
    if (typeof value === "object" && "seconds" in value) return duration(value.seconds);
    if (typeof value === "object" && "currency" in value) return window.crm.money(value.amount, value.currency);
    return String(value);
  }

  const number = (value, style) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0, ...style }).format(value);

  function duration(seconds) {
    const [value, unit] = seconds < 1 ? [seconds * 1000, "millisecond"] : seconds < 600 ? [seconds, "second"] : [seconds / 60, "minute"];
    return number(value, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: value < 10 && unit !== "millisecond" ? 1 : 0 });
  }

  window.crm = Object.assign(window.crm ?? {}, {
    language,
    // Exact: the amount is a decimal in a string, which browsers format digit by digit.
    money(amount, currency, options) {
      try {
        return new Intl.NumberFormat(language, { style: "currency", currency, ...options }).format(amount);
      } catch {
        return currency + " " + amount;
      }
    },
  });

  // ---- parts

  function compare(part, topic, version) {
    const known = versions.get(topic) ?? Number(part.dataset.version || version);
    versions.set(topic, Math.max(version, known));
    if (version <= known) return;
    // A page that only wants to know does what it has to itself.
    if ("whole" in part.dataset) part.dispatchEvent(new CustomEvent("crm:version", { detail: { version }, bubbles: true }));
    else if (part.id) stale.add(topic);
  }

  let renewing = false;

  async function renew() {
    if (renewing || typing()) return;
    renewing = true;
    const topicsNow = [...stale];
    stale.clear();
    const fresh = await ask();
    renewing = false;
    if (!fresh) {
      topicsNow.forEach(topic => stale.add(topic));
      return;
    }
    for (const topic of topicsNow) {
      for (const part of document.querySelectorAll(`[data-live="${CSS.escape(topic)}"][id]`)) {
        const next = fresh.getElementById(part.id);
        if (next) replace(part, next);
      }
    }
    document.dispatchEvent(new CustomEvent("crm:renewed"));
  }

  // Nobody loses what they are writing, or a dialog they are in; the part is renewed when they are done.
  function typing() {
    const active = document.activeElement;
    return Boolean(active?.closest("[data-live]")?.id
      && active.matches("input:not([type=submit]):not([type=button]), textarea, select, [contenteditable]"))
      || Boolean(document.querySelector("[data-live] dialog[open]"));
  }

  document.addEventListener("focusout", () => setTimeout(() => { if (stale.size > 0) renew(); }));

  function replace(part, next) {
    const focus = part.contains(document.activeElement) ? place(part, document.activeElement) : null;
    const opened = [...part.querySelectorAll("details")].map(details => details.open);
    const scrolled = [...part.querySelectorAll("*")].filter(one => one.scrollTop || one.scrollLeft)
      .map(one => ({ at: place(part, one), top: one.scrollTop, left: one.scrollLeft }));
    const x = scrollX, y = scrollY;
    next = document.adoptNode(next);
    [...next.querySelectorAll("details")].forEach((details, i) => { if (opened[i] !== undefined) details.open = opened[i]; });
    part.replaceWith(next);
    for (const { at, top, left } of scrolled) find(next, at)?.scrollTo(left, top);
    if (focus) find(next, focus)?.focus({ preventScroll: true });
    scrollTo(x, y);
  }

  function place(part, element) {
    const steps = [];
    for (let at = element; at !== part; at = at.parentElement) steps.unshift([...at.parentElement.children].indexOf(at));
    return { id: element.id, steps };
  }

  function find(part, { id, steps }) {
    return (id && document.getElementById(id)) || steps.reduce((at, step) => at?.children[step], part);
  }

  // ---- a page that nobody sees follows nothing: browsers allow few connections, and servers few pages

  document.addEventListener("visibilitychange", () => document.hidden ? disconnect() : connect());
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  setInterval(() => { if (!document.hidden && Date.now() - heardAt > PATIENCE) say(false); }, 1000);
  connect();
})();
