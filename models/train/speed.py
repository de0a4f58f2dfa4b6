"""Times restyle and diffusers on the same files of Stable Diffusion 1.5's sizes: python speed.py FOLDER [--small]

Needs torch, diffusers, transformers, pillow. FOLDER (4.5 GB) gets seeded weights, one motion module and one ControlNet in float16, and 16
frames of 256x256. Every row is a process of its own, from its start to its end: 4 steps, guidance 1. The first restyle row of a precision
may prepare weights, the second shows what is kept. Close everything else; a row takes minutes. --small tries the script itself.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

FRAMES, SIDE, STEPS, SEED = 16, 256, 4, 1
RESTYLE = pathlib.Path(__file__).parents[2] / "cli" / "restyle"


def widths(small):
    return (32, 64, 64, 64) if small else (320, 640, 1280, 1280)


def make(folder, small):
    """Writes what all runs read, once."""
    import torch
    from diffusers import AutoencoderKL, ControlNetModel, MotionAdapter, UNet2DConditionModel
    from PIL import Image
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(SEED)
    context = 64 if small else 768
    down = ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"]
    up = ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3
    unet = dict(block_out_channels=widths(small), cross_attention_dim=context, attention_head_dim=8)
    vae = [32, 32, 32, 32] if small else [128, 256, 512, 512]
    text = CLIPTextConfig(
        hidden_size=context,
        intermediate_size=4 * context,
        num_hidden_layers=2 if small else 12,
        num_attention_heads=4 if small else 12,
        projection_dim=context,
    )
    parts = {
        "base/unet": lambda: UNet2DConditionModel(sample_size=64, down_block_types=down, up_block_types=up, **unet),
        "base/vae": lambda: AutoencoderKL(
            block_out_channels=vae,
            down_block_types=["DownEncoderBlock2D"] * 4,
            up_block_types=["UpDecoderBlock2D"] * 4,
            layers_per_block=2,
            sample_size=512,
        ),
        "base/text_encoder": lambda: CLIPTextModel(text),
        "motion": lambda: MotionAdapter(block_out_channels=widths(small), motion_num_attention_heads=8),
        "controlnet": lambda: ControlNetModel(down_block_types=down, **unet),
    }
    for name, build in parts.items():
        build().half().save_pretrained(folder / name, safe_serialization=True)
    (folder / "frames").mkdir()
    for i in range(FRAMES):
        ramp = Image.linear_gradient("L").resize((SIDE, SIDE))
        picture = Image.merge("RGB", [ramp.rotate(6 * i), ramp.rotate(90 + 3 * i), ramp.rotate(180 - 4 * i)])
        picture.save(folder / "frames" / f"{i:05d}.png")
    (folder / "complete").touch()


def run_diffusers(folder, precision, threads):
    """Runs in a process of its own; prints seconds."""
    began = time.time()
    import torch
    from diffusers import AnimateDiffControlNetPipeline, AutoencoderKL, ControlNetModel, EulerDiscreteScheduler
    from diffusers import MotionAdapter, UNet2DConditionModel
    from PIL import Image
    from transformers import CLIPTextModel

    torch.set_num_threads(threads)
    dtype = getattr(torch, precision)
    encoder = CLIPTextModel.from_pretrained(folder / "base/text_encoder", torch_dtype=dtype)
    pipeline = AnimateDiffControlNetPipeline(
        vae=AutoencoderKL.from_pretrained(folder / "base/vae", torch_dtype=dtype),
        text_encoder=encoder,
        tokenizer=None,
        unet=UNet2DConditionModel.from_pretrained(folder / "base/unet", torch_dtype=dtype),
        motion_adapter=MotionAdapter.from_pretrained(folder / "motion", torch_dtype=dtype),
        controlnet=ControlNetModel.from_pretrained(folder / "controlnet", torch_dtype=dtype),
        scheduler=EulerDiscreteScheduler(beta_schedule="linear", timestep_spacing="trailing"),
    )
    pipeline.set_progress_bar_config(disable=True)
    loaded = time.time()
    frames = [Image.open(path) for path in sorted((folder / "frames").glob("*.png"))]
    with torch.no_grad():
        prompt = encoder(torch.zeros(1, 77, dtype=torch.long)).last_hidden_state
        pipeline(
            prompt_embeds=prompt,
            conditioning_frames=frames,
            num_frames=FRAMES,
            height=SIDE,
            width=SIDE,
            num_inference_steps=STEPS,
            guidance_scale=1.0,
            generator=torch.Generator().manual_seed(SEED),
            output_type="np",
        )
    print(json.dumps({"loadSeconds": loaded - began}))


def measured(command, environment=None):
    """Runs a command; returns its last line of output as JSON, seconds, and bytes of memory at the peak."""
    began = time.time()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
    )
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} failed")
    return json.loads(output.strip().splitlines()[-1]), time.time() - began, usage.ru_maxrss * 1024


def restyle(folder, precision, threads):
    return [
        RESTYLE, "bench", folder / "frames" / "%05d.png", "--json", "--size", SIDE, "--no-map-cache",
        "--prompt", "a street at night", "--model", folder / "base", "--motion", folder / "motion",
        "--control", f"tile,net={folder / 'controlnet'}", "--steps", STEPS, "--guidance", 1, "--seed", SEED,
        "--device", "cpu", "--precision", precision, "--threads", threads,
    ]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--small", action="store_true", help="tiny networks: tries the script, says nothing about speed")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.child:
        return run_diffusers(folder, options.child, options.threads)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "complete").exists():
        make(folder, options.small)
    home = {"XDG_DATA_HOME": str(folder / "home")}
    rows = []
    for precision in ["int8", "fp32"]:
        for start in ["first", "second"]:
            rows.append((f"restyle {precision}, {start} start", restyle(folder, precision, options.threads), home))
    for precision in ["float32", "bfloat16"]:
        command = [sys.executable, __file__, folder, "--threads", options.threads, "--child", precision]
        rows.append((f"diffusers {precision}", command, None))
    print("| run | seconds | load | UNet call | peak |\n| --- | --- | --- | --- | --- |", flush=True)
    for name, command, environment in rows:
        values, seconds, peak = measured(command, environment)
        # bench loads once more at its end, which is no part of a run
        seconds -= values.get("reloadSeconds", 0)
        peak = values.get("peakMemoryBytes") or peak
        call = values.get("networks", {}).get("UNet", {}).get("secondsPerCall")
        print(
            f"| {name} | {seconds:.0f} | {values['loadSeconds']:.1f} | {f'{call:.1f}' if call else ''} | {peak / 2**30:.1f} GiB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
