// How far that is which is asked of all customers is told by itself, and the page loaded anew when it is done. It asks for
// numbers alone: pages that are asked for again and again would push forms that somebody fills in out of the session.
"use strict";
(() => {
  const EVERY = 1500;
  const root = document.querySelector("[data-progress]");
  const language = document.documentElement.lang || "en";
  const number = value => new Intl.NumberFormat(language).format(value);
  const percent = share => new Intl.NumberFormat(language, { style: "percent" }).format(Math.floor(share * 100) / 100);
  const parts = () => root.querySelectorAll("[data-passing]");

  async function look() {
    if (document.hidden) return again();
    try {
      const answer = await fetch(root.dataset.progress, { headers: { "Crm-Refresh": "true" }, credentials: "same-origin" });
      if (answer.redirected) return location.reload();
      if (answer.ok && !told((await answer.json()).items)) return location.reload();
    } catch {
      // The server is away; the next round tries again.
    }
    again();
  }

  // False when something is done, or has come to the next thing: more of the page is another then.
  function told(items) {
    for (const part of parts()) {
      const item = items.find(one => one.key === part.dataset.passing);
      if (!item || (part.dataset.phase && part.dataset.phase !== item.phase)) return false;
      for (const text of part.querySelectorAll("[data-text]")) {
        text.textContent = text.dataset.text.replace("{0}", number(item.passed)).replace("{1}", number(item.of)).replace("{2}", percent(item.share));
      }
      for (const bar of part.querySelectorAll("progress")) bar.value = item.share;
    }
    return true;
  }

  function again() {
    if (parts().length > 0) setTimeout(look, EVERY);
  }

  if (root) again();
})();
