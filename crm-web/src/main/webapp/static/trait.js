// The form of a trait: what is chosen is sent, and the fields that go with it come back without losing what somebody types.
"use strict";
(() => {
  const PAUSE = 500;
  const form = document.getElementById("trait");
  const part = () => document.getElementById("measuring");
  let timer, asking = false, waiting = false, typed = 0, leaving = false;

  async function send(button) {
    clearTimeout(timer);
    if (leaving) return;
    if (asking) {
      waiting ||= button;
      if (button !== "trait:refresh") waiting = button;
      return;
    }
    asking = true;
    form.dataset.state = "asking";
    const known = typed;
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set(button, "x");
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      if (answer.redirected) {
        leaving = true;
        return location.assign(answer.url);
      }
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const state = fresh.querySelector("#trait input[name='jakarta.faces.ViewState']");
        if (state) for (const old of document.getElementsByName("jakarta.faces.ViewState")) old.value = state.value;
        if (known === typed || button !== "trait:refresh") show(fresh.getElementById("measuring"));
      }
    } catch {
      // The server is away: what is typed stays here, and is sent with the next act.
    } finally {
      asking = false;
      const next = waiting;
      waiting = false;
      if (next) send(next);
      else form.dataset.state = known === typed ? "settled" : "changed";
    }
  }

  function show(next) {
    if (!next) return;
    const active = part().contains(document.activeElement) ? document.activeElement : null;
    const at = active ? { id: active.id, from: active.selectionStart, to: active.selectionEnd } : null;
    part().replaceWith(document.adoptNode(next));
    const same = at && document.getElementById(at.id);
    same?.focus({ preventScroll: true });
    try { if (same && at.from !== null) same.setSelectionRange(at.from, at.to); } catch { /* no text field */ }
  }

  form?.addEventListener("submit", event => {
    if (event.submitter?.dataset.leaves) {
      leaving = true;
      return;
    }
    event.preventDefault();
    send(event.submitter?.name || "trait:refresh");
  });
  form?.addEventListener("input", () => {
    typed++;
    form.dataset.state = "changed";
    clearTimeout(timer);
    timer = setTimeout(() => send("trait:refresh"), PAUSE);
  });
  form?.addEventListener("change", event => {
    if (event.target.matches("select")) send("trait:refresh");
  });
})();
