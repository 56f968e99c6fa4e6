// Menus that are open close on Escape and when one turns to something else.
"use strict";
(() => {
  const open = () => document.querySelectorAll("details.pop[open]");
  document.addEventListener("click", event => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
