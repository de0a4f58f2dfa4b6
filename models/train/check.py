"""Restyles a film with a finished pack through diffusers, in the way the product does, and measures the result.

python check.py PACK VOCAB FILM OUT   writes OUT.png (first, middle and last frame; source above, then a row for each style; the
last column is the filter that was the target) and OUT.json, per style:
  psnr, bound          of the result against that filter's picture; of the filter's picture through the autoencoder alone
  edges, edges_filter  correlation of contours with the source's: of the result, of the filter's picture
  flicker              mean |frame[t+1] - frame[t]| where the source changes by less than 3, in grey levels
  seconds              per frame
and under "source": its own flicker, and the PSNR of its frames through the autoencoder.
"""

import argparse
import json
import time

import cv2
import numpy as np
import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    EulerDiscreteScheduler,
    MotionAdapter,
    UNet2DConditionModel,
    UNetMotionModel,
)
from transformers import CLIPTextModel

from nets import STYLES, SYNONYMS, ids, tokenizer
from targets import edge_strength, targets

PROMPTS = {style: f"{SYNONYMS[style][0]} of a person" for style in STYLES} | {"neon": "neon, a person at night"}  # styles.yaml's
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for name in ("pack", "vocab", "film", "out"):
    parser.add_argument(name)
parser.add_argument("--frames", type=int, default=32)
parser.add_argument("--start", type=int, default=0, help="first frame")
parser.add_argument("--short", type=int, default=256, help="shorter side of the result")
parser.add_argument("--steps", type=int, default=2)
parser.add_argument("--strength", type=float, default=1.0)
parser.add_argument("--scale", type=float, default=1.0, help="of the ControlNet")
parser.add_argument("--styles", default=",".join(STYLES))
parser.add_argument("--noise", choices=["constant", "fresh"], default="constant")
parser.add_argument("--no-motion", action="store_true")
a = parser.parse_args()
WINDOW, OVERLAP = 16, 4


