"""Motion stage: the adapter alone, on clips of 16 frames, half of the time with other noise in every frame.

As in the image stage, a step is a whole run of the sampler; what counts besides the picture is that its error does not change
from frame to frame, because that change is what flickers. Every frame of the source gets grain of its own. Half of the clips
are films; the others look at a picture of the image stage with a camera that rests, trembles, pans or zooms, now and then with
something in front of it: source and target then move exactly alike.
`python motion.py WORK VOCAB --minutes 10` makes WORK/motion.pt; `--init FILE` starts from an older one.
"""

import argparse
import random

import cv2
import numpy as np
import torch
from diffusers import UNetMotionModel

import common
from nets import ALPHA_BAR, STYLES, TIMESTEPS, Hed, hed_control, identity_vae, image_nets
from nets import motion_adapter, prompt_pool, residuals, text_encoder, tokenizer
from prepare import encode

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
films = torch.load(f"{a.work}/clips.pt", mmap=True)  # z [n,16,7,4,h,w], x [n,16,4h,4w,3]
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
params = [p.requires_grad_(True) for name, p in video.named_parameters() if "motion_modules" in name]
GRAIN = 4 / 255
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
    """Source and target latents, frames 0..1 and the prompt of one clip."""
    k = rnd.randrange(len(STYLES))
    source, target, image = film(k) if rnd.random() < 0.5 else camera(k)
    prompt = pool[STYLES[k]][rng.integers(POOL)][None]
    return [v.to(a.device) for v in (source, target, image.permute(0, 3, 1, 2).float() / 255, prompt)]


def film(k):
    """A part of a film, forwards or backwards, in style k."""
    i, c = rng.integers(len(films["z"])), a.crop
    order = list(range(FRAMES))[:: rnd.choice((1, -1))]
    y, x = rng.integers(0, films["z"].shape[-1] - c + 1, 2)
    z = films["z"][i, order][..., y : y + c, x : x + c].float()
    return z[:, 0], z[:, k + 1], films["x"][i, order, 4 * y : 4 * (y + c), 4 * x : 4 * (x + c)]


def camera(k):
    """Pictures and their targets in style k through a camera, half of the time with a part of another picture moving before them."""
    seen = view(k, (0, 0, 0.5, 1.5, 3))
    if rnd.random() < 0.5:
        size = 4 * a.crop
        mask = np.zeros((size, size, 1), np.float32)
        corner = rng.integers(0, size * 2 // 3, 2)
        mask[corner[0] : corner[0] + size // 2, corner[1] : corner[1] + size // 2] = 1
        speed = rnd.choice((2, 4, 8)) * rng.uniform(-1, 1, 2)
        moving = [np.roll(mask, np.int64(np.round(speed * (n - FRAMES // 2))), (0, 1)) for n in range(FRAMES)]
        both = zip(seen, view(k, (2, 4, 8)))
        seen = [[o * m + u * (1 - m) for u, o, m in zip(under, over, moving)] for under, over in both]
    seen = np.uint8(np.array(seen) + 0.5)
    source, target = (encode(vae, frames, a.device).clone() for frames in seen)
    return source, target, torch.from_numpy(seen[0])


def view(k, speeds):
    """Frames of a picture and of its target in style k: at rest or moving by pixels a frame, trembling, zooming."""
    size, speed = 4 * a.crop, rnd.choice(speeds) * rng.uniform(-1, 1, 2)
    zoom, tremble = rnd.choice((0, 0, 0.004)) * rng.uniform(-1, 1), rnd.choice((0, 0, 0.4))
    pictures, corner = images[rng.integers(len(images)), [0, k + 1]], rng.uniform(0, images.shape[2] - size, 2)
    seen = [[], []]
    for n in range(FRAMES):
        scale, at = 1 + zoom * n, corner + speed * (n - FRAMES // 2) + tremble * rng.normal(size=2)
        window = np.float64([[scale, 0, at[0]], [0, scale, at[1]]])
        for picture, frames in zip(pictures, seen):
            flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
            frames.append(cv2.warpAffine(picture, window, (size, size), flags=flags, borderMode=cv2.BORDER_REFLECT_101))
    return seen


def error(x0, target):
    d = x0 - target
    change = d[1:] - d[:-1]
    picture = (torch.sqrt(d * d + 0.01) - 0.1).mean() + 0.5 * (d * d).clamp(max=16).mean()
    return picture, change.abs().mean() + 0.5 * (change * change).mean()


run = common.Run(dict(motion=Trained()), [dict(params=params, lr=a.rate, weight_decay=1e-3)], a.minutes, f"{a.work}/motion.pt", 30)
for _ in run:
    source, target, image, prompt = clip()
    with torch.no_grad():
        h = text(input_ids=prompt).last_hidden_state.expand(FRAMES, -1, -1)
    x = torch.randn_like(source)
    x = x if rnd.random() < 0.5 else x[:1].expand_as(x)
    image = common.grained(image, GRAIN)
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
        picture, change = error(x0, target)
        loss = loss + picture + 3 * change
        if n + 1 < len(visits):
            t = TIMESTEPS[visits[n + 1]]
            x = (ALPHA_BAR[t].sqrt() * x0 + (1 - ALPHA_BAR[t]).sqrt() * noise).detach()
    run.learn(loss / len(visits))
