"""What all stages share: averaged weights, learning rate, and runs that go on where they stopped."""

import contextlib
import math
import os
import time

import torch

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Ema:
    """Running mean of the parameters, which is what a stage delivers."""

    def __init__(self, params):
        self.params = params
        self.mean = [p.detach().clone() for p in params]

    def update(self, step, decay=0.99):
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.params], 1 - min(decay, step / (step + 10)))

    @contextlib.contextmanager
    def applied(self):
        kept = [p.detach().clone() for p in self.params]
        for p, m in zip(self.params, self.mean):
            p.data.copy_(m)
        yield
        for p, k in zip(self.params, kept):
            p.data.copy_(k)


class Muon(torch.optim.Optimizer):
    """Momentum whose matrices are made orthogonal before each step (Newton-Schulz), so that all directions learn alike; AdamW for
    vectors and for groups with `adam`. Steps are scaled to the size of Adam's, so that one rate serves both (arXiv 2502.16982)."""

    def __init__(self, groups, momentum=0.95):
        split = []
        for g in groups:
            for matrix in (True, False):
                params = [p for p in g["params"] if (p.ndim > 1 and not g.get("adam")) == matrix]
                split.append(dict(params=params, lr=g["lr"], weight_decay=g["weight_decay"], matrix=matrix))
        super().__init__([g for g in split if g["params"]], dict(momentum=momentum))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                    move = self._orthogonal(p, group["momentum"]) if group["matrix"] else self._adam(p)
                    p.add_(move, alpha=-group["lr"])

    def _orthogonal(self, p, momentum):
        state = self.state[p]
        m = state.setdefault("m", torch.zeros_like(p))
        m.lerp_(p.grad, 1 - momentum)
        g = p.grad.lerp(m, momentum).flatten(1)
        wide = g if g.shape[0] <= g.shape[1] else g.T
        x = (wide / (wide.norm() + 1e-7)).bfloat16()
        for _ in range(5):
            y = x @ x.T
            x = 3.4445 * x + (-4.7750 * y + 2.0315 * y @ y) @ x
        x = x.float() if g.shape[0] <= g.shape[1] else x.T.float()
        return (0.2 * max(g.shape) ** 0.5 * x).view_as(p)

    def _adam(self, p, low=0.9, high=0.98):
        state = self.state[p]
        m, v = state.setdefault("m", torch.zeros_like(p)), state.setdefault("v", torch.zeros_like(p))
        state["n"] = state.get("n", 0) + 1
        m.lerp_(p.grad, 1 - low)
        v.lerp_(p.grad * p.grad, 1 - high)
        return (m / (1 - low ** state["n"])) / ((v / (1 - high ** state["n"])).sqrt() + 1e-8)


class Run:
    """Steps until the minutes are over: warm-up, cosine, gradient clipping, EMA, and a checkpoint every two minutes.

    `out` holds the averaged weights ({name: state}); `out.run` beside it holds the rest, and a run that finds it goes on there.
    """

    SAVE_SECONDS = 120

    def __init__(self, nets, groups, minutes, out, warmup=50, clip=1.0):
        self.nets, self.out, self.minutes, self.warmup, self.clip = nets, out, minutes, warmup, clip
        self.params = [p for g in groups for p in g["params"]]
        self.opt = Muon(groups)
        self.rates = [g["lr"] for g in self.opt.param_groups]
        self.ema = Ema(self.params)
        self.step, self.seconds, self.loss = 0, 0.0, None
        if os.path.exists(out + ".run"):
            self._resume()

    def _resume(self):
        state = torch.load(self.out + ".run", map_location=self.params[0].device)
        for name, net in self.nets.items():
            net.load_state_dict(state["nets"][name])
        self.opt.load_state_dict(state["opt"])
        self.ema.mean = state["mean"]
        self.step, self.seconds, self.loss = state["step"], state["seconds"], state["loss"]
        print(f"goes on at step {self.step}, {self.seconds:.0f} s", flush=True)

    def save(self):
        state = dict(nets={k: n.state_dict() for k, n in self.nets.items()}, opt=self.opt.state_dict(), mean=self.ema.mean)
        state |= dict(step=self.step, seconds=self.seconds, loss=self.loss)
        _write(state, self.out + ".run")
        with self.ema.applied():
            _write({k: n.state_dict() for k, n in self.nets.items()}, self.out)

    def __iter__(self):
        """Yields the step number; the caller passes its loss to `learn` each time."""
        last = saved = time.time()
        while self.seconds < 60 * self.minutes:
            done = self.seconds / (60 * self.minutes)
            for group, peak in zip(self.opt.param_groups, self.rates):
                group["lr"] = rate(peak, self.step, self.warmup, done)
            yield self.step
            now = time.time()
            self.seconds, last = self.seconds + now - last, now
            if now - saved > self.SAVE_SECONDS:
                self.save()
                saved = now
        self.save()

    def learn(self, loss):
        self.opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.params, self.clip)
        self.opt.step()
        self.step += 1
        self.ema.update(self.step)
        self.loss = loss.item() if self.loss is None else 0.99 * self.loss + 0.01 * loss.item()
        if self.step % 25 == 0:
            print(f"step {self.step}, {self.seconds:.0f} s, loss {self.loss:.4f}", flush=True)


def _write(state, file):
    torch.save(state, file + ".part")
    os.replace(file + ".part", file)  # a stop while writing leaves the older file whole


def grained(image, most):
    """Pictures [n,3,h,w] with noise of their own in each: fine as a sensor's, coarse as a codec's, `most` at most (standard deviation)."""
    n, _, h, w = image.shape
    total = 0
    for size, part in ((1, 1.0), (2, 0.6), (4, 0.5), (8, 0.4)):
        noise = torch.randn(n, 3, -(-h // size), -(-w // size), device=image.device)
        noise = 0.5 * noise + 0.5 * noise.mean(1, keepdim=True) * 3**0.5  # more of it in lightness than in colour
        noise = torch.nn.functional.interpolate(noise, scale_factor=size, mode="bilinear")[..., :h, :w] if size > 1 else noise
        total = total + noise * (part * most * torch.rand(n, 1, 1, 1, device=image.device))
    return image + total


def load(net, file, name=None):
    state = torch.load(file)
    net.load_state_dict(state[name or next(iter(state))])
    return net


def rate(peak, step, warmup, done):
    """Linear warm-up, then a cosine over the part of the time that has gone (0..1)."""
    return peak * min(1, (step + 1) / warmup) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))
