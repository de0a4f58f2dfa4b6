"""Upscaler: a small network that doubles the sides, taught by a large one on frames of the pack's own looks.

`python upscale.py WORK TEACHER FRAMES... --minutes 20` makes WORK/upscale.pt. TEACHER is `../animevideo/model.safetensors` (four
times the sides; its answer is averaged to two), FRAMES are pictures that the product made, at the size at which it generates.
"""

import argparse
import os

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import common
from compact import Compact

parser = argparse.ArgumentParser()
parser.add_argument("work")
parser.add_argument("teacher")
parser.add_argument("frames", nargs="+")
parser.add_argument("--minutes", type=float, default=20)
parser.add_argument("--crops", type=int, default=3, help="of every frame")
parser.add_argument("--batch", type=int, default=12)
parser.add_argument("--rate", type=float, default=2e-3)
parser.add_argument("--device", default=common.DEVICE)
a = parser.parse_args()
torch.manual_seed(1)
rng = np.random.default_rng(1)
CROP, PATCH, BORDER = 160, 56, 8  # of a frame, of a training step, and what the teacher's own border may have spoilt


def picture(file):
    return torch.from_numpy(cv2.imread(file)[..., ::-1].copy()).permute(2, 0, 1)[None].to(a.device)


def lessons():
    """8-bit crops [n,3,CROP,CROP] and what the teacher makes of them, at twice the sides."""
    kept = f"{a.work}/upscale.npz"
    if os.path.exists(kept):
        return [torch.from_numpy(array).to(a.device) for array in np.load(kept).values()]
    teacher = Compact.of(load_file(a.teacher)).to(a.device)
    crops, answers = [], []
    for file in a.frames:
        frame = picture(file)
        for _ in range(a.crops):
            y, x = rng.integers(0, frame.shape[2] - CROP + 1), rng.integers(0, frame.shape[3] - CROP + 1)
            crop = frame[..., y : y + CROP, x : x + CROP]
            with torch.no_grad():
                answer = F.avg_pool2d(teacher(crop.float() / 255), 2)
            crops.append(crop)
            answers.append((answer.clamp(0, 1) * 255 + 0.5).byte())
    np.savez(kept, crops=torch.cat(crops).cpu(), answers=torch.cat(answers).cpu())
    return torch.cat(crops), torch.cat(answers)


def batch(crops, answers):
    """Patches 0..1 and their answers, turned and mirrored at random."""
    patches, wanted = [], []
    for n in rng.integers(0, len(crops), a.batch):
        y, x = rng.integers(BORDER, CROP - BORDER - PATCH + 1, 2)
        turns, mirrored = rng.integers(4), rng.integers(2)
        for source, scale, out in ((crops, 1, patches), (answers, 2, wanted)):
            part = source[n, :, scale * y : scale * (y + PATCH), scale * x : scale * (x + PATCH)]
            part = torch.rot90(part, int(turns), (1, 2))
            out.append(part.flip(2) if mirrored else part)
    return torch.stack(patches).float() / 255, torch.stack(wanted).float() / 255


def slopes(image):
    return image[..., 1:] - image[..., :-1], image[..., 1:, :] - image[..., :-1, :]


crops, answers = lessons()
net = Compact(width=32, convolutions=6, scale=2).to(a.device, memory_format=torch.channels_last)
run = common.Run({"upscale": net}, [dict(params=list(net.parameters()), lr=a.rate, weight_decay=1e-4)], a.minutes, f"{a.work}/upscale.pt")
for _ in run:
    patch, wanted = batch(crops, answers)
    got = net(patch)
    loss = (got - wanted).abs().mean()
    for mine, teachers in zip(slopes(got), slopes(wanted)):
        loss = loss + 0.5 * (mine - teachers).abs().mean()
    run.learn(loss)
