"use strict";
// Draws what the export worked out: places, sizes and colours come with the data; nothing is laid out here.
(() => {
  const { types, columns, kinds, marks, nodes, edges } = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const canvas = at("canvas"), pen = canvas.getContext("2d"), tip = at("tip");
  const LABELS = 160, ALWAYS_LABELLED = 40, LABELS_MOVING = 40, MOST_EDGES_MOVING = 3000, TINY = 3;
  nodes.forEach((node, place) => {
    node.place = place;
    node.links = [];
    node.words = [node.label, ...Object.values(node.cells)].join(" ").toLocaleLowerCase("en-GB");
  });
  edges.forEach((edge) => {
    nodes[edge.from].links.push(edge);
    if (edge.from !== edge.to) nodes[edge.to].links.push(edge);
  });
  const byWeight = [...edges].sort((a, b) => b.weight - a.weight);
  const rank = (node) => types[node.type].rank; // authorities are named first, then what councils share
  const bySize = [...nodes].sort((a, b) => rank(a) - rank(b) || b.size - a.size || a.place - b.place);

  // --- what is shown -----------------------------------------------------------------------------------
  const shownTypes = new Set(types.map((_, place) => place));
  const known = [...nodes, ...edges].flatMap((x) => [x.first, x.last]).filter((year) => year);
  const years = { from: Math.min(...known), to: Math.max(...known) };
  const allYears = { ...years };
  const isInYears = (x) => (!x.first || x.first <= years.to) && (!x.last || x.last >= years.from);

  function sieve() {
    const isWhole = years.from <= allYears.from && years.to >= allYears.to;
    for (const node of nodes) node.shown = shownTypes.has(node.type) && (isWhole || isInYears(node));
    for (const edge of edges) {
      edge.shown = nodes[edge.from].shown && nodes[edge.to].shown && (isWhole || isInYears(edge));
    }
    // what is always there is shown in some years alone if something links it then
    if (!isWhole) for (const node of nodes) if (node.shown && !node.first && node.links.length) {
      node.shown = node.links.some((edge) => edge.shown);
    }
    const count = (list) => list.reduce((sum, x) => sum + x.shown, 0);
    at("count").textContent = `${count(nodes)} of ${nodes.length} nodes, ${count(edges)} of ${edges.length} edges`;
    draw();
  }

  // --- the view ----------------------------------------------------------------------------------------
  const view = { x: 0, y: 0, scale: 1 };
  const toScreen = (node) => [
    canvas.clientWidth / 2 + (node.x - view.x) * view.scale,
    canvas.clientHeight / 2 - (node.y - view.y) * view.scale, // y points upwards, as in Gephi
  ];
  const radius = (node) => Math.max(1.5, node.size * view.scale);

  function fit(some) {
    if (!some.length) return;
    const xs = some.map((n) => n.x), ys = some.map((n) => n.y), room = Math.max(...some.map((n) => n.size));
    const left = xs.reduce((a, b) => Math.min(a, b)), right = xs.reduce((a, b) => Math.max(a, b));
    const low = ys.reduce((a, b) => Math.min(a, b)), high = ys.reduce((a, b) => Math.max(a, b));
    view.x = (left + right) / 2;
    view.y = (low + high) / 2;
    const beside = Math.min(130, canvas.clientWidth / 8), below = 30; // pixels for labels
    view.scale = Math.min(
      (canvas.clientWidth - 2 * beside) / (right - left + 2 * room),
      (canvas.clientHeight - 2 * below) / (high - low + 2 * room), 3);
    draw();
  }

  function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const scale = Math.min(20, Math.max(0.005, view.scale * factor));
    view.x += (x - canvas.clientWidth / 2) * (1 / view.scale - 1 / scale);
    view.y -= (y - canvas.clientHeight / 2) * (1 / view.scale - 1 / scale);
    view.scale = scale;
    draw();
  }

  // --- drawing -----------------------------------------------------------------------------------------
  let asked = false, moving = false, chosen = null, hovered = null, settle = 0;
  function draw() {
    if (!asked) { asked = true; requestAnimationFrame(paint); }
  }
  function move() { // fewer edges while something moves, all of them when it rests
    moving = true;
    clearTimeout(settle);
    settle = setTimeout(() => { moving = false; draw(); }, 150);
    draw();
  }

  function paint() {
    asked = false;
    const begun = performance.now(), sharp = window.devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(height * sharp);
    }
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, width, height);
    for (const node of nodes) [node.px, node.py] = toScreen(node);
    const focus = chosen || hovered;
    paintYears(width, height);
    paintEdges(focus, width, height);
    paintNodes(focus, width, height);
    paintLabels(focus, width, height);
    document.body.dataset.frame = (performance.now() - begun).toFixed(1); // milliseconds, for the tests
  }

  function paintYears(width, height) { // of a timeline: a line where each year begins, and its number below
    const places = marks.map(([year, x]) => [year, width / 2 + (x - view.x) * view.scale]);
    const gap = places.length > 1 ? places[1][1] - places[0][1] : width, every = Math.ceil(40 / gap);
    pen.font = "12px system-ui, 'Segoe UI', Arial, sans-serif";
    pen.textAlign = "left";
    pen.lineWidth = 1;
    pen.strokeStyle = "rgba(0,0,0,.14)";
    pen.fillStyle = "#595959";
    pen.beginPath();
    for (const [year, x] of places) {
      if (year % every || x < 0 || x > width) continue;
      pen.moveTo(x, 0);
      pen.lineTo(x, height);
      pen.fillText(year, x + 4, height - 6);
    }
    pen.stroke();
  }

  function paintEdges(focus, width, height) {
    const some = moving ? byWeight.slice(0, MOST_EDGES_MOVING) : edges;
    pen.lineWidth = 0.7;
    pen.strokeStyle = focus ? "rgba(110,110,110,.07)" : edges.length > 5000 ? "rgba(110,110,110,.13)" : "rgba(110,110,110,.35)";
    pen.beginPath();
    for (const edge of some) {
      if (!edge.shown || (focus && (edge.from === focus.place || edge.to === focus.place))) continue;
      const a = nodes[edge.from], b = nodes[edge.to];
      if ((a.px < 0 && b.px < 0) || (a.px > width && b.px > width)) continue;
      if ((a.py < 0 && b.py < 0) || (a.py > height && b.py > height)) continue;
      pen.moveTo(a.px, a.py);
      pen.lineTo(b.px, b.py);
    }
    pen.stroke();
    if (!focus) return;
    pen.strokeStyle = "rgba(26,26,26,.75)";
    for (const edge of focus.links) {
      if (!edge.shown) continue;
      pen.lineWidth = Math.min(6, 0.8 + Math.log2(1 + edge.weight) * 0.6);
      pen.beginPath();
      pen.moveTo(nodes[edge.from].px, nodes[edge.from].py);
      pen.lineTo(nodes[edge.to].px, nodes[edge.to].py);
      pen.stroke();
    }
  }

  const biggestOf = types.map((_, place) => Math.max(...bySize.filter((node) => node.type === place).slice(0, 1).map((n) => n.size)));
  const outlines = {
    disc: (x, y, r) => { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 2 * Math.PI); },
    square: (x, y, r) => pen.rect(x - r * 0.89, y - r * 0.89, r * 1.78, r * 1.78),
    triangle: (x, y, r) => polygon([[x, y - 1.2 * r], [x + 1.1 * r, y + 0.8 * r], [x - 1.1 * r, y + 0.8 * r]]),
    diamond: (x, y, r) => polygon([[x, y - 1.25 * r], [x + 1.25 * r, y], [x, y + 1.25 * r], [x - 1.25 * r, y]]),
  };
  function polygon(corners) {
    corners.forEach(([x, y], place) => (place ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
  }

  function paintNodes(focus, width, height) {
    const near = focus && new Set([focus.place, ...focus.links.flatMap((e) => [e.from, e.to])]);
    types.forEach((type, place) => {
      const biggest = biggestOf[place];
      for (const bright of near ? [false, true] : [true]) {
        pen.beginPath();
        for (const node of nodes) {
          if (!node.shown || node.type !== place || (near && near.has(node.place) !== bright)) continue;
          const r = radius(node);
          if (node.px < -r || node.py < -r || node.px > width + r || node.py > height + r) continue;
          outlines[type.shape](node.px, node.py, r);
        }
        pen.globalAlpha = bright ? 1 : 0.22;
        pen.fillStyle = type.colour;
        pen.fill();
        if (biggest * view.scale < TINY) continue; // too small for an outline to be seen
        pen.lineWidth = 0.8;
        pen.strokeStyle = "rgba(0,0,0,.55)";
        pen.stroke();
      }
    });
    pen.globalAlpha = 1;
    if (chosen) {
      pen.beginPath();
      pen.arc(chosen.px, chosen.py, radius(chosen) + 5, 0, 2 * Math.PI);
      pen.lineWidth = 3;
      pen.strokeStyle = "#000";
      pen.stroke();
    }
  }

  function paintLabels(focus, width, height) {
    const taken = new Set();
    pen.font = "12px system-ui, 'Segoe UI', Arial, sans-serif";
    pen.textAlign = "center";
    pen.lineJoin = "round";
    const first = focus ? [focus, ...focus.links.map((e) => nodes[e.from === focus.place ? e.to : e.from])] : [];
    const near = new Set(first);
    let drawn = 0;
    for (const node of [...first, ...bySize]) {
      if (drawn >= (moving ? LABELS_MOVING : LABELS) || (drawn >= ALWAYS_LABELLED && !near.has(node) && radius(node) < 5)) break;
      if (!node.shown || node.px < 0 || node.py < 0 || node.px > width || node.py > height) continue;
      const words = node.label.length > 40 ? node.label.slice(0, 28) + "…" + node.label.slice(-11) : node.label; // dates stand last
      const y = node.py + radius(node) + 12, half = words.length * 3.3, rows = [Math.floor(y / 14), Math.floor(y / 14) + 1];
      const cells = [];
      for (let x = Math.floor((node.px - half) / 30); x <= (node.px + half) / 30; x++) rows.forEach((r) => cells.push(x * 1e5 + r));
      if (cells.some((cell) => taken.has(cell))) continue;
      cells.forEach((cell) => taken.add(cell));
      pen.lineWidth = 3;
      pen.strokeStyle = "rgba(255,255,255,.9)";
      pen.strokeText(words, node.px, y);
      pen.fillStyle = "#1a1a1a";
      pen.fillText(words, node.px, y);
      drawn++;
    }
  }

  function nodeAt(x, y) {
    let best = null, least = Infinity;
    for (const node of nodes) {
      if (!node.shown) continue;
      const gap = Math.hypot(node.px - x, node.py - y) - radius(node);
      if (gap < 4 && gap < least) { best = node; least = gap; }
    }
    return best;
  }

@PANEL@
})();
