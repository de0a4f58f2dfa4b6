"""What the styles should look like: classical filters of the source frame, tuned for 256 pixels on the short side.

Every filter is a smooth, local function of the picture: the same content gives the same strokes wherever it moves, so clips
stay steady and a small network can learn it. Nothing depends on the position or on chance.
"""

import cv2
import numpy as np

STYLES = ["cartoon", "pencil", "watercolor", "neon", "oil", "blueprint"]


def targets(image):
    """8-bit RGB [h,w,3] -> [6,h,w,3] in the order of STYLES."""
    f = image.astype(np.float32) / 255
    return np.stack([np.uint8(np.clip(globals()[style](f), 0, 1) * 255 + 0.5) for style in STYLES])


def soft_edges(image):
    """What the edge detector should see in an 8-bit RGB picture: contours 0..1 [h,w], texture left out."""
    return smoothstep(edge_strength(flattened(image.astype(np.float32) / 255, rounds=2)), 0.18, 0.75)


def line_drawing(image):
    """What pencil is where nothing but soft edges is known of an 8-bit RGB picture: its contours on paper, without tone."""
    paper = 0.98 - 0.85 * soft_edges(image)[..., None]
    return np.uint8(paper * np.float32([1.0, 0.99, 0.965]) * 255 + 0.5)


def cartoon(f):
    """Flat saturated colour in soft steps of lightness, under black ink."""
    flat = kuwahara(flattened(f, rounds=3), 1.6, 1.0)
    g = gray(flat)
    steps = 4.5
    q = g * steps
    stepped = (np.floor(q) + 1 / (1 + np.exp(-14 * (q - np.floor(q) - 0.5)))) / steps
    colour = saturate(flat * ((stepped + 0.10) / (g + 0.08))[..., None], 1.75)
    line = ink(gray(flattened(f, rounds=1)), sigma=1.1, gain=13)
    line = line * (1 - 0.9 * smoothstep(edge_strength(f), 0.42, 0.70))
    return colour * (0.04 + 0.96 * line[..., None])


def pencil(f):
    """Graphite on white paper: dodge-and-burn for the tone, soft lines for the contours."""
    g = gray(flattened(f, rounds=2))
    tone = np.clip(g / (1.03 - blur(1 - g, 5)), 0, 1) ** 2.2
    line = np.minimum(ink(g, sigma=1.1, gain=14), 1 - 0.75 * smoothstep(edge_strength(f), 0.35, 0.75))
    shade = 0.62 + 0.38 * smoothstep(g, 0.05, 0.55)
    p = np.minimum(tone, 0.05 + 0.95 * line) * shade
    return (0.08 + 0.90 * p)[..., None] * np.float32([1.0, 0.99, 0.965])


def watercolor(f):
    """Transparent washes: light, clear colours on white paper, with the darker rim that a drying wash leaves."""
    wash = kuwahara(kuwahara(f, 2.2, 1.1), 3.2, 1.5)
    g = gray(wash)
    wash = 1 - (1 - np.clip(wash, 0, 1)) ** np.clip(0.55 / (blur(g, 24.0) + 0.25), 1.0, 1.6)[..., None]  # dark scenes: more water
    colour = saturate(1 - 0.68 * (1 - wash) ** 1.1, 2.5)
    rim = smoothstep(edge_strength(blur(f, 1.0)), 0.13, 0.68) * 0.48
    pool = np.clip((blur(g, 4.0) - g) * 2.0, -0.16, 0.18)  # pigment runs from the light side to the dark one
    colour = colour * (1 - (rim + pool)[..., None] * np.float32([1.0, 0.9, 0.62]))
    paper = 0.9 * smoothstep(g, 0.52, 0.88)[..., None] * (1 - rim[..., None])
    return colour * (1 - paper) + paper * np.float32([0.995, 0.985, 0.96])


def neon(f):
    """Glowing lines on near-black; the hue goes around the rainbow with the direction of the gradient."""
    g = gray(f)
    n = smoothstep(edge_strength(f), 0.16, 0.62)[..., None]
    gx, gy = gradient(blur(g, 1.6))
    size = np.sqrt(gx * gx + gy * gy) + 2e-3
    # red, green and blue are 0.5 + 0.5 cos(angle - 0, 1/3, 2/3 turn): linear in the gradient, which a small network learns soonest
    hue = np.stack([0.5 + 0.5 * (gx * np.cos(k) + gy * np.sin(k)) / size for k in (0.3, 2.4, 4.5)], -1)
    colour = np.clip(0.04 + 1.15 * hue, 0, 1) * np.float32([1.0, 0.85, 1.0])
    dark = g[..., None] * np.float32([0.10, 0.05, 0.20]) + np.float32([0.025, 0.008, 0.06])
    glow = blur(colour * n, 3.0) * 0.75 + blur(colour * n, 8.0) * 0.7
    core = smoothstep(n, 0.55, 1.0) ** 2 * 0.22
    return dark + glow + colour * n * 0.95 + core


