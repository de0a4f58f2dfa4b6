"""Autoencoder stage. `python vae.py WORK --minutes 15` makes WORK/vae.pt from WORK/images.npy.

With `--init FILE` an older one goes on, its decoder alone: the latents then stay what the other networks have learned.
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

import common
from nets import identity_vae, whiten

parser = argparse.ArgumentParser()
parser.add_argument("work")
parser.add_argument("--init")
parser.add_argument("--minutes", type=float, default=15)
parser.add_argument("--batch", type=int, default=6)
parser.add_argument("--crop", type=int, default=96)
parser.add_argument("--rate", type=float, default=1.2e-3)
parser.add_argument("--device", default=common.DEVICE)
a = parser.parse_args()
torch.manual_seed(3)
rng = np.random.default_rng(3)
images = np.load(f"{a.work}/images.npy", mmap_mode="r")  # [n,7,h,w,3]
vae = identity_vae()
if a.init:
    common.load(vae, a.init)
    vae.requires_grad_(False)
    vae.decoder.requires_grad_(True)
vae.to(a.device, memory_format=torch.channels_last)
NOISE = 0.06  # on the latents, so that small errors of the UNet do not show


def batch():
    out = []
    for _ in range(a.batch):
        style = 0 if rng.random() < 0.27 else rng.integers(1, images.shape[1])
        im = images[rng.integers(len(images)), style]
        y, x = (rng.integers(0, s - a.crop + 1) for s in im.shape[:2])
        c = im[y : y + a.crop, x : x + a.crop]
        out.append(np.ascontiguousarray(c[:, ::-1] if rng.random() < 0.5 else c))
    return torch.from_numpy(np.stack(out)).permute(0, 3, 1, 2).float().to(a.device) / 127.5 - 1


def encode(x):
    with torch.autocast(a.device, dtype=torch.bfloat16), torch.set_grad_enabled(not a.init):
        return vae.quant_conv(vae.encoder(x)).float().chunk(2, 1)


def picture_loss(y, x):
    gradients = lambda p: (p[..., 1:, 1:] - p[..., :-1, 1:], p[..., 1:, 1:] - p[..., 1:, :-1])
    edges = sum((p - q).abs().mean() for p, q in zip(gradients(x), gradients(y)))
    colour = F.mse_loss(F.avg_pool2d(y, 4), F.avg_pool2d(x, 4))
    return 2 * colour + (y - x).abs().mean() + 0.4 * edges + 1.5 * F.mse_loss(y, x)


def latent_loss(mean, logvar):
    detail = mean[:, 3]  # its spread is kept at 1, or the noise drowns it
    spread = 0.02 * ((detail.std() - 1) ** 2 + detail.mean() ** 2)
    return spread + 1e-4 * mean.pow(2).mean() + 1e-3 * (logvar + 8).pow(2).mean()


params = [p for p in vae.parameters() if p.requires_grad]
groups = [dict(params=params, lr=a.rate, weight_decay=1e-4)]
run = common.Run(dict(vae=vae), groups, a.minutes, f"{a.work}/vae.pt", warmup=80, clip=0.5)
for _ in run:
    x = batch()
    mean, logvar = encode(x)
    with torch.autocast(a.device, dtype=torch.bfloat16):
        y = vae.decoder(vae.post_quant_conv(mean + torch.randn_like(mean) * NOISE)).float()
    loss = picture_loss(y, x)
    run.learn(loss if a.init else loss + latent_loss(mean, logvar))

if not a.init:  # latents of mean 0 and deviation 1, so that the scaling factor is 1
    common.load(vae, run.out)
    with torch.inference_mode():
        z = torch.cat([encode(batch())[0] for _ in range(60)])
    whiten(vae, z.mean((0, 2, 3)), z.permute(0, 2, 3, 1).reshape(-1, 4).std(0))
    torch.save({"vae": vae.state_dict()}, run.out)
