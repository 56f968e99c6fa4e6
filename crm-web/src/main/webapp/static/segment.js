// The page of a segment follows a version while it is asked of all profiles: the part that says so is fetched anew.
"use strict";
(() => {
  const EVERY = 1500;

  async function look() {
    const part = document.getElementById("now");
    if (!part?.dataset.passing || document.hidden) return again(part);
    try {
      // Of the segment alone: the address may ask for more, which takes long or is written down each time.
      const answer = await fetch(`?key=${encodeURIComponent(part.dataset.key)}`, { headers: { "Crm-Refresh": "true" }, credentials: "same-origin" });
      if (answer.redirected) return location.reload();
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = fresh.getElementById("now");
        // When it is done, all of the page has changed: versions, members, the chart.
        if (next && !next.dataset.passing) return location.reload();
        if (next) part.replaceWith(document.adoptNode(next));
      }
    } catch {
      // The server is away; the next round tries again.
    }
    again(document.getElementById("now"));
  }

  function again(part) {
    if (part?.dataset.passing) setTimeout(look, EVERY);
  }

  again(document.getElementById("now"));
})();
