// How charts look: colours of the theme, numbers and dates in the language of the page. PrimeFaces calls crmChart with
// its widget before it draws.
"use strict";
window.crmChart ??= (() => {
  const language = document.documentElement.lang || "en";
  const drawn = new Set();

  // Custom properties may say light-dark(): only an element that has the colour knows which.
  function colour(name) {
    const probe = document.body.appendChild(document.createElement("span"));
    probe.hidden = true;
    probe.style.color = `var(--${name})`;
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  }

  const money = (currency, short) => value => new Intl.NumberFormat(language, {
    style: "currency", currency, ...(short ? { notation: "compact", maximumFractionDigits: 1 } : {}),
  }).format(value);
  const count = value => new Intl.NumberFormat(language).format(value);
  const inWords = (set, value) => (set.currency ? money(set.currency, false) : count)(value);

  function label(text, long) {
    const [year, month, day] = text.split("-").map(Number);
    if (!/^\d{4}-\d\d(-\d\d)?$/.test(text)) return text;
    const style = day ? { month: "short", day: "numeric", ...(long ? { year: "numeric", weekday: "short" } : {}) }
      : { month: "short", year: long ? "numeric" : "2-digit" };
    return new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" }).format(Date.UTC(year, month - 1, day || 1));
  }

  function axes(data) {
    const currency = data.datasets.find(set => set.currency)?.currency;
    const counts = data.datasets.some(set => !set.currency);
    const scales = { x: { grid: { display: false }, ticks: {
      maxRotation: 0, autoSkipPadding: 16, callback(value) { return label(this.getLabelForValue(value), false); } } } };
    if (currency) scales.money = { position: "left", beginAtZero: true, grid: {}, border: { display: false },
      ticks: { maxTicksLimit: 6, callback: money(currency, true) } };
    if (counts) scales.count = { position: currency ? "right" : "left", beginAtZero: true, border: { display: false },
      grid: { drawOnChartArea: !currency }, ticks: { maxTicksLimit: 6, precision: 0, callback: count } };
    return scales;
  }

  function paint(config) {
    const soft = colour("soft"), line = colour("line"), ink = colour("ink"), paper = colour("paper");
    config.data.datasets.forEach((set, i) => {
      const own = colour("chart-" + (i % 4 + 1));
      Object.assign(set, { borderColor: own, backgroundColor: own, pointBackgroundColor: own });
    });
    for (const axis of Object.values(config.options.scales)) {
      axis.ticks.color = soft;
      axis.grid.color = line;
    }
    Object.assign(config.options.plugins.legend.labels, { color: ink });
    Object.assign(config.options.plugins.tooltip,
      { backgroundColor: paper, titleColor: ink, bodyColor: ink, borderColor: line, borderWidth: 1 });
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const widget of drawn) {
      if (!widget.chart) continue;
      paint(widget.chart.config);
      widget.chart.update("none");
    }
  });

  return function () {
    const config = this.cfg.config;
    config.data.datasets.forEach(set => Object.assign(set, set.type === "line"
      ? { borderWidth: 2, pointRadius: config.data.labels.length > 45 ? 0 : 2, pointHitRadius: 12, cubicInterpolationMode: "monotone", order: 0 }
      : { borderRadius: 3, maxBarThickness: 28, order: 1 }));
    config.options = {
      animation: false, responsive: true, maintainAspectRatio: false, locale: language,
      interaction: { mode: "index", intersect: false },
      font: { family: getComputedStyle(document.body).fontFamily },
      scales: axes(config.data),
      plugins: {
        legend: { display: config.data.datasets.length > 1, position: "bottom", labels: { boxWidth: 12, boxHeight: 12 } },
        tooltip: { padding: 10, callbacks: {
          title: items => items.length ? label(config.data.labels[items[0].dataIndex], true) : "",
          label: item => ` ${item.dataset.label}: ${inWords(item.dataset, item.raw)}`,
        } },
      },
    };
    paint(config);
    drawn.add(this);
  };
})();
