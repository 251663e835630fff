"use strict";
// The table shows the rows that are on the screen and no others; findings are unpacked when a student is asked for.
// Everything that came from a learner is set as text; only the pictures, which were made by grader, are set as markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const ROW = 32;
  const AROUND = 12;
  const STATES = ["ungraded", "passed", "short", "ungraded"]; // 0: handed in, and no result yet
  const SIGNS = ["!", "✓", "✗", "!"];
  const WORDS = { p: "passed", f: "failed", e: "error", t: "timeout", c: "crashed", s: "skipped", b: "broken" };
  const MARKS = { passed: "✓", skipped: "·", broken: "!" };
  const LABELS = ["called", "with", "found", "where", "others", "note"];
  const exercises = data.exercises;
  const FIRST = 3; // before the cells: key, name, id
  const most = exercises.reduce((sum, [, points]) => sum + points, 0);

  const rows = data.rows.map((row, index) => {
    const cells = row.slice(FIRST);
    const total = cells.reduce((sum, cell) => sum + (cell && cell[2] !== 3 ? cell[0] : 0), 0);
    return { index, key: row[0], name: row[1], id: row[2], cells, total, text: `${row[1]}\n${row[2]}`.toLowerCase() };
  });
  // What has no grade yet, or could not be checked, counts on neither side.
  const hasGrade = ([, , state]) => state === 1 || state === 2;
  const could = (row) => exercises.reduce((sum, [, points], at) => {
    const cell = row.cells[at];
    return sum + (!cell ? points : hasGrade(cell) ? cell[1] : 0);
  }, 0);
  const byKey = new Map(rows.map((row) => [row.key, row]));

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // Names. Paths hold them, too, and so may what a learner's code printed or raised. Terms go with them: a class that is
  // shown the page must not see the seed.

  let hidden = false;
  const label = (row) => (hidden ? `Student ${row.index + 1}` : row.name);
  const link = (row) => {
    const anchor = make("a", "", label(row));
    anchor.href = `#s-${row.key}`;
    anchor.dir = "auto";
    return anchor;
  };
  const named = () => {
    for (const place of document.querySelectorAll("[data-row]")) {
      const row = rows[Number(place.dataset.row)];
      place.href = `#s-${row.key}`;
      place.textContent = label(row);
    }
    for (const place of document.querySelectorAll(".who")) {
      if (place.closest("details").open) who(place);
    }
  };
  const who = (place) => place.replaceChildren(...place.dataset.rows.split(",").map((at) => link(rows[Number(at)])));
  document.addEventListener("toggle", (event) => {
    const place = event.target.querySelector && event.target.querySelector(":scope > .who");
    if (place && event.target.open) who(place);
  }, true);
  byId("names").addEventListener("click", () => {
    hidden = !hidden;
    byId("names").setAttribute("aria-pressed", String(hidden));
    byId("names").textContent = hidden ? "Show names" : "Hide names";
    document.body.classList.toggle("hidden-names", hidden);
    byId("find").value = ""; // what was looked for may be a name
    named();
    refilter();
    if (open) show(open);
  });

  // Theme

  const themes = ["system", "light", "dark"];
  let theme = 0;
  byId("theme").addEventListener("click", () => {
    theme = (theme + 1) % themes.length;
    byId("theme").textContent = `Theme: ${themes[theme]}`;
    if (theme) document.documentElement.dataset.theme = themes[theme];
    else delete document.documentElement.dataset.theme;
  });

  // The table

  const scroller = byId("scroller");
  const head = byId("table").tHead;
  const body = byId("table").tBodies[0];
  const columns = [
    { title: "student", value: (row) => (hidden ? row.index : row.name.toLowerCase()) },
    { title: `total of ${Number(most.toFixed(2))}`, value: (row) => row.total },
    ...exercises.map(([name], at) => ({ title: name, value: (row) => (row.cells[at] ? row.cells[at][0] : -1) })),
  ];
  let order = { column: 0, down: false };
  let listed = rows;
  let painted = "";

  const header = () => {
    const line = make("tr");
    columns.forEach((column, at) => {
      const cell = make("th");
      cell.scope = "col";
      const sorted = order.column === at;
      cell.setAttribute("aria-sort", sorted ? (order.down ? "descending" : "ascending") : "none");
      const button = make("button", "", column.title + (sorted ? (order.down ? " ▾" : " ▴") : ""));
      button.type = "button";
      button.addEventListener("click", () => {
        order = { column: at, down: sorted ? !order.down : at > 0 };
        header();
        resort();
        head.rows[0].cells[at].firstChild.focus();
      });
      cell.append(button);
      line.append(cell);
    });
    head.replaceChildren(line);
  };

  const line = (row, at) => {
    const element = make("tr");
    element.setAttribute("aria-rowindex", String(at + 2));
    const name = make("th");
    name.scope = "row";
    name.append(link(row));
    element.append(name, make("td", "", String(Number(row.total.toFixed(2)))));
    row.cells.forEach((cell) => {
      if (!cell) return element.append(make("td", "", "–"));
      const [score, , state, late] = cell;
      const shown = make("td", STATES[state], `${state === 1 || state === 2 ? score : ""} ${SIGNS[state]}${late ? " ‡" : ""}`);
      element.append(shown);
    });
    return element;
  };

  const space = (height) => {
    const element = make("tr", "space");
    const cell = make("td");
    cell.colSpan = columns.length;
    cell.style.height = `${height}px`;
    element.append(cell);
    element.setAttribute("aria-hidden", "true");
    return element;
  };

  const paint = (everything) => {
    const from = everything ? 0 : Math.max(0, Math.floor(scroller.scrollTop / ROW) - AROUND);
    const until = everything ? listed.length : Math.min(listed.length, from + Math.ceil(scroller.clientHeight / ROW) + 2 * AROUND);
    const now = `${from} ${until}`;
    if (now === painted) return;
    painted = now;
    const parts = listed.slice(from, until).map((row, at) => line(row, from + at));
    if (from) parts.unshift(space(from * ROW));
    if (until < listed.length) parts.push(space((listed.length - until) * ROW));
    body.replaceChildren(...parts);
  };

  const resort = () => {
    const { value } = columns[order.column];
    const sign = order.down ? -1 : 1;
    const keyed = listed.map((row) => [value(row), row]);
    keyed.sort(([a, one], [b, other]) => (a < b ? -sign : a > b ? sign : one.index - other.index));
    listed = keyed.map(([, row]) => row);
    painted = "";
    paint();
  };

  const states = {
    all: () => true,
    short: (row) => row.cells.some((cell) => cell && cell[2] === 2),
    passed: (row) => row.cells.some((cell) => cell) && row.cells.every((cell) => !cell || cell[2] === 1),
    ungraded: (row) => row.cells.some((cell) => cell && (cell[2] === 3 || cell[2] === 0)),
    late: (row) => row.cells.some((cell) => cell && cell[3]),
    missing: (row) => row.cells.some((cell) => !cell),
  };

  const refilter = () => {
    const words = byId("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const state = states[byId("which").value];
    const text = (row) => (hidden ? `student ${row.index + 1}` : row.text);
    listed = rows.filter((row) => state(row) && words.every((word) => text(row).includes(word)));
    byId("shown").textContent = `${listed.length} of ${rows.length} students`;
    byId("table").setAttribute("aria-rowcount", String(listed.length + 1));
    scroller.scrollTop = 0;
    resort();
  };

  let waiting = false;
  scroller.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      paint();
    });
  }, { passive: true });
  window.addEventListener("resize", () => paint());
  byId("find").addEventListener("input", refilter);
  byId("which").addEventListener("change", refilter);
  window.addEventListener("beforeprint", () => {
    painted = "";
    paint(true);
  });
  window.addEventListener("afterprint", () => {
    painted = "";
    paint();
  });

  // One student

  let unpacked = null;
  const details = async () => {
    if (!unpacked) {
      const packed = Uint8Array.from(atob(byId("details").textContent), (letter) => letter.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      unpacked = new Response(stream).json();
    }
    return unpacked;
  };

  const worth = (status, points) => {
    const most = Number(points.toFixed(2));
    return status === "broken" ? "counts on neither side" : `${status === "passed" ? most : 0} of ${most}`;
  };

  const finding = (found, all, status) => {
    const parts = [];
    const list = make("dl", "grader-finding");
    const say = (term, text, asked) => {
      if (!text) return;
      list.append(make("dt", "", term));
      const told = make("dd", status === "error" && term === "found" ? "named" : "", text);
      if (asked) told.append(" ", make("em", "", asked));
      list.append(told);
    };
    LABELS.forEach((term, at) => say(term, found[at]));
    found[LABELS.length].forEach(([says, hint], at) => say(at ? "or" : "likely", `${says}.`, hint));
    parts.push(list);
    const picture = found[LABELS.length + 1];
    if (picture !== null && all.pictures[picture]) {
      const figure = make("figure");
      figure.innerHTML = all.pictures[picture];
      parts.push(figure);
    }
    return parts;
  };

  const outcome = ([exercise, number, sha256, attempted, origin, terms], all, row, before) => {
    const [name] = exercises[exercise];
    const told = all.outcomes[number];
    const [score, max, state, late] = row.cells[exercise];
    const section = make("section", "grader-result");
    const title = make("h4", "", `${name} `);
    title.append(make("span", "grader-score", `${score} of ${max} points${late ? ", late" : ""}${state === 3 ? ", no grade yet" : ""}`));
    section.append(title);
    if (told.e) section.append(make("p", "grader-error named", told.e[1] ? `line ${told.e[1]}: ${told.e[0]}` : told.e[0]));
    const list = make("ul", "grader-checks");
    all.checks[told.c].forEach(([fn, what, points], at) => {
      const status = WORDS[told.s[at]];
      const item = make("li");
      item.append(make("span", `grader-badge grader-${status}`, `${MARKS[status] || "✗"} ${status}`), " ", make("code", "", fn), ` ${what}`);
      item.append(" ", make("span", "grader-place", worth(status, points)));
      const found = told.f[at];
      if (found) {
        if (found[1]) item.append(" ", make("span", "grader-place", `line ${found[1]}`));
        item.append(...finding(all.findings[found[0]], all, status));
      }
      list.append(item);
    });
    section.append(list);
    if (told.o !== undefined) {
      const printed = make("details");
      printed.append(make("summary", "", "printed"), make("pre", "named", all.printed[told.o] || "left out here; results.jsonl has it"));
      section.append(printed);
    }
    const when = attempted ? `handed in ${attempted.replace("T", " ")}` : "handed in at a time not told";
    const same = before && before[5] === terms ? "graded on the same terms" : all.terms[terms];
    const traced = make("p", "trace", `${when} · file ${sha256.slice(0, 16)}`);
    traced.append(make("span", "named", ` · ${same}`));
    section.append(traced);
    section.append(make("p", "trace named", origin));
    return section;
  };

  const place = byId("student");
  let open = null;
  const show = async (row) => {
    open = row;
    const all = await details();
    if (open !== row) return;
    const header = make("header");
    const title = make("h3", "", label(row));
    title.dir = "auto";
    const close = make("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", shut);
    header.append(title, make("span", "named small", row.id === row.name ? "" : row.id), close);
    const found = all.answers[row.index];
    const graded = row.cells.filter((cell) => cell && hasGrade(cell)).length;
    const total = make("p", "", `${Number(row.total.toFixed(2))} of ${Number(could(row).toFixed(2))} points · ${graded} of ${exercises.length} exercises graded`);
    place.replaceChildren(header, total, ...found.map((one, at) => outcome(one, all, row, found[at - 1])));
    place.hidden = false;
  };
  const shut = () => {
    const row = open;
    open = null;
    place.hidden = true;
    history.replaceState(null, "", "#students");
    const back = row && body.querySelector(`a[href="#s-${row.key}"]`);
    (back || byId("find")).focus();
  };
  const follow = async () => {
    const found = /^#s-([0-9a-f]+)$/.exec(location.hash);
    const row = found && byKey.get(found[1]);
    if (!row) return;
    await show(row);
    place.scrollIntoView();
    place.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", follow);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape" && open) shut();
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      byId("find").focus();
    }
  });

  header();
  refilter();
  named();
  follow();
  document.documentElement.dataset.ready = "yes";
})();
