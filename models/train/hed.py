"""Edge detector stage: a small HED in the layout of ControlNetHED.pth, taught to draw `targets.soft_edges`.

`python hed.py WORK --minutes 5` makes WORK/hed.pt from the sources in WORK/images.npy.
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

import common
from nets import Hed
from targets import soft_edges

parser = argparse.ArgumentParser()
parser.add_argument("work")
parser.add_argument("--minutes", type=float, default=5)
parser.add_argument("--batch", type=int, default=8)
parser.add_argument("--crop", type=int, default=128)
parser.add_argument("--rate", type=float, default=3e-3)
parser.add_argument("--device", default=common.DEVICE)
a = parser.parse_args()
torch.manual_seed(5)
rng = np.random.default_rng(5)
images = np.load(f"{a.work}/images.npy", mmap_mode="r")  # [n,7,h,w,3]
edges = np.stack([np.uint8(255 * soft_edges(i) + 0.5) for i in images[:, 0]])
net = Hed().to(a.device)


def batch():
    """Crops in RGB 0..255, and their edges 0..1."""
    pictures, wanted = [], []
    for _ in range(a.batch):
        n, (y, x) = rng.integers(len(images)), rng.integers(0, images.shape[2] - a.crop + 1, 2)
        pictures.append(images[n, 0, y : y + a.crop, x : x + a.crop])
        wanted.append(edges[n, y : y + a.crop, x : x + a.crop])
    x = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float()
    x = x + torch.randn_like(x) * 4 * torch.rand(a.batch, 1, 1, 1)  # grain of a camera is no edge
    return x.to(a.device), torch.from_numpy(np.stack(wanted)).float().to(a.device) / 255


run = common.Run(dict(hed=net), [dict(params=list(net.parameters()), lr=a.rate, weight_decay=1e-4)], a.minutes, f"{a.work}/hed.pt")
for _ in run:
    x, wanted = batch()
    logits, sides = net(x)
    loss = F.binary_cross_entropy_with_logits(logits, wanted) + F.l1_loss(logits.sigmoid(), wanted)
    run.learn(loss + 0.1 * sum(F.binary_cross_entropy_with_logits(s, wanted) for s in sides))
