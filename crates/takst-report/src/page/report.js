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

  const money = (ore) => root.lang === "da" ? number(ore) + "\u00a0kr." : (ore < 0n ? "\u2212" : "") + "DKK\u00a0" + number(ore < 0n ? -ore : ore);

  const added = (one, other) => one ? one.map((figure, at) => figure + other[at]) : other;
  const fill = (row, figures) => all("[data-at]", row).forEach((cell) => {
    if (!figures) {
      // Of nothing there is no sum, also no 0.
      cell.textContent = "\u2013";
      return;
    }
    const figure = figures[Number(cell.dataset.at)];
    cell.textContent = "count" in cell.dataset ? grouped(figure.toString()) : "kr" in cell.dataset ? money(figure) : number(figure);
  });

  const form = document.getElementById("filter");
  const option = (name) => form.elements[name].selectedOptions[0];
  const chosen = () => Object.fromEntries(["payer", "service", "year"].map((name) => [name, option(name).dataset.part || ""]));

  // What the figures of the chosen part lack.
  const alertBox = document.getElementById("alert"), nothingBox = document.getElementById("nothing");
  const ofAll = alertBox ? alertBox.querySelector(".alert-text").textContent : "";
  function warn(isEmpty) {
    const payer = option("payer"), of = payer.dataset;
    if (alertBox) {
      const text = payer.value ? [of.alert, form.dataset.unread].filter(Boolean).join(" ") : ofAll;
      alertBox.querySelector(".alert-text").textContent = text;
      alertBox.hidden = !text;
    }
    const unknown = ["payer", "service", "year"].map(option).find((one) => "unknown" in one.dataset);
    nothingBox.textContent = !isEmpty ? "" : unknown ? form.dataset.unknown.replace("{}", () => unknown.value) : of.none || form.dataset.nothing;
    nothingBox.hidden = !isEmpty;
  }

  // Rows that are left, the largest first; of equal ones in the order of the file.
  function bySize(rows) {
    const left = rows.filter((entry) => entry.figures).map((entry, at) => ({ entry, at, size: entry.figures[0] }));
    return left.sort((a, b) => a.size === b.size ? a.at - b.at : a.size < b.size ? 1 : -1).map(({ entry }) => entry);
  }

  function show() {
    const by = chosen();
    const isChosen = Object.values(by).some(Boolean);
    const matches = (part) => Object.entries(by).every(([name, value]) => !value || part[name] === value);
    root.classList.toggle("filtered", isChosen);
    all(".filtered-note").forEach((note) => { note.hidden = !isChosen; });
    let whole = null;
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
        bySize(rows).forEach((entry, at) => {
          entry.row.parentNode.append(entry.row);
          entry.row.hidden = at >= most;
        });
      }
      if (table.dataset.list === "services" || table.dataset.list === "payers") {
        bySize(rows).forEach((entry) => entry.row.parentNode.append(entry.row));
      }
      if (foot) fill(foot, sum);
      if (table.dataset.list === "months") whole = sum;
      const nothing = table.parentNode.querySelector(".nothing-left");
      if (nothing) nothing.hidden = rows.some((entry) => entry.figures);
    }
    fill(document.querySelector(".key"), whole);
    warn(isChosen && whole === null);
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
    const isOverTime = chart.classList.contains("columns");
    let bars = all(".bar", chart).map((bar, at) => ({ bar, at, figures: "row" in bar.dataset ? rows[Number(bar.dataset.row)].figures : null }));
    const has = bars.map(({ figures }) => figures !== null);
    // Over time a month without lines keeps its place between others.
    const [first, last] = isOverTime ? [has.indexOf(true), has.lastIndexOf(true)] : [0, -1];
    const isShown = ({ at, figures }) => isOverTime ? first >= 0 && at >= first && at <= last : figures !== null;
    bars.forEach((entry) => setHidden(entry.bar, !isShown(entry)));
    const left = isOverTime ? bars.filter(isShown) : bySize(bars);
    left.forEach((entry) => { entry.parts = entry.figures ? parts(entry.figures) : [0n, 0n, 0n, 0n]; entry.sum = total(entry.parts); });
    const largest = left.reduce((most, { sum }) => sum > most ? sum : most, 0n);
    (isOverTime ? columns : bands)(chart, left, largest);
    left.forEach(({ bar, sum }) => { bar.querySelector(".sum").textContent = kroner((sum + 50n) / 100n * 100n); });
    all(".legend li", chart.parentNode).forEach((item, part) => setHidden(item, !left.some((entry) => entry.parts[part] > 0n)));
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
      setHidden(name, !(left.length <= 36 || (left.length <= 108 && name.classList.contains("quarter"))));
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
    const asked = new URLSearchParams(location.search);
    for (const select of all("select", form)) {
      const value = asked.get(select.name);
      if (!value) continue;
      if (!Array.from(select.options).some((option) => option.value === value)) {
        // What the file lacks shows nothing, and not everything.
        const unknown = new Option(value, value);
        unknown.dataset.part = "-";
        unknown.dataset.unknown = "";
        select.append(unknown);
      }
      select.value = value;
      select.closest("label").hidden = false;
    }
    form.hidden = all("label", form).every((label) => label.hidden);
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    show();
  }
})();