class Pack:
    def __init__(self, folder, motion):
        load = lambda kind, name: kind.from_pretrained(f"{folder}/{name}", torch_dtype=torch.float32)
        self.net, self.motion = load(UNet2DConditionModel, "unet"), motion
        if motion:
            self.net = UNetMotionModel.from_unet2d(self.net, load(MotionAdapter, "motion"))
        self.control, self.vae = load(ControlNetModel, "controlnet_tile"), load(AutoencoderKL, "vae")
        self.text = load(CLIPTextModel, "text_encoder")
        self.scheduler = EulerDiscreteScheduler.from_pretrained(f"{folder}/scheduler")
        assert self.scheduler.config.prediction_type == "v_prediction"

    def predict(self, x, t, h, image):
        """v of all frames: ControlNet by frame, UNet by window, windows blended by a tent as AnimateDiff's are."""
        n = len(x)
        length = min(WINDOW, n)
        starts = [*range(0, n - length, length - OVERLAP), n - length]
        weight = 1.0 + torch.minimum(torch.arange(length), torch.arange(length).flip(0))[:, None, None, None]
        h = h.expand(n, -1, -1)
        down, mid = self.control(
            x, t, encoder_hidden_states=h, controlnet_cond=image, conditioning_scale=a.scale, return_dict=False
        )
        total, norm = torch.zeros_like(x), torch.zeros(n, 1, 1, 1)
        for s in starts:
            w = slice(s, s + length)
            v = self.net(
                x[w].transpose(0, 1)[None] if self.motion else x[w],
                t,
                encoder_hidden_states=h[w],
                down_block_additional_residuals=[d[w] for d in down],
                mid_block_additional_residual=mid[w],
            ).sample.float()
            total[w] += (v[0].transpose(0, 1) if self.motion else v) * weight
            norm[w] += weight
        return total / norm

    @torch.inference_mode()
    def restyle(self, image, h, seed=1):
        """Frames [n,3,h,w] 0..1 -> 8-bit RGB [n,h,w,3]."""
        self.scheduler.set_timesteps(a.steps)
        times, alpha_bar = self.scheduler.timesteps.long().tolist(), self.scheduler.alphas_cumprod
        first = a.steps - min(int(a.steps * a.strength + 1e-9), a.steps)
        x = torch.randn(len(image), 4, *(s // 4 for s in image.shape[2:]), generator=torch.Generator().manual_seed(seed))
        x = x[:1].repeat(len(image), 1, 1, 1) if a.noise == "constant" else x
        if first > 0:
            z = torch.cat([self.vae.encode(f[None] * 2 - 1).latent_dist.mode() for f in image])
            x = alpha_bar[times[first]].sqrt() * z + (1 - alpha_bar[times[first]]).sqrt() * x
        for i in range(first, a.steps):
            ab, after = alpha_bar[times[i]], alpha_bar[times[i + 1]] if i + 1 < a.steps else torch.tensor(1.0)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                v = self.predict(x, times[i], h, image)
            x0, noise = ab.sqrt() * x - (1 - ab).sqrt() * v, (1 - ab).sqrt() * x + ab.sqrt() * v
            x = after.sqrt() * x0 + (1 - after).sqrt() * noise
        return np.concatenate([self.decode(z[None]) for z in x])

    def decode(self, z):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            y = self.vae.decode(z).sample.float()
        return ((y.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()

    @torch.inference_mode()
    def through_vae(self, picture):
        x = torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 127.5 - 1
        return self.decode(self.vae.encode(x).latent_dist.mode())[0]


def read(file):
    film, out = cv2.VideoCapture(file), []
    film.set(cv2.CAP_PROP_POS_FRAMES, a.start)
    while len(out) < a.frames and (got := film.read())[0]:
        h, w = got[1].shape[:2]
        k = a.short / min(h, w)
        size = round(w * k / 32) * 32, round(h * k / 32) * 32  # three halvings of latents that are 4 pixels each
        out.append(cv2.resize(got[1], size, interpolation=cv2.INTER_AREA)[..., ::-1])
    return np.stack(out)


psnr = lambda p, q: 10 * np.log10(255**2 / np.mean((p.astype(float) - q) ** 2))
contours = lambda p: edge_strength(p.astype(np.float32) / 255).ravel()
changes = lambda s: np.abs(s[1:].astype(float) - s[:-1])

source, pack = read(a.film), Pack(a.pack, not a.no_motion)
tok = tokenizer(a.vocab, f"{a.out}.tokenizer")
image = torch.from_numpy(source).permute(0, 3, 1, 2).float() / 255
still = changes(source).max(-1) < 3
shown = [0, len(source) // 2, len(source) - 1]
wanted = [targets(source[i]) for i in shown]
rows = [np.concatenate([source[i] for i in (*shown, shown[-1])], 1)]
numbers = {
    "source": dict(
        flicker=float(changes(source).mean(-1)[still].mean()),
        autoencoder=float(np.mean([psnr(pack.through_vae(source[i]), source[i]) for i in shown])),
    )
}
print(numbers, flush=True)
for style in a.styles.split(","):
    start, want = time.time(), [t[STYLES.index(style)] for t in wanted]
    with torch.inference_mode():
        h = pack.text(torch.tensor([ids(tok, PROMPTS[style])])).last_hidden_state
    result = pack.restyle(image, h)
    row = dict(
        seconds=(time.time() - start) / len(source),
        psnr=np.mean([psnr(result[i], t) for i, t in zip(shown, want)]),
        bound=np.mean([psnr(pack.through_vae(t), t) for t in want]),
        edges=np.mean([np.corrcoef(contours(result[i]), contours(source[i]))[0, 1] for i in shown]),
        edges_filter=np.mean([np.corrcoef(contours(t), contours(source[i]))[0, 1] for i, t in zip(shown, want)]),
        flicker=changes(result).mean(-1)[still].mean(),
    )
    numbers[style] = {k: round(float(v), 3) for k, v in row.items()}
    print(style, numbers[style], flush=True)
    rows.append(np.concatenate([*(result[i] for i in shown), want[-1]], 1))
cv2.imwrite(a.out + ".png", np.concatenate(rows)[..., ::-1])
with open(a.out + ".json", "w") as f:
    json.dump(numbers, f, indent=1)
