"""Simulates a plan on a thousand machines; prints the tables of cli/FARMS.md.

    python3 cli/farm/simulate.py

Every number of the model stands in MEASURED and below it; replace them by your own ('restyle bench', and the lines of
'restyle run --progress text'). Needs Python 3.8 and nothing else; the same seed gives the same tables.
"""

import heapq
import random
import statistics

# SD 1.5, motion module and one ControlNet in real sizes at 256x256, 2 steps, fp32 on two cores ('restyle bench').
MEASURED = {"load": 28.0, "frame": 118.0 / 16, "steps": 2}

CONTEXT, OVERLAP = 16, 4
STRIDE = CONTEXT - OVERLAP
MACHINES = 1000
FILM = 24 * 60 * 120  # frames of two hours
TAKE = 24 * 30  # frames between cuts, where margins end; long takes, so this is the worse case
SEGMENT = 48  # what a machine keeps of a task when it is lost is whole segments

SPREAD = 0.10  # machines of one kind differ by this much (log-normal)
SLOW, SLOW_SHARE = 4.0, 0.02  # stragglers: so many machines, so much slower, for the whole job
LOST_PER_HOUR = 0.01  # a machine is lost or preempted this often; what it was at is made again elsewhere
START = 15.0  # seconds from an engine's decision to the first instruction


def computed(frames, steps):
    """Frames' worth of windows for neighbouring segments inside a take.

    At the last step these are the windows that touch the frames, at each step before one more on each side: in all
    steps * (frames / stride + steps) windows, of which steps * frames / stride would be needed without neighbours.
    """
    if frames >= TAKE:
        return frames
    whole = TAKE / STRIDE * steps
    return frames * min(whole, steps * (frames / STRIDE + steps)) / (steps * frames / STRIDE)


def seconds(frames, steps):
    """Seconds for a task of so many frames on a machine of speed 1."""
    return MEASURED["load"] + MEASURED["frame"] * steps / MEASURED["steps"] * computed(frames, steps)


def run(tasks, machines, work, rng, seed_speed, speculate=False, keeps=1):
    """Time to finish and machine seconds spent, for equal tasks; `keeps` segments of a task survive the loss of a machine."""
    speed = [seed_speed.lognormvariate(0, SPREAD) * (SLOW if seed_speed.random() < SLOW_SHARE else 1) for _ in range(machines)]
    free = [(0.0, m) for m in range(machines)]
    heapq.heapify(free)
    waiting = [(0.0, n, 1.0) for n in range(tasks)]  # ready at, task, part that is left
    heapq.heapify(waiting)
    done, spent, lost = {}, 0.0, 0
    running = {}
    while waiting:
        ready, task, part = heapq.heappop(waiting)
        now, machine = heapq.heappop(free)
        begin = max(ready, now) + START
        need = (MEASURED["load"] + (work - MEASURED["load"]) * part) * speed[machine]
        until_lost = rng.expovariate(LOST_PER_HOUR / 3600)
        if until_lost < need:
            lost += 1
            spent += START + until_lost
            made = max(0.0, (until_lost / speed[machine] - MEASURED["load"]) / (work - MEASURED["load"]))
            whole = int(made / (1.0 / keeps)) / keeps  # finished segments are kept
            heapq.heappush(waiting, (begin + until_lost, task, max(part - whole, 1.0 / keeps)))
            heapq.heappush(free, (begin + until_lost + 300, machine))
        else:
            spent += START + need
            done[task] = begin + need
            running[task] = (begin, need, machine)
            heapq.heappush(free, (begin + need, machine))
    if speculate:
        # a second copy of what is late, on machines that have nothing to do: whichever ends first counts
        middle = statistics.median(need for _, need, _ in running.values())
        for task, (begin, need, _) in running.items():
            if need > 2 * middle:
                copy = begin + 1.5 * middle + START + work * rng.lognormvariate(0, SPREAD)
                if copy < done[task]:
                    spent += copy - (begin + 1.5 * middle) - (done[task] - copy)
                    done[task] = copy
    return max(done.values()), spent, lost


def margins():
    print("| frames a segment | 2 steps | 4 steps | 8 steps |")
    print("| --- | --- | --- | --- |")
    for frames in (24, 48, 96, 192, 384, 720):
        row = [f"{computed(frames, steps) / frames:.2f}" for steps in (2, 4, 8)]
        print(f"| {frames} | " + " | ".join(row) + " |")


def farm(steps, trials=15):
    alone = FILM * MEASURED["frame"] * steps / MEASURED["steps"]
    print(f"{alone / MACHINES / 60:.0f} minutes if nothing were lost or computed twice.\n")
    print("| frames a task | tasks | minutes to finish | 19 of 20 runs | with copies of stragglers | machine time, in times of one machine's |")
    print("| --- | --- | --- | --- | --- | --- |")
    for frames in (24, 48, 96, 192, 384, 720):
        tasks, work, keeps = FILM // frames, seconds(frames, steps), max(1, frames // SEGMENT)
        plain, quick, spent = [], [], []
        for trial in range(trials):
            a = run(tasks, MACHINES, work, random.Random(trial), random.Random(1000 + trial), False, keeps)
            b = run(tasks, MACHINES, work, random.Random(trial), random.Random(1000 + trial), True, keeps)
            plain.append(a[0] / 60)
            quick.append(b[0] / 60)
            spent.append(a[1] / alone)
        high = sorted(plain)[int(0.95 * (trials - 1))]
        middle = statistics.median
        print(f"| {frames} | {tasks} | {middle(plain):.0f} | {high:.0f} | {middle(quick):.0f} | {middle(spent):.2f} |")


if __name__ == "__main__":
    print("Margins: work for a segment between two others, in times of its frames\n")
    margins()
    for steps in (2, 4, 8):
        print(f"\nTwo hours of film, {steps} steps, 1,000 machines")
        farm(steps)
