"""Clips made steadier: sources without their grain, what was drawn averaged along their motion."""

import cv2
import numpy as np


def without_grain(clip, threshold=4):
    """Frames as the tile plugin's `steady` makes them: averaged over time where little changes."""
    mean, out = np.float32(clip[0]), [clip[0]]
    for frame in clip[1:]:
        change = frame - mean
        motion = np.abs(cv2.blur(change, (5, 5), borderType=cv2.BORDER_REPLICATE)).max(-1, keepdims=True)
        mean = mean + change * (0.12 + 0.88 * np.clip(motion / threshold - 0.5, 0, 1))
        out.append(np.uint8(np.clip(mean + 0.5, 0, 255)))
    return np.stack(out)


def along_motion(drawn, sources, neighbours=4):
    """What was drawn, 8-bit RGB [frames,h,w,3], each averaged with its neighbours, much as `--deflicker` does it."""
    search = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    gray = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in sources]
    here = np.stack(np.meshgrid(*(np.arange(n, dtype=np.float32) for n in gray[0].shape[::-1])), -1)
    out = []
    for i, source in enumerate(sources):
        total, weights = np.float32(drawn[i]), 1
        for j in range(max(0, i - neighbours), min(len(sources), i + neighbours + 1)):
            if j != i:
                at = here + search.calc(gray[i], gray[j], None)
                there, seen = (cv2.remap(f[j], at, None, cv2.INTER_LINEAR) for f in (drawn, sources))
                weight = _agreement(source, seen) * ((at >= 0) & (at <= here[-1, -1])).all(-1, keepdims=True)
                total, weights = total + weight * there, weights + weight
        out.append(np.uint8(total / weights + 0.5))
    return np.stack(out)


def _agreement(a, b, levels=6):
    """1 where two pictures are the same, 1/e where they differ by so many grey levels on average of 5x5 pixels."""
    difference = cv2.blur(np.abs(np.float32(a) - b).mean(-1), (5, 5), borderType=cv2.BORDER_REPLICATE)
    return np.exp(-((difference / levels) ** 2))[..., None]
