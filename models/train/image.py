"""Image stage: UNet, both ControlNets (tile, hed) and text encoder together, on the noise levels that 2 and 4 sampling steps visit.

Every step of training is a whole run of the sampler, from pure noise or, as with a strength below 1, from the noised source:
each prediction is scored on its picture (x0), and the next one continues from it, errors and all.
`python image.py WORK VOCAB --minutes 25` makes WORK/image.pt; `--init FILE` starts from an older one.
"""

import argparse
import random

import numpy as np
import torch

import common
from nets import ALPHA_BAR, STYLES, TIMESTEPS, Hed, identity_vae, image_nets
from nets import hed_control, predict_v, prompt_pool, text_encoder, tokenizer
from prepare import colour_map, encode
from targets import line_drawing

parser = argparse.ArgumentParser()
parser.add_argument("work")
parser.add_argument("vocab")
parser.add_argument("--init")
parser.add_argument("--minutes", type=float, default=25)
parser.add_argument("--batch", type=int, default=8)
parser.add_argument("--crop", type=int, default=32, help="latent pixels")
parser.add_argument("--rate", type=float, default=1.5e-3)
parser.add_argument("--only-edges", action="store_true", help="train the ControlNet for soft edges alone, the rest stays as it is")
parser.add_argument("--device", default=common.DEVICE)
a = parser.parse_args()
torch.manual_seed(1)
rnd, rng = random.Random(1), np.random.default_rng(1)
images = np.load(f"{a.work}/images.npy", mmap_mode="r")  # [n,7,h,w,3], source and targets
vae = common.load(identity_vae(), f"{a.work}/vae.pt").requires_grad_(False)
unet, control = image_nets(None if a.init else colour_map(vae, images[::8, 0]))
text, detector = text_encoder(), common.load(Hed(), f"{a.work}/hed.pt").requires_grad_(False).to(a.device)
vae.to(a.device, memory_format=torch.channels_last)
if a.init:
    for name, net in dict(unet=unet, control=control, text=text).items():
        common.load(net, a.init, name)
else:
    common.load(text, f"{a.work}/text.pt")
edges = hed_control(control)
if a.init and "edges" in torch.load(a.init):
    common.load(edges, a.init, "edges")
nets = dict(unet=unet, control=control, edges=edges, text=text)
for net in nets.values():
    net.to(a.device, memory_format=torch.channels_last)
POOL = 500
pool = prompt_pool(tokenizer(a.vocab, f"{a.work}/tokenizer"), rnd, POOL)
groups = [
    dict(params=[*unet.parameters(), *control.parameters(), *edges.parameters()], lr=a.rate, weight_decay=1e-3),
    dict(params=list(text.parameters()), lr=a.rate / 10, weight_decay=0.0, adam=True),
]
if a.only_edges:
    for net in (unet, control, text):
        net.requires_grad_(False)
    groups = [dict(params=list(edges.parameters()), lr=a.rate, weight_decay=1e-3)]
T = torch.tensor(TIMESTEPS, device=a.device)
SIGNAL, NOISE = ALPHA_BAR[TIMESTEPS].sqrt().tolist(), (1 - ALPHA_BAR[TIMESTEPS]).sqrt().tolist()
# positions in TIMESTEPS that a run of the sampler visits: 2 steps, 4 steps, and the ends of both
RUNS, CHANCES = [(0, 2), (0, 1, 2, 3), (2,), (1, 2, 3), (2, 3)], [0.52, 0.30, 0.06, 0.06, 0.06]
LINES = [STYLES.index(s) for s in ("pencil", "neon", "blueprint")]  # looks that need no more than edges
STYLE_CHANCE = [1.2, 1.0, 1.2, 1.2, 1.6, 1.0]  # the looks that are hardest to learn more often
STYLE_WEIGHT = torch.tensor([1.3, 0.8, 1.3, 0.8, 1.2, 0.7], device=a.device)  # targets close to the source count more
CHANNEL_WEIGHT = torch.tensor([1.2, 1.2, 1.2, 0.9], device=a.device).view(1, 4, 1, 1)
GRAIN = 4 / 255  # of the source, at most: what the networks must not paint


def batch(chances, edges_alone):
    """Source and target latents, source with grain 0..1, prompt ids and style of random crops.

    `edges_alone`: nothing else will be known, from pure noise.
    """
    pictures, prompts, styles = [], [], rnd.choices(range(len(STYLES)), chances, k=a.batch)
    for k in styles:
        size = 4 * a.crop
        y, x = 4 * rng.integers(0, (images.shape[2] - size) // 4 + 1, 2)
        pair = images[rng.integers(len(images)), [0, k + 1], y : y + size, x : x + size]
        if edges_alone and STYLES[k] == "pencil":
            pair = np.stack([pair[0], line_drawing(pair[0])])
        pictures.append(pair)
        prompts.append(pool[STYLES[k]][rng.integers(POOL)])
    pictures = np.stack(pictures)
    source, target = (encode(vae, pictures[:, n], a.device).clone() for n in (0, 1))
    image = torch.from_numpy(pictures[:, 0]).permute(0, 3, 1, 2).to(a.device).float() / 255
    image = common.grained(image, GRAIN)
    return source, target, image, torch.stack(prompts).to(a.device), torch.tensor(styles, device=a.device)


def predict(x, j, h, controls):
    """The picture and the noise that the networks see in x, at position j of TIMESTEPS."""
    with torch.autocast(a.device, dtype=torch.bfloat16):
        v = predict_v(unet, controls, h, x, T[j]).float()
    return SIGNAL[j] * x - NOISE[j] * v, NOISE[j] * x + SIGNAL[j] * v


def error(x0, target, style):
    d = x0 - target
    each = (torch.sqrt(d * d + 0.01) - 0.1 + 0.5 * (d * d).clamp(max=16)) * CHANNEL_WEIGHT
    return (each.mean((1, 2, 3)) * STYLE_WEIGHT[style]).mean()


run = common.Run(nets, groups, a.minutes, f"{a.work}/image.pt")
for _ in run:
    which = rnd.choices(["tile", "both", "hed"], [0, 0.3, 0.7] if a.only_edges else [0.5, 0.3, 0.2])[0]
    visits, chances = rnd.choices(RUNS, CHANCES)[0], STYLE_CHANCE
    edges_alone = which == "hed" and visits[0] == 0
    if edges_alone:  # from pure noise, edges tell no colours
        chances = [c if i in LINES else 0 for i, c in enumerate(chances)]
    source, target, image, prompt, style = batch(chances, edges_alone)
    h, x = text(input_ids=prompt).last_hidden_state, torch.randn_like(source)
    with torch.no_grad():
        maps = None if which == "tile" else detector.maps(image)
    controls = [pair for pair, name in (((control, image), "tile"), ((edges, maps), "hed")) if which in (name, "both")]
    if visits[0] > 0:
        x = SIGNAL[visits[0]] * source + NOISE[visits[0]] * x
    loss = 0
    for n, j in enumerate(visits):
        x0, noise = predict(x, j, h, controls)
        loss = loss + error(x0, target, style)
        if n + 1 < len(visits):
            x = (SIGNAL[visits[n + 1]] * x0 + NOISE[visits[n + 1]] * noise).detach()
    run.learn(loss / len(visits))
