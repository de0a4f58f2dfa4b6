"""The upscaling network of upscale.py: Real-ESRGAN's compact layout (SRVGGNetCompact), of any width, depth and factor."""

import torch
import torch.nn.functional as F


class Compact(torch.nn.Module):
    """Convolutions at the source's size with PReLU between them, pixels shuffled out, an enlarged copy of the source added."""

    def __init__(self, width, convolutions, scale):
        super().__init__()
        self.scale = scale
        widths = [3] + [width] * (convolutions - 1) + [3 * scale * scale]
        layers = []
        for inner, outer in zip(widths, widths[1:]):
            layers += [torch.nn.Conv2d(inner, outer, 3, padding=1), torch.nn.PReLU(outer)]
        self.body = torch.nn.ModuleList(layers[:-1])
        with torch.no_grad():  # nothing but the enlarged copy at first
            self.body[-1].weight.mul_(0.1)
            self.body[-1].bias.zero_()

    @staticmethod
    def of(tensors):
        """A published file's network, by the shapes of its tensors."""
        last = max(int(name.split(".")[1]) for name in tensors)
        scale = round((tensors[f"body.{last}.weight"].shape[0] / 3) ** 0.5)
        net = Compact(tensors["body.0.weight"].shape[0], last // 2 + 1, scale)
        net.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
        return net

    def forward(self, image):
        x = image
        for layer in self.body:
            x = layer(x)
        return F.pixel_shuffle(x, self.scale) + F.interpolate(image, scale_factor=self.scale, mode="nearest")
