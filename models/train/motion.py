"""Motion stage: the adapter alone, on clips of 16 frames, most of the time with other noise in every frame.

As in the image stage, a step is a whole run of the sampler; what counts besides the picture is that its error does not change
from frame to frame, because that change is what flickers. Every frame of the source gets grain of its own.
`python motion.py WORK VOCAB --minutes 10` makes WORK/motion.pt; `--init FILE` starts from an older one.
"""

import argparse
import random

import numpy as np
import torch
from diffusers import UNetMotionModel

import common
from nets import ALPHA_BAR, STYLES, TIMESTEPS, Hed, hed_control, image_nets
from nets import motion_adapter, prompt_pool, residuals, text_encoder, tokenizer

parser = argparse.ArgumentParser()
parser.add_argument("work")
parser.add_argument("vocab")
parser.add_argument("--init")
parser.add_argument("--minutes", type=float, default=10)
parser.add_argument("--crop", type=int, default=24, help="latent pixels")
parser.add_argument("--rate", type=float, default=1e-3)
parser.add_argument("--device", default=common.DEVICE)
a = parser.parse_args()
torch.manual_seed(2)
rnd, rng = random.Random(2), np.random.default_rng(2)
data = torch.load(f"{a.work}/clips.pt")  # z [n,16,7,4,h,w], x [n,16,4h,4w,3]
(unet, control), text, adapter = image_nets(), text_encoder(), motion_adapter()
edges, detector = hed_control(control), common.load(Hed(), f"{a.work}/hed.pt").requires_grad_(False).to(a.device)
for name, net in dict(unet=unet, control=control, edges=edges, text=text).items():
    common.load(net, f"{a.work}/image.pt", name).requires_grad_(False).to(a.device)
if a.init:
    common.load(adapter, a.init)
video = UNetMotionModel.from_unet2d(unet, adapter).to(a.device).requires_grad_(False)


class Trained(torch.nn.Module):
    """The motion modules inside the video UNet, under the names that they have in an adapter."""

    def state_dict(self):
        inside = video.state_dict()
        return {k: inside[k] for k in adapter.state_dict()}

    def load_state_dict(self, state):
        return video.load_state_dict(state, strict=False)


POOL, FRAMES = 60, 16
pool = prompt_pool(tokenizer(a.vocab, f"{a.work}/tokenizer"), rnd, POOL)
params = [p.requires_grad_(True) for name, p in video.named_parameters() if "motion_modules" in name]
GRAIN = 3 / 255
RUNS, CHANCES = [(0, 2), (0, 1, 2, 3), (2,)], [0.65, 0.25, 0.1]  # positions in TIMESTEPS, as in the image stage


def predict(x, j, h, controls):
    """The picture and the noise that the networks see in x [16,4,h,w], at position j of TIMESTEPS."""
    t = TIMESTEPS[j]
    signal, noise = ALPHA_BAR[t].sqrt(), (1 - ALPHA_BAR[t]).sqrt()
    with torch.autocast(a.device, dtype=torch.bfloat16):
        with torch.no_grad():
            down, mid = residuals(controls, h, x, t)
        v = video(
            x.transpose(0, 1)[None],
            t,
            encoder_hidden_states=h,
            down_block_additional_residuals=down,
            mid_block_additional_residual=mid,
        ).sample[0]
    v = v.transpose(0, 1).float()
    return signal * x - noise * v, noise * x + signal * v


def clip():
    """Source and target latents, frames 0..1 and the prompt of one clip, forwards or backwards."""
    i, k, c = rng.integers(len(data["z"])), rnd.randrange(len(STYLES)), a.crop
    order = list(range(FRAMES))[:: rnd.choice((1, -1))]
    y, x = rng.integers(0, data["z"].shape[-1] - c + 1, 2)
    z = data["z"][i, order][..., y : y + c, x : x + c].float()
    image = data["x"][i, order, 4 * y : 4 * (y + c), 4 * x : 4 * (x + c)].permute(0, 3, 1, 2).float() / 255
    prompt = pool[STYLES[k]][rng.integers(POOL)][None]
    return [v.to(a.device) for v in (z[:, 0], z[:, k + 1], image, prompt)]


def error(x0, target):
    d = x0 - target
    change = d[1:] - d[:-1]
    picture = (torch.sqrt(d * d + 0.01) - 0.1).mean() + 0.5 * (d * d).clamp(max=16).mean()
    return picture + 1.5 * change.abs().mean() + 0.5 * (change * change).mean()


run = common.Run(dict(motion=Trained()), [dict(params=params, lr=a.rate, weight_decay=1e-3)], a.minutes, f"{a.work}/motion.pt", 30)
for _ in run:
    source, target, image, prompt = clip()
    with torch.no_grad():
        h = text(input_ids=prompt).last_hidden_state.expand(FRAMES, -1, -1)
    x = torch.randn_like(source)
    x = x if rnd.random() < 0.75 else x[:1].expand_as(x)
    image = image + torch.randn_like(image) * GRAIN * rnd.random()
    controls = [(control, image)]
    if rnd.random() < 0.3:
        with torch.no_grad():
            controls.append((edges, detector.maps(image)))
    visits = rnd.choices(RUNS, CHANCES)[0]
    if visits[0] > 0:
        t = TIMESTEPS[visits[0]]
        x = ALPHA_BAR[t].sqrt() * source + (1 - ALPHA_BAR[t]).sqrt() * x
    loss = 0
    for n, j in enumerate(visits):
        x0, noise = predict(x, j, h, controls)
        loss = loss + error(x0, target)
        if n + 1 < len(visits):
            t = TIMESTEPS[visits[n + 1]]
            x = (ALPHA_BAR[t].sqrt() * x0 + (1 - ALPHA_BAR[t]).sqrt() * noise).detach()
    run.learn(loss / len(visits))
