"""The stages' results as a pack: diffusers folders in float16. `python export.py WORK PACK`"""

import os
import sys

from diffusers import EulerDiscreteScheduler
from safetensors.torch import load_file, save_file

import common
from compact import Compact
from nets import Hed, hed_control, identity_vae, image_nets, motion_adapter, text_encoder

work, pack = sys.argv[1:]
unet, control = image_nets()
image = f"{work}/image.pt"
folders = dict(
    unet=common.load(unet, image, "unet"),
    controlnet_tile=common.load(control, image, "control"),
    controlnet_hed=common.load(hed_control(control), image, "edges"),
    text_encoder=common.load(text_encoder(), image, "text"),
    vae=common.load(identity_vae(), f"{work}/vae.pt"),
    motion=motion_adapter(),  # changes nothing unless it was trained
)
if os.path.exists(f"{work}/motion.pt"):
    common.load(folders["motion"], f"{work}/motion.pt")
for name, net in folders.items():
    net.half().save_pretrained(f"{pack}/{name}", safe_serialization=True)
os.makedirs(f"{pack}/hed", exist_ok=True)
detector = common.load(Hed(), f"{work}/hed.pt").half()
save_file(detector.state_dict(), f"{pack}/hed/ControlNetHED.safetensors", metadata={"format": "pt"})
if os.path.exists(f"{work}/upscale.pt"):
    os.makedirs(f"{pack}/upscaler", exist_ok=True)
    upscaler = common.load(Compact(width=32, convolutions=6, scale=2), f"{work}/upscale.pt", "upscale").half()
    save_file(upscaler.state_dict(), f"{pack}/upscaler/model.safetensors", metadata={"format": "pt"})
# the community's names, which newer transformers no longer write
file = f"{pack}/text_encoder/model.safetensors"
names = {k if k.startswith("text_model.") else f"text_model.{k}": v for k, v in load_file(file).items()}
save_file(names, file, metadata={"format": "pt"})
EulerDiscreteScheduler(
    num_train_timesteps=1000,
    beta_start=0.00085,
    beta_end=0.012,
    beta_schedule="linear",
    prediction_type="v_prediction",
    timestep_spacing="trailing",
).save_pretrained(f"{pack}/scheduler")
