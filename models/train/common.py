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


class Run:
    """Steps until the minutes are over: warm-up, cosine, gradient clipping, EMA, and a checkpoint every two minutes.

    `out` holds the averaged weights ({name: state}); `out.run` beside it holds the rest, and a run that finds it goes on there.
    """

    SAVE_SECONDS = 120

    def __init__(self, nets, groups, minutes, out, warmup=50, clip=1.0):
        self.nets, self.out, self.minutes, self.warmup, self.clip = nets, out, minutes, warmup, clip
        self.rates = [g["lr"] for g in groups]
        self.params = [p for g in groups for p in g["params"]]
        self.opt = torch.optim.AdamW(groups, betas=(0.9, 0.98))
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
        self.loss = loss.item() if self.loss is None else 0.97 * self.loss + 0.03 * loss.item()
        if self.step % 25 == 0:
            print(f"step {self.step}, {self.seconds:.0f} s, loss {self.loss:.4f}", flush=True)


def _write(state, file):
    torch.save(state, file + ".part")
    os.replace(file + ".part", file)  # a stop while writing leaves the older file whole


def load(net, file, name=None):
    state = torch.load(file)
    net.load_state_dict(state[name or next(iter(state))])
    return net


def rate(peak, step, warmup, done):
    """Linear warm-up, then a cosine over the part of the time that has gone (0..1)."""
    return peak * min(1, (step + 1) / warmup) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))
