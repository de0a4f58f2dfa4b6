"""Training data, in two parts.

python prepare.py images WORK --media FILES...   WORK/images.npy: source and its targets, [n,7,256,256,3]
python prepare.py clips WORK --media FILMS...    WORK/clips.npy: frames without grain, [n,16,160,160,3]
"""

import argparse

import cv2
import numpy as np
import torch

import scenes
from steady import without_grain
from targets import targets

SIZE = 256
FRAMES = 16


def frames(file, every=1, start=0, count=None):
    """RGB frames of a film, or the one picture of an image file."""
    image = cv2.imread(file)
    if image is not None:
        return [np.ascontiguousarray(image[..., ::-1])]
    film, out, n = cv2.VideoCapture(file), [], start
    film.set(cv2.CAP_PROP_POS_FRAMES, start)
    while (count is None or len(out) < count) and (got := film.read())[0]:
        if (n - start) % every == 0:
            out.append(np.ascontiguousarray(got[1][..., ::-1]))
        n += 1
    return out


def crop(image, rng):
    """A random square, at 1 to 1.8 times the size that just fits, mirrored and with other colours now and then."""
    h, w = image.shape[:2]
    s = SIZE / min(h, w) * (1 + 0.8 * rng.random())
    image = cv2.resize(image, None, fx=s, fy=s, interpolation=cv2.INTER_AREA if s < 1 else cv2.INTER_CUBIC)
    y, x = (rng.integers(0, n - SIZE + 1) for n in image.shape[:2])
    c = image[y : y + SIZE, x : x + SIZE]
    c = np.ascontiguousarray(c[:, ::-1] if rng.random() < 0.5 else c)
    return recoloured(c, rng) if rng.random() < 0.6 else c


def recoloured(image, rng):
    hsv = cv2.cvtColor(image, cv2.COLOR_RGB2HSV).astype(np.float32)
    hsv[..., 0] = (hsv[..., 0] + (rng.normal() * 6 if rng.random() < 0.7 else rng.random() * 180)) % 180
    hsv[..., 1] = np.clip(hsv[..., 1] * (0.6 + 0.9 * rng.random()), 0, 255)
    value = np.clip(hsv[..., 2] / 255 * (0.75 + 0.5 * rng.random()), 0, 1)
    hsv[..., 2] = 255 * value ** (0.7 + 0.7 * rng.random())
    return cv2.cvtColor(np.uint8(hsv), cv2.COLOR_HSV2RGB)


def with_targets(image):
    return np.concatenate([image[None], targets(image)])


@torch.inference_mode()
def encode(vae, images, device):
    """8-bit RGB [n,h,w,3] -> latents [n,4,h/4,w/4]."""
    x = torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).to(device).float() / 127.5 - 1
    with torch.autocast(device, dtype=torch.bfloat16):
        return vae.quant_conv(vae.encoder(x))[:, :4].float()


def colour_map(vae, images):
    """(matrix [3,3], bias [3]): latents 0..2 are about matrix @ block-mean RGB 0..1 + bias."""
    z = torch.cat([encode(vae, i[None], "cpu") for i in images]).clone()
    x = torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).float() / 255
    blocks, colours = (v.permute(0, 2, 3, 1).reshape(-1, 3) for v in (torch.nn.functional.avg_pool2d(x, 4), z[:, :3]))
    fit = torch.linalg.lstsq(torch.cat([blocks, torch.ones(len(blocks), 1)], 1), colours).solution
    return fit[:3].T.contiguous(), fit[3]


def make_images(a, rng):
    sources = [crop(f, rng) for file in a.media for f in frames(file, a.every) for _ in range(a.crops)]
    for _ in range(a.scenes):
        clip = scenes.clip(rng)
        sources += [clip[0], clip[5]]
    np.save(f"{a.work}/images.npy", np.stack([with_targets(s) for s in sources]))
    print(len(sources), "images,", 2 * a.scenes, "of them procedural, which come last")


def make_clips(a, rng):
    size, edge = 160, (SIZE - 160) // 2
    clips = [scenes.clip(rng, FRAMES)[:, edge : edge + size, edge : edge + size] for _ in range(a.scenes)]
    for file in a.media:
        total = int(cv2.VideoCapture(file).get(cv2.CAP_PROP_FRAME_COUNT))
        for k in range(a.crops):
            clip = frames(file, 1, k * max(0, total - FRAMES) // a.crops, FRAMES)
            s = SIZE / min(clip[0].shape[:2])
            clip = [cv2.resize(f, None, fx=s, fy=s, interpolation=cv2.INTER_AREA) for f in clip]
            y, x = (rng.integers(0, n - size + 1) for n in clip[0].shape[:2])
            clips.append(without_grain(np.stack(clip)[:, y : y + size, x : x + size]))
    np.save(f"{a.work}/clips.npy", np.stack(clips))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["images", "clips"])
    parser.add_argument("work")
    parser.add_argument("--media", nargs="*", default=[])
    parser.add_argument("--every", type=int, default=6, help="images: use every n-th frame of a film")
    parser.add_argument("--crops", type=int, default=3, help="images: crops per frame; clips: clips per film")
    parser.add_argument("--scenes", type=int, default=115, help="procedural clips")
    args = parser.parse_args()
    make = {"images": make_images, "clips": make_clips}[args.what]
    make(args, np.random.default_rng(11))
