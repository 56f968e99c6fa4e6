// The builder of conditions: what is done is sent as a form and the tree comes back, one after the other and without losing
// what somebody types meanwhile; rows can be dragged; what is put together is counted as soon as one pauses.
"use strict";
(() => {
  const PAUSE = 500, AGAIN = 4000;
  const form = document.getElementById("builder");
  const building = () => document.getElementById("building");
  const language = document.documentElement.lang || "en";

  // ---- one question at a time

  let asking = false, waiting = null, typed = 0, timer, leaving = false;

  function later() {
    typed++;
    form.dataset.state = "changed";
    clearTimeout(timer);
    timer = setTimeout(() => send("builder:refresh"), PAUSE);
  }

  async function send(button) {
    clearTimeout(timer);
    if (leaving) return;
    if (asking) {
      // An act is never lost for a mere refresh.
      if (waiting === null || waiting === "builder:refresh") waiting = button;
      return;
    }
    asking = true;
    form.dataset.state = "asking";
    const known = typed;
    let taken = false;
    building().setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set(button, "x");
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      if (answer.redirected) {
        leaving = true;
        location.assign(answer.url);
        return;
      }
      if (!answer.ok) throw new Error(`not taken over: ${answer.status}`);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const state = fresh.querySelector("#builder input[name='jakarta.faces.ViewState']");
      if (state) for (const old of document.getElementsByName("jakarta.faces.ViewState")) old.value = state.value;
      taken = true;
      // What was typed since is sent with the next question; an act changes the rows, and they must be seen.
      if (known === typed || button !== "builder:refresh") show(fresh, button);
    } catch {
      // The server is away or busy: what is typed stays here, and is sent again, as it is with the next act.
    } finally {
      asking = false;
      document.getElementById("untaken").hidden = taken || leaving;
      building().removeAttribute("aria-busy");
      if (waiting !== null) {
        const next = waiting;
        waiting = null;
        send(next);
      } else if (!taken && !leaving) {
        form.dataset.state = "changed";
        timer = setTimeout(() => send("builder:refresh"), AGAIN);
      } else {
        form.dataset.state = known === typed ? "settled" : "changed";
      }
    }
  }

  function show(fresh, button) {
    const next = fresh.getElementById("building");
    if (!next) return;
    const active = document.activeElement;
    const before = building().contains(active)
      ? { id: active.id, act: active.dataset.act, from: active.selectionStart, to: active.selectionEnd } : null;
    const x = scrollX, y = scrollY;
    const json = document.querySelector(".expert").open;
    building().replaceWith(document.adoptNode(next));
    if (json) document.querySelector(".expert").open = true;
    focus(button, before);
    scrollTo(x, y);
    question();
  }

  function focus(button, before) {
    const tree = document.getElementById("tree");
    const node = tree.querySelector(`[data-node="${tree.dataset.focus}"]`);
    const act = button.split(":").pop();
    if (act === "refresh" || act === "apply") {
      const same = before?.id && document.getElementById(before.id);
      same?.focus({ preventScroll: true });
      try { if (same && before.from !== null) same.setSelectionRange(before.from, before.to); } catch { /* no text field */ }
      return;
    }
    const place = node && (act === "up" || act === "down"
      ? node.querySelector(`[data-act="${act}"]`)
      : node.querySelector(".filling input:not([type=submit]), .filling select, .filling textarea") || node.querySelector("[data-act=open], select"));
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("submit", event => {
    const button = event.submitter;
    if (button?.dataset.leaves) {
      leaving = true;
      return;
    }
    event.preventDefault();
    send(button?.name || "builder:refresh");
  });
  form.addEventListener("input", event => {
    if (!event.target.matches("#builder\\:json")) later();
  });
  form.addEventListener("change", event => {
    if (event.target.matches("select, [type=checkbox]")) {
      typed++;
      send("builder:refresh");
    }
  });
  document.addEventListener("click", event => {
    for (const pop of document.querySelectorAll("#builder details.pop[open]")) if (!pop.contains(event.target)) pop.open = false;
  });
  document.addEventListener("keydown", event => {
    const pop = event.key === "Escape" && event.target.closest("#builder details.pop[open]");
    if (!pop) return;
    pop.open = false;
    pop.querySelector("summary").focus();
  });

  // ---- dragging, beside the arrows that do the same

  let dragged = null;

  document.addEventListener("pointerdown", event => {
    const grip = event.target.closest("#tree .grip");
    if (grip) grip.closest(".node").draggable = true;
  });
  document.addEventListener("dragstart", event => {
    dragged = event.target.closest?.("#tree .node");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.node);
    dragged.classList.add("dragged");
  });
  document.addEventListener("dragover", event => {
    const over = event.target.closest?.("#tree .node");
    clear();
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    over.classList.add(place(over, event).toLowerCase());
  });
  document.addEventListener("drop", event => {
    const over = event.target.closest?.("#tree .node");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    document.getElementById("builder:moved").value = dragged.dataset.node;
    document.getElementById("builder:target").value = over.dataset.node;
    document.getElementById("builder:place").value = place(over, event);
    send("builder:drop");
  });
  document.addEventListener("dragend", () => {
    clear();
    if (dragged) {
      dragged.draggable = false;
      dragged.classList.remove("dragged");
    }
    dragged = null;
  });

  function place(over, event) {
    const box = over.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    if (over.classList.contains("depth-0")) return "INTO";
    if (over.classList.contains("group") && share > .25) return "INTO";
    return share < .5 ? "BEFORE" : "BEHIND";
  }

  function clear() {
    for (const marked of document.querySelectorAll("#tree .before, #tree .behind, #tree .into")) marked.classList.remove("before", "behind", "into");
  }

  // ---- how many it is

  const counting = document.getElementById("counting");
  const number = value => new Intl.NumberFormat(language).format(value);
  let asked = null, stop = null, wanted = null, pause;

  function question() {
    wanted = document.getElementById("tree").dataset.question;
    clearTimeout(pause);
    if (wanted === asked) return;
    if (!wanted) {
      asked = null;
      tell("–", counting.dataset.none, []);
      return;
    }
    if (!counting.busy) pause = setTimeout(count, PAUSE);
  }

  // One count at a time; the latest of those that wait.
  async function count() {
    const body = asked = wanted;
    counting.busy = true;
    const mine = stop = new AbortController();
    waitFor(true);
    try {
      const answer = await fetch(counting.dataset.address,
        { method: "POST", body, headers: { "Content-Type": "application/json" }, credentials: "same-origin", signal: mine.signal });
      if (answer.redirected) return location.reload();
      if (answer.ok) {
        const said = await answer.json();
        tell(number(said.count), counting.dataset.took.replace("{0}", number(said.took_ms)), said.sample);
      } else fail(answer.status === 503 ? counting.dataset.busy : counting.dataset.failed);
    } catch (e) {
      if (e.name !== "AbortError") fail(counting.dataset.failed);
    } finally {
      counting.busy = false;
      waitFor(false);
      if (wanted && wanted !== asked) count();
      else if (!wanted) tell("–", counting.dataset.none, []);
    }
  }

  function fail(why) {
    tell("–", why, []);
    counting.querySelector(".again").hidden = false;
  }

  function waitFor(yes) {
    counting.querySelector(".progressing").hidden = !yes;
    counting.classList.toggle("old", yes);
    if (yes) counting.querySelector(".again").hidden = true;
  }

  function tell(count, took, sample) {
    document.getElementById("count").textContent = count;
    document.getElementById("took").textContent = took;
    const list = counting.querySelector(".sampled");
    list.replaceChildren(...sample.map(one => {
      const link = Object.assign(document.createElement("a"), { href: counting.dataset.profile + encodeURIComponent(one.profile_id),
        textContent: one.name || one.customer_id || counting.dataset.unnamed });
      const item = document.createElement("li");
      item.append(link, one.country ? ` ${one.country}` : "");
      return item;
    }));
    counting.querySelector(".sample").hidden = sample.length === 0;
    counting.querySelector(".again").hidden = true;
  }

  counting.querySelector(".stop").addEventListener("click", () => {
    stop?.abort();
    tell("–", counting.dataset.none, []);
    setTimeout(() => { counting.querySelector(".again").hidden = false; });
  });
  counting.querySelector(".again").addEventListener("click", count);
  question();
})();