def oil(f):
    """Thick strokes along the forms, light that catches on their ridges, yellow in the lights and blue in the shadows."""
    base = kuwahara(kuwahara(f, 2.6, 1.3), 3.4, 1.6)
    g, calm = gray(f), gray(kuwahara(f, 2.0, 1.0))  # strokes follow the forms and not the grain
    detail = blur(calm, 1.3) - blur(calm, 4.5)
    even = detail / (np.sqrt(blur(detail * detail, 9.0)) + 0.02)  # nearly as strong in calm parts as in busy ones
    stroke = np.tanh(along(even, *orientation(blur(g, 1.0), 4.0), length=9) * 1.6)
    painted = saturate(base, 1.65) * (1 + 0.28 * stroke[..., None])
    ridge = stroke - shifted(stroke, 1.5, 1.5)
    painted = painted + np.clip(ridge * 0.15, -0.16, 0.20)[..., None]
    tone = (smoothstep(blur(g, 1.5), 0.05, 0.85) - 0.45)[..., None]
    return contrast(painted, 1.15) + tone * np.float32([0.10, 0.05, -0.26])


def blueprint(f):
    """White lines on blue, shaded a little by the form below."""
    g = gray(flattened(f, rounds=1))
    line = np.maximum(smoothstep(edge_strength(f), 0.20, 0.65), 0.8 * (1 - ink(g, sigma=0.9, gain=14)))
    base = np.float32([0.03, 0.19, 0.53]) * (0.62 + 0.62 * blur(g, 1.5)[..., None])
    glow = blur(line, 2.5)[..., None] * np.float32([0.05, 0.10, 0.14])
    return (base + glow) * (1 - line[..., None]) + np.float32([0.90, 0.96, 1.0]) * line[..., None]


# --- the parts that the styles share


def blur(a, sigma):
    return cv2.GaussianBlur(a, (0, 0), sigma)


def gray(f):
    return cv2.cvtColor(np.ascontiguousarray(f, dtype=np.float32), cv2.COLOR_RGB2GRAY)


def smoothstep(a, low, high):
    t = np.clip((a - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def saturate(f, k):
    m = f.mean(2, keepdims=True)
    return np.clip(m + (f - m) * k, 0, 1)


def contrast(f, k):
    return np.clip(0.5 + (f - 0.5) * k, 0, 1)


def flattened(f, rounds):
    for _ in range(rounds):
        f = cv2.bilateralFilter(f, 7, 0.16, 4)
    return f


def shifted(a, dx, dy):
    h, w = a.shape[:2]
    return cv2.warpAffine(a, np.float32([[1, 0, dx], [0, 1, dy]]), (w, h), borderMode=cv2.BORDER_REFLECT)


def ink(g, sigma, gain):
    """1 on paper, 0 on a line: where the picture is darker than its surroundings (difference of Gaussians)."""
    d = (blur(g, sigma * 1.8) - blur(g, sigma)) / (0.3 + 0.7 * blur(g, 4.0))  # dark parts draw lines as well
    return 1 - smoothstep(d * gain, 0.10, 1.0)


def gradient(a):
    return tuple(cv2.Sobel(a, cv2.CV_32F, *d, scale=0.125) for d in ((1, 0), (0, 1)))


def edge_strength(f):
    """Contours 0..1 over three scales."""
    e = 0
    for sigma, weight, gain in ((0.9, 0.5, 8.0), (1.8, 0.35, 14.0), (3.6, 0.15, 22.0)):
        gx, gy = gradient(blur(f, sigma))
        e = e + weight * np.tanh(np.maximum(np.sqrt(gx * gx + gy * gy).max(2) * gain - 0.12, 0))
    return e


def orientation(g, sigma):
    """Structure tensor: cos and sin of twice the angle of the gradient."""
    gx, gy = gradient(blur(g, 0.8))
    c, s = blur(gx * gx, sigma) - blur(gy * gy, sigma), 2 * blur(gx * gy, sigma)
    size = np.sqrt(c * c + s * s) + 1e-6
    return c / size, s / size


def along(a, cos2, sin2, length):
    """Mean of a along the contour through every pixel (line integral, straight within `length` pixels to each side)."""
    angle = 0.5 * np.arctan2(sin2, cos2) + np.pi / 2
    dx, dy = np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)
    y, x = np.mgrid[: a.shape[0], : a.shape[1]].astype(np.float32)
    total = 0
    for t in range(-length, length + 1):
        total = total + cv2.remap(a, x + t * dx, y + t * dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return total / (2 * length + 1)


def kuwahara(f, radius, sigma):
    """Soft Kuwahara with 8 sectors: every pixel takes the mean of its calmest neighbourhoods."""
    g = f.mean(2)
    mean, var = blur(f, sigma), np.maximum(blur(g * g, sigma) - blur(g, sigma) ** 2, 0)
    total, norm = 0, 0
    for a in np.arange(8) * np.pi / 4:
        dx, dy = radius * np.cos(a), radius * np.sin(a)
        weight = (1 / (1.5e-4 + shifted(var, dx, dy)) ** 2)[..., None]
        total, norm = total + shifted(mean, dx, dy) * weight, norm + weight
    return total / norm
