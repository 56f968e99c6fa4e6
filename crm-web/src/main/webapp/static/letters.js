// Chooses all letters of a page at once, and goes on with a replay of many until it ends or somebody stops it.
"use strict";
(() => {
  for (const all of document.querySelectorAll("input[data-all]")) {
    all.addEventListener("change", () => {
      for (const one of document.getElementsByName(all.dataset.all)) one.checked = all.checked;
    });
  }
  const next = document.querySelector("[data-continue]");
  // A moment in which to stop it.
  if (next) setTimeout(() => next.click(), 500);
})();
