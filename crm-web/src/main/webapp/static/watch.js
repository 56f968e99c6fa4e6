// What of groups is no plain figure: badges, the small lines of lists, and charts that go on while one looks.
"use strict";
(() => {
  const STEP = 30; // seconds, as the page draws them
  const HOUR = 3600 / STEP;

  document.addEventListener("crm:live", ({ target, detail }) => {
    for (const badge of target.querySelectorAll("[data-badge]")) say(badge, valueOf(badge.dataset.badge, detail));
    for (const held of target.querySelectorAll("[data-held]")) hold(held, valueOf(held.dataset.held, detail));
    if (target.id === "figures") for (const chart of document.querySelectorAll("[data-series]")) draw(chart, detail);
    if (target.dataset.spark !== undefined) spark(target, detail);
  });

  const valueOf = (path, holder) => path.split(".").reduce((one, key) => one?.[key], holder);

  function say(badge, is) {
    if (is === undefined || badge.classList.contains(is)) return;
    badge.className = badge.className.split(" ")[0] + " " + is;
    badge.textContent = badge.dataset[String(is).toLowerCase()] ?? is;
  }

  function hold(place, reasons) {
    if (!reasons) return;
    const words = reasons.map(reason => place.dataset[reason] ?? reason).join(", ");
    if (place.textContent !== words) place.textContent = words;
    place.hidden = reasons.length === 0;
  }

  // Each chart says by which names its lines are pushed. The last point is of the step that is under way.
  function draw(place, now) {
    const canvas = place.querySelector("canvas");
    const chart = canvas && window.Chart?.getChart(canvas);
    if (!chart) return;
    const slot = Math.floor(now.at / STEP);
    const label = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" }).format(new Date(now.at * 1000));
    const begins = Number(place.dataset.slot ?? 0) !== slot;
    place.dataset.slot = slot;
    if (begins) {
      chart.data.labels.push(label);
      chart.data.datasets.forEach(set => set.data.push(0));
      while (chart.data.labels.length > HOUR) {
        chart.data.labels.shift();
        chart.data.datasets.forEach(set => set.data.shift());
      }
    } else {
      chart.data.labels[chart.data.labels.length - 1] = label;
    }
    place.dataset.series.split(" ").forEach((name, i) => {
      const value = valueOf(name, now);
      const data = chart.data.datasets[i].data;
      data[data.length - 1] = typeof value === "object" && value ? value.seconds : value;
    });
    chart.update("none");
  }

  function spark(row, now) {
    const line = row.querySelector(".spark polyline");
    if (!line) return;
    const values = (row.dataset.spark ? row.dataset.spark.split(",") : []).map(Number).concat(now.lag).slice(-60);
    row.dataset.spark = values.join(",");
    const most = Math.max(...values, 0);
    line.setAttribute("points", values.map((value, i) =>
      `${(values.length === 1 ? 0 : 120 * i / (values.length - 1)).toFixed(1)},${(1 + (most ? 22 * (1 - value / most) : 22)).toFixed(1)}`).join(" "));
  }
})();
