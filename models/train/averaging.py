"""The motion module's starting values: it begins as an average over those frames that agree, and training goes on from there.

From zero, attention first learns to mix frames and only then which ones, so whatever moves leaves ghosts. Here every motion
module behind a ControlNet starts as x + gain * (mean of x over the frames, weighted by how alike they are - x), in the
directions in which x trembles when nothing but grain changes. The first attention writes the mean into the upper half of the
inner channels, which is empty at first, the second one, which looks at its own frame alone, takes x from it. The lower half
holds x in those directions and a constant, which keeps the layer norm from making flat parts as strong as others. Both halves
are orthogonal to (1, 1, ...), so that the norm takes no mean away.
"""

import torch

CONSTANT = 3  # in times of the root mean square of what stands beside it
SCALE = 20  # of a normed value, beside which position encodings, -1..1, count for little
UNUSED = 2  # channels of the lower half that feel the position most
SHARE = 0.5  # of the mean, as it stands in the upper half; small beside what the norm sees, and taken back in the end
OWN_FRAME = 7  # sharpness of the second attention
AGREE = (0.1, 0.03)  # of each head: how many nats two frames lose that differ by no more than grain
GAIN = 1


def behind_controls(video):
    """The motion modules that see the control map: those of the upward path."""
    return [m for block in video.up_blocks for m in block.motion_modules]


class Trembling:
    """What a motion module gets where the source stands still: covariance of what changes [C,C], power [C,C], scale [1,C]."""

    def __init__(self, module):
        self.groups, self.sums, self.count = module.norm.num_groups, 0, 0
        self.hook = module.register_forward_pre_hook(lambda _, inputs: self.add(inputs[0].detach().float()))

    def add(self, x):
        """x [frames,C,h,w]"""
        frames, channels = x.shape[:2]
        clip = x.transpose(0, 1)[None]
        normed = torch.nn.functional.group_norm(clip, self.groups, eps=1e-6)[0]
        change = (normed - normed.mean(1, keepdim=True)).reshape(channels, -1) * (frames / (frames - 1)) ** 0.5
        scale = clip.reshape(self.groups, -1).std(1).repeat_interleave(channels // self.groups)
        with torch.autocast(x.device.type, enabled=False):
            change, power = (v @ v.T / v.shape[1] for v in (change, normed.reshape(channels, -1)))
        self.sums += torch.cat([change, power, scale[None]])
        self.count += 1

    def means(self):
        self.hook.remove()
        channels = self.sums.shape[1]
        return torch.split(self.sums / self.count, (channels, channels, 1))


@torch.no_grad()
def start(video, grain, noise):
    """Sets the motion modules behind the controls.

    grain() and noise() put clips of pictures that stand still through `video`: the first with grain of its own in every frame,
    the second with noise of its own. What the noise changes most is left alone, because the networks have to see it to remove it.
    """
    modules = behind_controls(video)
    changes = []
    for run in (grain, noise):
        watched = [Trembling(m) for m in modules]
        run()
        changes.append([w.means() for w in watched])
    for module, (change, power, scale), (noisy, _, _) in zip(modules, *changes):
        _average(module, change, noisy, power, scale[0])


def _average(module, change, noisy, power, scale):
    channels = len(change)
    half, used = channels // 2, channels // 2 - UNUSED - 2
    directions = torch.linalg.eigh(change - noisy).eigenvectors[:, -used:].T  # [used,C], what trembles most comes last
    trembling = ((directions @ change) * directions).sum()
    basis = _orthogonal_to_ones(used + 1).to(change) @ directions  # [used+1,C]
    content = ((directions @ power) * directions).sum().sqrt()
    constant = CONSTANT * content
    divisor = ((constant**2 * (1 - 1 / channels) + content**2) / channels) ** 0.5  # of the layer norm
    mean, seen = torch.arange(used + 1), torch.arange(channels - 2 - used, channels - 1)

    block = module.transformer_blocks[0]
    first, second = block.attn1, block.attn2
    for layer in (module.proj_in, module.proj_out, block.ff.net[2], *_projections(first), *_projections(second)):
        layer.weight.zero_()
        if layer.bias is not None:
            layer.bias.zero_()
    module.proj_in.weight[seen] = basis
    module.proj_in.bias[-1] = constant
    module.proj_out.weight[:, mean] = GAIN * divisor / SHARE * scale[:, None] * basis.T

    for norm in (block.norm1, block.norm2):
        norm.weight[:half] = 0
        norm.weight[half:] = SCALE
    size, share = channels // first.heads, (SHARE / first.heads / SCALE) ** 0.5
    alike, place = torch.arange(half, channels), torch.arange(half)
    for head in range(first.heads):
        start = size * head
        sharpness = (AGREE[head % len(AGREE)] * size**0.5 / trembling).sqrt() * divisor / SCALE
        for layer in (first.to_q, first.to_k):
            layer.weight[start + place, alike] = sharpness
        for layer in (second.to_q, second.to_k):
            layer.weight[start + place, place] = OWN_FRAME
        for attention, sign in ((first, 1), (second, -1)):
            attention.to_v.weight[start + mean, seen] = share
            attention.to_out[0].weight[mean, start + mean] = sign * share


def _projections(attention):
    return attention.to_q, attention.to_k, attention.to_v, attention.to_out[0]


def _orthogonal_to_ones(n):
    """[n,n-1], orthonormal columns, each orthogonal to (1, 1, ...)."""
    return torch.linalg.qr(torch.cat([torch.ones(n, 1), torch.eye(n)[:, : n - 1]], 1))[0][:, 1:]
