// Shows the parts of a page that are marked data-refresh="seconds" anew, by asking for the page again.
"use strict";
(() => {
  const parts = [...document.querySelectorAll("[data-refresh][id]")];
  if (parts.length === 0) return;
  const seconds = Math.min(...parts.map(part => Number(part.dataset.refresh) || 5));

  async function refresh() {
    if (document.hidden) return;
    try {
      // The header keeps an open page from keeping its session alive for ever.
      const answer = await fetch(location.href, { headers: { "Crm-Refresh": "true" }, credentials: "same-origin" });
      if (answer.redirected) {
        location.reload();
        return;
      }
      if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The server is away; the next round tries again.
    }
  }

  function show(fresh) {
    for (const part of parts) {
      const now = document.getElementById(part.id);
      const next = fresh.getElementById(part.id);
      if (next && next.innerHTML !== now.innerHTML && !now.contains(document.activeElement)) now.replaceWith(next);
    }
  }

  setInterval(refresh, seconds * 1000);
})();
