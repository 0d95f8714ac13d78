"use strict";
// Filters the figures of the page, and opens the case that a link leads to. Everything it needs stands in the tables.
(() => {
  const all = (selector, of = document) => Array.from(of.querySelectorAll(selector));
  const root = document.documentElement;
  const [group, point] = root.lang === "da" ? [".", ","] : [",", "."];
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, group);
  const number = (ore) => {
    const digits = (ore < 0n ? -ore : ore).toString().padStart(3, "0");
    return (ore < 0n ? "\u2212" : "") + grouped(digits.slice(0, -2)) + point + digits.slice(-2);
  };
  const kroner = (ore) => grouped((ore / 100n).toString());

  // A row has its parts: payer, service, year, and the figures of its cells.
  const partsOf = (row) => (row.dataset.parts || "").split(";").filter(Boolean).map((part) => {
    const [payer, service, year, ...figures] = part.split(" ");
    return { payer, service, year, figures: figures.map(BigInt) };
  });
  const tables = all("table[data-list]").map((table) => ({
    table,
    most: Number(table.dataset.most || 0),
    rows: all("tbody tr", table).map((row) => ({ row, parts: partsOf(row), figures: null })),
    foot: table.querySelector("tfoot tr"),
  }));

  const added = (one, other) => one ? one.map((figure, at) => figure + other[at]) : other;
  const fill = (row, figures) => all("[data-at]", row).forEach((cell) => {
    const figure = figures ? figures[Number(cell.dataset.at)] : 0n;
    cell.textContent = "count" in cell.dataset ? grouped(figure.toString()) : number(figure);
  });

  const form = document.getElementById("filter");
  const chosen = () => Object.fromEntries(["payer", "service", "year"].map((name) => [name, form.elements[name] ? form.elements[name].value : ""]));

  function show() {
    const by = chosen();
    const isChosen = Object.values(by).some(Boolean);
    const matches = (part) => Object.entries(by).every(([name, value]) => !value || part[name] === value);
    root.classList.toggle("filtered", isChosen);
    all(".filtered-note").forEach((note) => { note.hidden = !isChosen; });
    for (const { table, most, rows, foot } of tables) {
      let sum = null;
      for (const entry of rows) {
        entry.figures = entry.parts.filter(matches).reduce((figures, part) => added(figures, part.figures), null);
        entry.row.hidden = entry.figures === null;
        if (entry.figures) {
          fill(entry.row, entry.figures);
          sum = added(sum, entry.figures);
        }
      }
      if (most) {
        // The largest of those that are left, in order.
        const size = (entry) => entry.figures[0];
        const left = rows.filter((entry) => entry.figures).map((entry, at) => ({ entry, at }));
        left.sort((a, b) => size(a.entry) === size(b.entry) ? a.at - b.at : size(a.entry) < size(b.entry) ? 1 : -1);
        left.forEach(({ entry }, at) => {
          entry.row.parentNode.append(entry.row);
          entry.row.hidden = at >= most;
        });
      }
      if (foot) fill(foot, sum);
      if (table.dataset.list === "months") all("[data-at]", document.querySelector(".key")).forEach((cell) => fill(cell.parentNode, sum));
      const nothing = table.parentNode.querySelector(".nothing-left");
      if (nothing) nothing.hidden = rows.some((entry) => entry.figures);
    }
    all("svg[data-chart]").forEach((chart) => draw(chart, tables.find(({ table }) => table.dataset.list === chart.dataset.chart).rows));
  }

  // The charts, by the rules of chart.rs.
  const WIDTH = 960n, LEFT = 96n, TOP = 24n, HEIGHT = 220n, NAMES = 270n, BARS = 540n, BAR = 30n;
  const positive = (figure) => figure < 0n ? 0n : figure;
  // Figures of a group: net, own payment, refund, at stake, cost, VAT.
  const parts = ([, own, refund, stake, cost]) => [positive(positive(cost) - positive(stake)), positive(stake), positive(refund), positive(own)];
  const total = (of) => of.reduce((sum, part) => sum + part, 0n);
  const set = (element, attributes) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  const setHidden = (element, isHidden) => isHidden ? element.setAttribute("hidden", "") : element.removeAttribute("hidden");

  function scale(largest) {
    for (let power = 100n; ; power *= 10n) {
      for (const step of [1n, 2n, 5n]) {
        const count = (largest + step * power - 1n) / (step * power);
        if (count <= 5n) return [step * power, count < 1n ? 1n : count];
      }
    }
  }

  function segments(of, length, top) {
    let sum = 0n, at = 0n;
    return of.map((part) => {
      sum += part;
      const start = at;
      at = length * sum / top;
      return [start, at - start];
    });
  }

  function draw(chart, rows) {
    const bars = all(".bar", chart);
    bars.forEach((bar, at) => setHidden(bar, !rows[at].figures));
    const left = bars.map((bar, at) => ({ bar, figures: rows[at].figures })).filter(({ figures }) => figures);
    left.forEach((entry) => { entry.parts = parts(entry.figures); entry.sum = total(entry.parts); });
    const largest = left.reduce((most, { sum }) => sum > most ? sum : most, 0n);
    (chart.classList.contains("columns") ? columns : bands)(chart, left, largest);
    left.forEach(({ bar, sum }) => { bar.querySelector(".sum").textContent = kroner((sum + 50n) / 100n * 100n); });
  }

  function columns(chart, left, largest) {
    const [step, count] = scale(largest);
    const top = step * count, base = TOP + HEIGHT;
    all(".axis g", chart).forEach((line, at) => {
      const place = BigInt(at) > count ? count : BigInt(at);
      setHidden(line, BigInt(at) > count);
      set(line, { transform: `translate(0,${base - HEIGHT * place / count})` });
      line.querySelector("text").textContent = kroner(step * place);
    });
    const room = (WIDTH - LEFT) / BigInt(left.length || 1);
    const wished = room * 7n / 10n;
    const width = wished < 1n ? 1n : wished > 64n ? 64n : wished;
    left.forEach(({ bar, parts, sum }, at) => {
      set(bar, { transform: `translate(${LEFT + room * BigInt(at) + (room - width) / 2n},0)` });
      const rects = all("rect", bar);
      segments(parts, HEIGHT, top).forEach(([start, length], part) => set(rects[part], { y: base - start - length, width, height: length }));
      const [sumText, name, year] = ["sum", "name", "year"].map((of) => bar.querySelector("." + of));
      set(sumText, { x: width / 2n, y: base - HEIGHT * sum / top - 6n });
      set(name, { x: width / 2n });
      setHidden(sumText, left.length > 12);
      setHidden(name, left.length > 36);
      setHidden(year, at > 0 && left[at - 1].bar.querySelector(".year").textContent === year.textContent);
    });
  }

  function bands(chart, left, largest) {
    const top = largest < 1n ? 1n : largest;
    left.forEach(({ bar, parts, sum }, at) => {
      set(bar, { transform: `translate(0,${BAR * BigInt(at)})` });
      const rects = all("rect", bar);
      segments(parts, BARS, top).forEach(([start, length], part) => set(rects[part], { x: NAMES + start, width: length }));
      set(bar.querySelector(".sum"), { x: NAMES + BARS * sum / top + 8n });
    });
    set(chart, { viewBox: `0 0 ${WIDTH} ${BAR * BigInt(left.length) + 6n}` });
    set(chart.querySelector(".base"), { y2: BAR * BigInt(left.length) + 6n });
  }

  // Cases are folded until a link leads to one.
  const cases = all(".cases details");
  function openTarget() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const of = target && target.closest("details");
    if (!of) return;
    of.open = true;
    target.scrollIntoView();
  }
  cases.forEach((of) => { of.open = false; });
  all("[data-open]").forEach((button) => button.addEventListener("click", () => cases.forEach((of) => { of.open = button.dataset.open === "all"; })));
  all(".script-only").forEach((element) => { element.hidden = false; });
  addEventListener("hashchange", openTarget);
  openTarget();

  if (form) {
    form.hidden = false;
    const asked = new URLSearchParams(location.search);
    for (const select of all("select", form)) {
      const value = asked.get(select.name);
      if (value && Array.from(select.options).some((option) => option.value === value)) select.value = value;
    }
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    show();
  }
})();
