// The list of customers: finds while one types, "/" goes to the search, a row leads to its customer, many are chosen at once.
"use strict";
(() => {
  const PAUSE = 250;
  const text = document.getElementById("search:text");
  const found = () => document.getElementById("found");

  // Finding while one types. One question at a time, the latest of those that wait; the text goes in a body, never in an address.
  let timer, asking = false, waiting = false, left = false, asked = text.value.trim();

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  async function ask() {
    if (left || text.value.trim() === asked) return;
    if (asking) {
      waiting = true;
      return;
    }
    asking = true;
    asked = text.value.trim();
    found().setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(new FormData(text.form));
      body.set(text.dataset.typing, "typing");
      body.set("typing", "true");
      const answer = await fetch(text.form.action, { method: "POST", body, credentials: "same-origin" });
      if (answer.redirected || !answer.ok) {
        location.assign(location.pathname);
        return;
      }
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The server is away: the button asks again, and the browser says why.
    } finally {
      asking = false;
      found().removeAttribute("aria-busy");
      if (waiting) {
        waiting = false;
        ask();
      }
    }
  }

  function show(fresh) {
    const next = fresh.getElementById("found");
    if (!next) return;
    found().replaceWith(next);
    const state = next.ownerDocument.querySelector("input[name='jakarta.faces.ViewState']")
      || fresh.querySelector("input[name='jakarta.faces.ViewState']");
    if (!state) return;
    for (const old of document.getElementsByName("jakarta.faces.ViewState")) old.value = state.value;
  }

  if (text.dataset.typing) text.addEventListener("input", later);
  text.form.addEventListener("submit", () => { left = true; });
  document.getElementById("search:sort").addEventListener("change", () => document.getElementById("search:show").click());

  document.addEventListener("keydown", event => {
    const writing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      text.focus();
      text.select();
    }
  });

  // Rows, as they come and go.
  document.addEventListener("click", event => {
    const row = event.target.closest("#found tr.row");
    if (!row || event.target.closest("a, input, label, button") || getSelection().toString()) return;
    row.querySelector("th a").click();
  });

  const boxes = () => [...document.querySelectorAll("#found input[name=chosen]")];

  document.addEventListener("change", event => {
    if (!event.target.closest("#found .tick")) return;
    if (event.target.matches(".page")) for (const box of boxes()) box.checked = event.target.checked;
    count(false);
  });

  document.addEventListener("click", event => {
    if (!event.target.closest("#bulk .every")) return;
    for (const box of boxes()) box.checked = true;
    count(true);
  });

  function count(all) {
    const bulk = document.getElementById("bulk");
    const output = bulk.querySelector(".count");
    const chosen = boxes().filter(box => box.checked).length;
    const whole = chosen === boxes().length;
    const next = document.getElementById("paging:next");
    bulk.classList.toggle("some", chosen > 0);
    bulk.elements.namedItem("all").value = all ? "true" : "";
    bulk.querySelector(".every").hidden = all || !whole || !next || next.disabled;
    document.querySelector("#found .tick .page").checked = whole;
    output.dataset.none ??= output.value;
    output.value = all ? output.dataset.all : chosen === 0 ? output.dataset.none
      : chosen === 1 ? output.dataset.one : output.dataset.many.replace("{0}", chosen);
  }
})();
