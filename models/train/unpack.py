"""A pack as the starting point of the stages, to train on instead of from scratch. `python unpack.py PACK WORK`"""

import os
import sys

import torch
from safetensors.torch import load_file

pack, work = sys.argv[1:]
os.makedirs(work, exist_ok=True)


def state(folder, file="diffusion_pytorch_model.safetensors"):
    return {k: v.float() for k, v in load_file(f"{pack}/{folder}/{file}").items()}


text = {k.removeprefix("text_model."): v for k, v in state("text_encoder", "model.safetensors").items()}
torch.save({"vae": state("vae")}, f"{work}/vae.pt")
torch.save({"text": text}, f"{work}/text.pt")
nets = {"unet": state("unet"), "control": state("controlnet_tile"), "text": text}
if os.path.exists(f"{pack}/controlnet_hed"):
    nets["edges"] = state("controlnet_hed")
    torch.save({"hed": state("hed", "ControlNetHED.safetensors")}, f"{work}/hed.pt")
torch.save(nets, f"{work}/image.pt")
torch.save({"motion": state("motion")}, f"{work}/motion.pt")
