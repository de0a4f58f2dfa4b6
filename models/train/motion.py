"""Motion stage: the adapter alone learns to draw clips as steadily as the image networks would if every frame saw its neighbours.

The image networks draw each frame of a clip from one noise and without grain; their frames, averaged along the motion of the source
(`steady.py`), are what the video network is to draw in one pass, half of the time from noise of its own in every frame, and from
frames with grain of their own. So looks stay as they are. Half of the clips are films; the others look at a picture of the image
stage with a camera that rests, trembles, pans or zooms, now and then with something in front of it. Only modules that see the
control map are trained; `averaging.py` has their starting values.
`python motion.py WORK VOCAB --minutes 30` makes WORK/motion.pt; `--init FILE` starts from an older one.
"""

import argparse
import random

import cv2
import numpy as np
import torch
from diffusers import UNetMotionModel

import averaging
import common
from nets import ALPHA_BAR, STYLES, TIMESTEPS, Hed, hed_control, identity_vae, image_nets
from nets import motion_adapter, predict_v, prompt_pool, residuals, text_encoder, tokenizer
from prepare import encode
from steady import along_motion

parser = argparse.ArgumentParser()
parser.add_argument("work")
parser.add_argument("vocab")
parser.add_argument("--init")
parser.add_argument("--minutes", type=float, default=30)
parser.add_argument("--crop", type=int, default=16, help="latent pixels")
parser.add_argument("--rate", type=float, default=6e-5)
parser.add_argument("--device", default=common.DEVICE)
a = parser.parse_args()
torch.manual_seed(2)
rnd, rng = random.Random(2), np.random.default_rng(2)
films = np.load(f"{a.work}/clips.npy", mmap_mode="r")  # [n,16,h,w,3]
images = np.load(f"{a.work}/images.npy", mmap_mode="r")  # [n,7,256,256,3], source and targets
vae = common.load(identity_vae(), f"{a.work}/vae.pt").requires_grad_(False).to(a.device)
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
params = [p.requires_grad_(True) for module in averaging.behind_controls(video) for p in module.parameters()]
GRAIN = 4 / 255
RUNS, CHANCES = [(0, 2), (0, 1, 2, 3), (2,)], [0.7, 0.15, 0.15]  # positions in TIMESTEPS, as in the image stage


def frame_by_frame(controls, h, x, t):
    """The v that the image networks see in x [16,4,h,w]."""
    with torch.no_grad():
        return predict_v(unet, controls, h, x, t)


def together(controls, h, x, t):
    """The same with the motion modules."""
    with torch.no_grad():
        down, mid = residuals(controls, h, x, t)
    v = video(
        x.transpose(0, 1)[None],
        t,
        encoder_hidden_states=h,
        down_block_additional_residuals=down,
        mid_block_additional_residual=mid,
    ).sample[0]
    return v.transpose(0, 1)


def in_float32(forward):
    """A module's forward that autocast leaves alone: frames differ by less than bfloat16 can tell."""

    def exact(x, *rest, **named):
        with torch.autocast(a.device, enabled=False):
            return forward(x.float(), *rest, **named)

    return exact


def sampler(seen, controls, h, x, visits):
    """The picture that `seen` sees at each of the visited positions of TIMESTEPS, on the way that the sampler takes from x."""
    for j, after in zip(visits, [*visits[1:], None]):
        signal, noise = ALPHA_BAR[TIMESTEPS[j]].sqrt(), (1 - ALPHA_BAR[TIMESTEPS[j]]).sqrt()
        with torch.autocast(a.device, dtype=torch.bfloat16):
            v = seen(controls, h, x, TIMESTEPS[j]).float()
        x0 = signal * x - noise * v
        yield x0
        if after is not None:
            x = noised(x0, noise * x + signal * v, after).detach()


def noised(picture, noise, j):
    alpha_bar = ALPHA_BAR[TIMESTEPS[j]]
    return alpha_bar.sqrt() * picture + (1 - alpha_bar).sqrt() * noise


def control_maps(image, names):
    """The ControlNets of `tile` and `hed` with their maps of frames 0..1 [16,3,h,w]."""
    with torch.no_grad():
        maps = dict(tile=lambda: (control, image), hed=lambda: (edges, detector.maps(image)))
        return [maps[name]() for name in names]


