// What of the home page is no plain figure: the day's part of the chart, what happened just now, the state of groups.
"use strict";
(() => {
  const { language, money } = window.crm;
  const byId = id => document.getElementById(id);
  const show = (id, shown) => { if (byId(id)) byId(id).hidden = !shown; };

  document.addEventListener("crm:live", ({ target, detail }) => {
    if (target.id === "state") state(detail);
    if (target.id === "today") day(detail);
    if (target.id === "recent" && detail.recent) recent(target, detail);
    if (target.id === "operations") operations(target, detail);
  });

  function state(now) {
    show("away", now.away);
    show("waiting", now.waiting);
    if (byId("nothing") && now.events > 0) location.reload();
  }

  const LEAST_SHOWN = 60_000; // milliseconds, where the business clock is fast and days are short

  // A new day, the first order at all, or a database that is back, is another page.
  function day(now) {
    if (!now.today) return;
    const chart = byId("sales")?.querySelector("canvas");
    const sells = Object.values(now.today).some(sold => sold.orders > 0);
    const another = now.day !== byId("today").dataset.day;
    if (another && performance.now() < LEAST_SHOWN) return;
    if (another || !byId("sales") || (!chart && sells)) {
      location.reload();
      return;
    }
    const drawn = chart && window.Chart?.getChart(chart);
    if (!drawn) return;
    const [revenue, orders] = drawn.data.datasets;
    const sold = now.today[revenue.currency];
    const last = revenue.data.length - 1;
    if (!sold || (Number(sold.net.amount) === revenue.data[last] && sold.orders === orders.data[last])) return;
    revenue.data[last] = Number(sold.net.amount);
    orders.data[last] = sold.orders;
    drawn.update("none");
    const row = byId("sales").querySelectorAll(".drawn tbody tr:last-child td");
    row[0].textContent = money(sold.net.amount, sold.net.currency);
    row[1].textContent = new Intl.NumberFormat(language).format(sold.orders);
  }

  function recent(list, now) {
    const words = JSON.parse(list.dataset.words);
    const known = new Map([...list.children].map(item => [item.dataset.number, item]));
    const items = now.recent.map(event => known.get(String(event.number)) ?? item(list, words, event, now.day));
    show("recent-none", items.length === 0);
    if (items.every((one, i) => one === list.children[i]) && items.length === list.children.length) return;
    const focused = document.activeElement;
    list.replaceChildren(...items);
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  function item(list, words, event, today) {
    const item = document.createElement("li");
    item.dataset.number = event.number;
    item.className = "fresh";
    const link = document.createElement("a");
    link.href = list.dataset.page + "?id=" + encodeURIComponent(event.profile);
    link.textContent = event.customer ?? list.dataset.visitor;
    const time = document.createElement("time");
    time.dateTime = event.at;
    const style = event.at.startsWith(today) ? { timeStyle: "medium", hourCycle: "h23" } : { dateStyle: "medium" };
    time.textContent = new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" }).format(new Date(event.at));
    item.append(part("what", Object.hasOwn(words, event.type) ? words[event.type] : event.type),
      part("amount", event.amount ? money(event.amount.amount, event.amount.currency) : ""), link, time);
    return item;
  }

  function part(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  function operations(card, now) {
    if (!now.groups) return;
    show("letters", now.letters > 0);
    show("losses", now.losses > 0);
    for (const badge of card.querySelectorAll("[data-group]")) {
      const is = now.groups[badge.dataset.group]?.state;
      if (!is || badge.classList.contains(is)) continue;
      badge.className = "state " + is;
      badge.textContent = badge.dataset[is];
    }
    if (!card.querySelector("[data-group]") && Object.keys(now.groups).length > 0) location.reload();
  }
})();
