  // --- words: text is only ever set as text, so nothing in a letter can become markup ---------------------
  function element(name, text, parent) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }
  const place = (cells) => [cells.quote_file, cells.quote_page && `page ${cells.quote_page}`].filter(Boolean).join(", ");

  function hover(node, x, y) {
    if (node !== hovered) { hovered = node; draw(); }
    tip.hidden = !node;
    if (!node) return;
    tip.replaceChildren();
    element("strong", node.label, tip);
    element("div", types[node.type].title, tip).className = "faint";
    if (node.cells.quote) {
      element("q", node.cells.quote.slice(0, 280), tip);
      element("cite", place(node.cells), tip);
    }
    tip.style.left = Math.max(0, Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.max(0, Math.min(y + 14, canvas.clientHeight - tip.offsetHeight - 8)) + "px";
  }

  let anchor = null, turn = -1;
  function choose(node, { show = true, keep = false } = {}) {
    chosen = node;
    if (!keep) { anchor = node; turn = -1; }
    const box = at("chosen");
    box.replaceChildren();
    if (!node) {
      element("p", "Choose a node to read what is known of it.", box).className = "faint";
      history.replaceState(null, "", location.pathname + location.search);
      return draw();
    }
    element("h2", node.label, box);
    element("p", types[node.type].title, box).className = "faint";
    if (node.cells.quote) {
      const quote = element("blockquote", node.cells.quote, box);
      element("cite", place(node.cells), quote);
    }
    const list = element("dl", undefined, box);
    for (const [name, title] of columns) {
      if (name.startsWith("quote") || node.cells[name] === undefined) continue;
      element("dt", title, list);
      element("dd", String(node.cells[name]), list);
    }
    element("dt", "identifier", list);
    element("dd", node.id, list);
    neighbours(node, box);
    if (!node.shown) { shownTypes.add(node.type); Object.assign(years, allYears); fillFilters(); sieve(); }
    if (show) { view.x = node.x; view.y = node.y; view.scale = Math.max(view.scale, 0.6); }
    history.replaceState(null, "", "#" + encodeURIComponent(node.id));
    draw();
  }

  function neighbours(node, box) {
    const groups = new Map();
    for (const edge of node.links) {
      const name = (edge.from === node.place ? "" : "← ") + kinds[edge.kind];
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push([nodes[edge.from === node.place ? edge.to : edge.from], edge]);
    }
    for (const [name, linked] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      element("h3", `${name} (${linked.length})`, box);
      const list = element("ul", undefined, box);
      linked.sort(([a, x], [b, y]) => y.weight - x.weight || (a.label < b.label ? -1 : 1));
      for (const [other, edge] of linked.slice(0, 100)) {
        const button = element("button", edge.weight === 1 ? other.label : `${other.label} (${edge.weight})`, element("li", undefined, list));
        button.type = "button";
        button.addEventListener("click", () => choose(other));
        if (edge.quote) button.title = `“${edge.quote}” ${edge.place}`;
      }
      if (linked.length > 100) element("li", `and ${linked.length - 100} more`, list).className = "faint";
    }
  }

  function search() {
    const words = at("search").value.trim().toLocaleLowerCase("en-GB").split(/\s+/).filter(Boolean);
    const list = at("found");
    list.replaceChildren();
    if (!words.length) return;
    const near = (node) => (node.label.toLocaleLowerCase("en-GB").includes(words[0]) ? 0 : 1);
    const found = bySize.filter((node) => words.every((word) => node.words.includes(word))).sort((a, b) => near(a) - near(b));
    for (const node of found.slice(0, 12)) {
      const button = element("button", `${node.label} – ${types[node.type].title}`, element("li", undefined, list));
      button.type = "button";
      button.addEventListener("click", () => choose(node));
    }
    const more = found.length > 12 ? `and ${found.length - 12} more: give another word` : found.length ? "" : "Nothing is called so.";
    if (more) element("li", more, list).className = "faint";
  }

  // --- filters -------------------------------------------------------------------------------------------
  const shapes = { disc: "M9 1.5a7.5 7.5 0 1 0 .01 0Z", square: "M2.5 2.5h13v13h-13Z", triangle: "M9 1 17 15.5H1Z", diamond: "M9 0.5 17.5 9 9 17.5 0.5 9Z" };
  function fillFilters() {
    at("from").value = years.from;
    at("to").value = years.to;
    at("types").replaceChildren();
    types.forEach((type, number) => {
      const label = element("label", undefined, at("types")), box = element("input", undefined, label);
      box.type = "checkbox";
      box.checked = shownTypes.has(number);
      box.addEventListener("change", () => { shownTypes[box.checked ? "add" : "delete"](number); sieve(); });
      const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      picture.setAttribute("width", 18);
      picture.setAttribute("height", 18);
      picture.setAttribute("aria-hidden", "true");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", shapes[type.shape]);
      path.setAttribute("fill", type.colour);
      path.setAttribute("stroke", "#333");
      picture.append(path);
      label.append(picture);
      element("span", `${type.title} (${nodes.filter((node) => node.type === number).length})`, label);
    });
  }
  for (const end of ["from", "to"]) {
    at(end).addEventListener("change", () => {
      years[end] = Number(at(end).value) || allYears[end];
      sieve();
    });
  }

  // --- mouse, touch and keys -------------------------------------------------------------------------------
  const pointers = new Map();
  let travelled = 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    travelled = 0;
    canvas.classList.add("moving");
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return hover(nodeAt(event.offsetX, event.offsetY), event.offsetX, event.offsetY);
    const now = [event.offsetX, event.offsetY];
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, p]) => p);
    if (others.length) {
      const gap = (p) => Math.hypot(p[0] - others[0][0], p[1] - others[0][1]) || 1;
      zoom(gap(now) / gap(before), others[0][0], others[0][1]);
    } else {
      view.x -= (now[0] - before[0]) / view.scale;
      view.y += (now[1] - before[1]) / view.scale;
    }
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    pointers.set(event.pointerId, now);
    move();
  });
  const release = (event) => {
    if (pointers.delete(event.pointerId) && travelled < 4 && event.type === "pointerup") {
      choose(nodeAt(event.offsetX, event.offsetY), { show: false });
    }
    canvas.classList.toggle("moving", pointers.size > 0);
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.offsetX, event.offsetY);
    move();
  }, { passive: false });
  at("in").addEventListener("click", () => zoom(1.5));
  at("out").addEventListener("click", () => zoom(1 / 1.5));
  at("fit").addEventListener("click", () => fit(nodes.filter((node) => node.shown)));
  at("search").addEventListener("input", search);

  function step(by) { // through the neighbours of the node that was chosen last, not of each other
    if (!anchor) return choose(bySize.find((node) => node.shown) || null);
    const around = [...new Set(anchor.links.map((e) => nodes[e.from === anchor.place ? e.to : e.from]))].filter((n) => n.shown);
    if (!around.length) return;
    turn = turn < 0 && by < 0 ? around.length - 1 : (turn + by + around.length) % around.length;
    choose(around[turn], { keep: true });
  }
  const keys = {
    ArrowLeft: () => { view.x -= 60 / view.scale; move(); },
    ArrowRight: () => { view.x += 60 / view.scale; move(); },
    ArrowUp: () => { view.y += 60 / view.scale; move(); },
    ArrowDown: () => { view.y -= 60 / view.scale; move(); },
    "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3),
    0: () => fit(nodes.filter((node) => node.shown)),
    n: () => step(1), p: () => step(-1),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { choose(null); canvas.focus(); }
    if (event.key === "/" && document.activeElement !== at("search")) { event.preventDefault(); at("search").focus(); }
    if (event.key === "Enter" && document.activeElement === at("search")) at("found").querySelector("button")?.click();
  });
  new ResizeObserver(draw).observe(canvas);

  at("years").hidden = !known.length;
  fillFilters();
  sieve();
  fit(nodes);
  const linked = nodes.find((node) => node.id === decodeURIComponent(location.hash.slice(1)));
  if (linked) choose(linked);
  document.body.dataset.ready = "yes";