@torch.no_grad()
def steadied(picture, frames):
    """Latents [16,4,h,w] whose pictures are averaged along the motion of frames, 8-bit RGB [16,4h,4w,3]."""
    with torch.autocast(a.device, dtype=torch.bfloat16):
        drawn = vae.decode(picture).sample.float()
    drawn = ((drawn.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()
    return encode(vae, along_motion(drawn, frames), a.device).clone()


@torch.no_grad()
def stand_still(grain, same_noise):
    """A picture in each style, with grain of its own in every frame, and with the same noise in all or with its own."""
    for style in STYLES:
        frames = np.array(images[rng.integers(len(images)), :1, : 4 * a.crop, : 4 * a.crop]).repeat(FRAMES, 0)
        x = torch.randn(1 if same_noise else FRAMES, 4, a.crop, a.crop, device=a.device).expand(FRAMES, -1, -1, -1)
        list(sampler(together, control_maps(common.grained(unit(frames), grain), ["tile"]), prompt(style), x, RUNS[0]))


def unit(frames):
    """8-bit RGB [n,h,w,3] -> 0..1 [n,3,h,w]"""
    return torch.from_numpy(frames).to(a.device).permute(0, 3, 1, 2).float() / 255


@torch.no_grad()
def prompt(style):
    ids = pool[style][rng.integers(POOL)][None].to(a.device)
    return text(input_ids=ids).last_hidden_state.expand(FRAMES, -1, -1)


def film():
    """A part of a film, forwards or backwards."""
    size = 4 * a.crop
    y, x = rng.integers(0, films.shape[2] - size + 1, 2)
    return np.array(films[rng.integers(len(films)), :: rnd.choice((1, -1)), y : y + size, x : x + size])


def camera():
    """A picture through a camera, half of the time with a part of another picture moving before it."""
    seen = view((0, 0, 0.5, 1.5, 3))
    if rnd.random() < 0.5:
        size = 4 * a.crop
        mask = np.zeros((size, size, 1), np.float32)
        corner = rng.integers(0, size * 2 // 3, 2)
        mask[corner[0] : corner[0] + size // 2, corner[1] : corner[1] + size // 2] = 1
        speed = rnd.choice((2, 4, 8)) * rng.uniform(-1, 1, 2)
        moving = [np.roll(mask, np.int64(np.round(speed * (n - FRAMES // 2))), (0, 1)) for n in range(FRAMES)]
        seen = [over * m + under * (1 - m) for under, over, m in zip(seen, view((2, 4, 8)), moving)]
    return np.uint8(np.array(seen) + 0.5)


def view(speeds):
    """Frames of a picture at rest or moving by pixels a frame, trembling, zooming."""
    size, speed = 4 * a.crop, rnd.choice(speeds) * rng.uniform(-1, 1, 2)
    zoom, tremble = rnd.choice((0, 0, 0.004)) * rng.uniform(-1, 1), rnd.choice((0, 0, 0.4))
    picture, corner, seen = images[rng.integers(len(images)), 0], rng.uniform(0, images.shape[2] - size, 2), []
    for n in range(FRAMES):
        scale, at = 1 + zoom * n, corner + speed * (n - FRAMES // 2) + tremble * rng.normal(size=2)
        window = np.float64([[scale, 0, at[0]], [0, scale, at[1]]])
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        seen.append(cv2.warpAffine(picture, window, (size, size), flags=flags, borderMode=cv2.BORDER_REFLECT_101))
    return seen


def error(x0, target):
    d = x0 - target
    change = d[1:] - d[:-1]
    return d.abs().mean() + 0.5 * (d * d).mean() + change.abs().mean() + 0.5 * (change * change).mean()


for module in averaging.behind_controls(video):
    module.forward = in_float32(module.forward)
if not a.init:
    averaging.start(video, lambda: stand_still(GRAIN, True), lambda: stand_still(0, False))
run = common.Run(dict(motion=Trained()), [dict(params=params, lr=a.rate, weight_decay=1e-3)], a.minutes, f"{a.work}/motion.pt", 30)
for _ in run:
    style, frames = rnd.choice(STYLES), film() if rnd.random() < 0.5 else camera()
    names, visits = rnd.choices([["tile"], ["tile", "hed"], ["hed"]], [0.6, 0.3, 0.1])[0], rnd.choices(RUNS, CHANCES)[0]
    h, noise = prompt(style), torch.randn(FRAMES, 4, a.crop, a.crop, device=a.device)
    same = noise[:1].expand_as(noise)
    own = noise if rnd.random() < 0.5 else same
    if visits[0] > 0:
        same, own = (noised(encode(vae, frames, a.device), n, visits[0]) for n in (same, own))
    wanted = [steadied(x0, frames) for x0 in sampler(frame_by_frame, control_maps(unit(frames), names), h, same, visits)]
    controls = control_maps(common.grained(unit(frames), GRAIN * rnd.random()), names)
    losses = [error(x0, target) for x0, target in zip(sampler(together, controls, h, own, visits), wanted)]
    run.learn(sum(losses) / len(losses))
