"""Restyles films with the product and measures what comes out.

python check.py RESTYLE OUT FILM[:FIRST-LAST]...   RESTYLE is the command, for example ../../cli/restyle; options that are
not listed below are handed on to it

Writes OUT/NAME.png for each film (the source, then each style: first, middle and last frame), OUT/numbers.json, and prints the
table of the pack's README. A style's numbers, for each film:
  edges     correlation of contours with the source's, -1..1
  flicker   how much a pixel changes from frame to frame, in grey levels, where the source changes by less than 3, after
            the camera's motion is taken out of both; in times of the source's own
  seconds   a frame, start of the program included
and for the autoencoder alone, its PSNR on each film's frames.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time

import cv2
import numpy as np
from safetensors.numpy import load_file, save_file

from targets import edge_strength

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for name in ("restyle", "out"):
    parser.add_argument(name)
parser.add_argument("films", nargs="+")
parser.add_argument("--styles", help="with commas; all of the pack if not given")
parser.add_argument("--size", help="short side in pixels; the style's if not given")
parser.add_argument("--vae", default="../starter/vae", help="folder of the autoencoder")
a, options = parser.parse_known_args()  # what is unknown here is for restyle
STILL = 3  # grey levels


def restyle(*arguments):
    return subprocess.run([a.restyle, *map(str, arguments)], check=True, capture_output=True, text=True)


def read(file):
    film, out = cv2.VideoCapture(file), []
    while (got := film.read())[0]:
        out.append(got[1][..., ::-1])
    return np.stack(out)


NONE = np.float64([[1, 0, 0], [0, 1, 0]])


def moved(frame, motion):
    return cv2.warpAffine(frame, motion, frame.shape[1::-1], borderMode=cv2.BORDER_REPLICATE).astype(float)


def is_still(before, now):
    return np.abs(now.astype(float) - before).max(-1) < STILL


def camera(before, now):
    """The affine motion of the camera between two frames, [2,3]; none where it was something else that moved."""
    gray = [cv2.cvtColor(np.ascontiguousarray(f), cv2.COLOR_RGB2GRAY) for f in (before, now)]
    corners = cv2.goodFeaturesToTrack(gray[0], 300, 0.01, 8)
    if corners is None:
        return NONE
    there, found, _ = cv2.calcOpticalFlowPyrLK(*gray, corners, None)
    motion = cv2.estimateAffinePartial2D(corners[found == 1], there[found == 1])[0] if found.sum() > 10 else None
    if motion is None or is_still(moved(before, motion), now).sum() < 1.05 * is_still(before, now).sum():
        return NONE  # a bus that passes has corners, too; the camera's motion lets more stand still
    return motion


def flicker(source, result):
    """(source's, result's) mean change where the source stands still."""
    changes = [[], []]
    for i in range(1, len(source)):
        motion = camera(source[i - 1], source[i])
        before = [moved(clip[i - 1], motion) for clip in (source, result)]
        still = is_still(before[0], source[i])
        for change, clip, b in zip(changes, (source, result), before):
            change.append(np.abs(clip[i].astype(float) - b).mean(-1)[still])
    return [float(np.concatenate(c).mean()) for c in changes]


def edges(source, result):
    contours = lambda p: edge_strength(p.astype(np.float32) / 255).ravel()
    return float(np.mean([np.corrcoef(contours(s), contours(r))[0, 1] for s, r in zip(source, result)]))


def autoencoder(source, folder):
    """PSNR of frames through the autoencoder, in dB."""
    h, w = (n // 16 * 16 for n in source.shape[1:3])
    frames = np.ascontiguousarray(source[::8, :h, :w])
    image = frames.transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
    paths = [os.path.join(folder, n) for n in ("image", "mean", "latents", "decoded")]
    save_file({"image": np.ascontiguousarray(image)}, paths[0])
    for net, before, after in (("vae-encode", paths[0], paths[1]), ("vae-decode", paths[2], paths[3])):
        if net == "vae-decode":
            save_file({"latents": load_file(paths[1])["mean"]}, paths[2])
        restyle("models", "run", net, "--weights", a.vae, "--in", before, "--out", after)
    decoded = ((load_file(paths[3])["decoded"].clip(-1, 1) + 1) * 127.5).round()
    return float(10 * np.log10(255**2 / np.mean((decoded - frames.transpose(0, 3, 1, 2)) ** 2)))


def fit(picture, height):
    return cv2.resize(picture, None, fx=height / len(picture), fy=height / len(picture), interpolation=cv2.INTER_AREA)


def measure(film, folder):
    """The film's numbers by style, and its sheet in OUT."""
    file, _, frames = film.partition(":")
    name, part = os.path.splitext(os.path.basename(file))[0], ["--frames", frames] if frames else []
    size = ["--size", a.size] if a.size else []
    source, rows, numbers = None, [], {}
    for style in styles:
        out, begun = os.path.join(folder, f"{style}.mkv"), time.time()
        restyle(file, "-o", out, "--overwrite", "--style", style, "--codec", "ffv1", "--progress", "none", *part, *size, *options)
        seconds, result = time.time() - begun, read(out)
        if source is None:
            first = int(frames.split("-")[0]) if frames else 0
            source = read(file)[first : first + len(result)]
            rows.append(source)
            numbers["autoencoder"] = autoencoder(source, folder)
        own, new = flicker(source, result)
        rows.append(result)
        numbers[style] = dict(edges=edges(source, result), flicker=new / own, levels=new, seconds=seconds / len(result))
        numbers["source"] = dict(levels=own, width=source.shape[2], height=source.shape[1], frames=len(source))
        print(name, style, {k: round(v, 3) for k, v in numbers[style].items()}, flush=True)
    shown = [0, len(source) // 2, len(source) - 1]
    height = min(288, source.shape[1])
    sheet = np.concatenate([np.concatenate([fit(clip[i], height) for i in shown], 1) for clip in rows])
    cv2.imwrite(os.path.join(a.out, f"{name}.png"), sheet[..., ::-1])
    return name, numbers


os.makedirs(a.out, exist_ok=True)
listed = restyle("styles").stdout.splitlines()
styles = a.styles.split(",") if a.styles else [line.split("  ")[0].strip() for line in listed if line and not line.startswith(" ")]
with tempfile.TemporaryDirectory() as folder:
    films = dict(measure(film, folder) for film in a.films)
with open(os.path.join(a.out, "numbers.json"), "w") as f:
    json.dump(films, f, indent=1)
print("| look |", " | ".join(films), "| seconds a frame |\n|", " --- |" * (len(films) + 2))
for style in styles:
    cells = [f"{n[style]['edges']:.2f}, {n[style]['flicker']:.1f}" for n in films.values()]
    seconds = np.mean([n[style]["seconds"] for n in films.values()])
    print(f"| {style} |", " | ".join(cells), f"| {seconds:.2f} |")
for name, numbers in films.items():
    s = numbers["source"]
    print(f"{name}: {s['frames']} frames, source's own flicker {s['levels']:.2f}, autoencoder {numbers['autoencoder']:.1f} dB")
