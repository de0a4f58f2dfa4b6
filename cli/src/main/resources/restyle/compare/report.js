"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const find = id => document.getElementById(id);
const screen = find("screen"), position = find("position"), divider = find("divider"), play = find("play");
const pen = screen.getContext("2d");
const source = jpeg => "data:image/jpeg;base64," + jpeg;

let current = 0;
let mode = "divided";
let playing = 0;

// Pictures

const loaded = data.pictures.map(() => null);

/** Both pictures, loaded when they are first wanted. */
function load(index) {
  loaded[index] ??= Promise.all([loadOne(data.pictures[index].a), loadOne(data.pictures[index].b)]);
  return loaded[index];
}

function loadOne(jpeg) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = source(jpeg);
  });
}

const views = {
  divided(a, b, width, height) {
    const x = Math.round(width * divider.value / 100);
    pen.drawImage(a, 0, 0);
    pen.drawImage(b, x, 0, width - x, height, x, 0, width - x, height);
    pen.fillStyle = "#fff";
    pen.fillRect(x - 1, 0, 2, height);
    const unit = screenPixel();
    label("A", 8 * unit, x > 40 * unit);
    label("B", width - 30 * unit, width - x > 40 * unit);
  },
  beside(a, b, width) {
    pen.drawImage(a, 0, 0);
    pen.drawImage(b, width, 0);
    label("A", 8 * screenPixel(), true);
    label("B", width + 8 * screenPixel(), true);
  },
  difference(a, b) {
    pen.drawImage(a, 0, 0);
    pen.globalCompositeOperation = "difference";
    pen.drawImage(b, 0, 0);
    pen.globalCompositeOperation = "source-over";
  },
};

/** Pixels of the canvas for one of the page, so that labels can be read on small screens, too. */
function screenPixel() {
  return Math.max(1, screen.width / Math.max(1, screen.clientWidth));
}

function label(text, x, visible) {
  if (!visible) return;
  const unit = screenPixel();
  pen.fillStyle = "rgb(0 0 0 / 60%)";
  pen.fillRect(x, 8 * unit, 22 * unit, 22 * unit);
  pen.fillStyle = "#fff";
  pen.font = `bold ${15 * unit}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.fillText(text, x + 11 * unit, 24 * unit);
}

async function draw() {
  const wanted = current;
  const [a, b] = await load(wanted);
  if (wanted !== current && !playing) return; // while playing, a late picture is better than none
  screen.width = mode === "beside" ? 2 * a.width : a.width;
  screen.height = a.height;
  screen.className = mode;
  views[mode](a, b, a.width, a.height);
  document.documentElement.dataset.shown = wanted;
}

// Where we are

function show(index) {
  current = Math.max(0, Math.min(data.pictures.length - 1, index));
  const frame = data.pictures[current].frame;
  const seconds = (frame / data.framesPerSecond).toFixed(2);
  position.value = current;
  position.setAttribute("aria-valuetext", `frame ${frame}`);
  find("where").textContent = `frame ${frame} / ${data.frames - 1} · ${seconds} s`;
  screen.setAttribute("aria-label", `Frame ${frame} of A and B`);
  for (const chart of document.querySelectorAll(".chart")) moveCursor(chart, frame);
  for (const button of find("strip").children) {
    button.setAttribute("aria-current", button === nearest(frame));
  }
  return draw();
}

function step(count) {
  setPlaying(false);
  show(current + count);
}

function setPlaying(on) {
  cancelAnimationFrame(playing);
  playing = on ? requestAnimationFrame(now => advance(now, now, current)) : 0;
  play.textContent = on ? "Pause" : "Play";
}

/** Plays at the clip's own speed, however long pictures take to be drawn; from the end on again from the start. */
function advance(now, began, first) {
  const interval = 1000 * data.step / data.framesPerSecond;
  const index = (first + Math.floor((now - began) / interval)) % data.pictures.length;
  if (index !== current) show(index);
  playing = requestAnimationFrame(next => advance(next, began, first));
}

// Charts and strip

const ends = chart => [Number(chart.dataset.left), Number(chart.dataset.right)];

function moveCursor(chart, frame) {
  const [left, right] = ends(chart);
  const x = left + (right - left) * frame / Math.max(1, data.frames - 1);
  const cursor = chart.querySelector(".cursor");
  cursor.setAttribute("x1", x);
  cursor.setAttribute("x2", x);
}

function seek(chart, event) {
  const box = chart.getBoundingClientRect();
  const [left, right] = ends(chart);
  const x = (event.clientX - box.left) * chart.viewBox.baseVal.width / box.width;
  setPlaying(false);
  show(Math.round((x - left) / (right - left) * (data.frames - 1) / data.step));
}

function nearest(frame) {
  return [...find("strip").children].reduce((best, button) =>
    Math.abs(button.dataset.frame - frame) < Math.abs(best.dataset.frame - frame) ? button : best);
}

function fillStrip(most) {
  const count = Math.min(most, data.pictures.length);
  for (let i = 0; i < count; i++) {
    const index = Math.round(i * (data.pictures.length - 1) / Math.max(1, count - 1));
    const {frame, a, b} = data.pictures[index];
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.frame = frame;
    button.setAttribute("aria-label", `Show frame ${frame}`);
    for (const [name, jpeg] of [["A", a], ["B", b]]) {
      const image = new Image();
      image.src = source(jpeg);
      image.alt = name;
      button.append(image);
    }
    button.append(frame);
    button.addEventListener("click", () => step(index - current));
    find("strip").append(button);
  }
}

// Hands

const keys = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  Home: () => step(-current),
  End: () => step(data.pictures.length),
  " ": () => setPlaying(!playing),
};

document.addEventListener("keydown", event => {
  const own = event.key === " " ? "button" : "input";
  const act = keys[event.key];
  if (!act || event.target.matches(own) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  act();
});

function drag(event) {
  if (mode !== "divided") return;
  const box = screen.getBoundingClientRect();
  const width = Math.min(box.width, box.height * screen.width / screen.height);
  const x = event.clientX - box.left - (box.width - width) / 2;
  divider.value = 100 * x / width;
  draw();
}

screen.addEventListener("pointerdown", event => {
  screen.setPointerCapture(event.pointerId);
  drag(event);
});
screen.addEventListener("pointermove", event => {
  if (event.buttons) drag(event);
});
divider.addEventListener("input", draw);
position.addEventListener("input", () => step(position.value - current));
play.addEventListener("click", () => setPlaying(!playing));
find("modes").addEventListener("change", event => {
  mode = event.target.value;
  find("dividing").hidden = mode !== "divided";
  draw();
});
for (const chart of document.querySelectorAll(".chart")) {
  chart.addEventListener("click", event => seek(chart, event));
}

position.max = data.pictures.length - 1;
fillStrip(8);
show(0);
