"""Text encoder warm-up: every state from the style word on should name the style, whatever the filler words.

Without it the image stage averages the styles for a long time. `python text.py WORK VOCAB` makes WORK/text.pt in seconds.
"""

import random
import sys

import torch
import torch.nn.functional as F

from nets import STYLES, SYNONYMS, TEXT_WIDTH, prompt_pool, text_encoder, tokenizer

work, vocab = sys.argv[1:]
torch.manual_seed(4)
rnd = random.Random(4)
tok, net = tokenizer(vocab, f"{work}/tokenizer"), text_encoder()
table = net.get_input_embeddings().weight
owners = {}
for style, names in SYNONYMS.items():
    for name in names:
        for i in tok(name).input_ids[1:-1]:
            owners.setdefault(i, set()).add(style)
with torch.no_grad():  # one direction per style for the words that only it uses
    directions = torch.linalg.qr(torch.randn(TEXT_WIDTH, TEXT_WIDTH))[0][: len(STYLES)] * 1.2
    for i, styles in owners.items():
        if len(styles) == 1:
            table[i] += directions[STYLES.index(next(iter(styles)))]
prompts = prompt_pool(tok, rnd, 400)
pool = [(p, k) for k, style in enumerate(STYLES) for p in prompts[style]]
head = torch.nn.Linear(TEXT_WIDTH, len(STYLES))
opt = torch.optim.Adam([*net.parameters(), *head.parameters()], lr=1e-3)
for step in range(160):
    chosen = [rnd.choice(pool) for _ in range(24)]
    h = net(input_ids=torch.stack([c[0] for c in chosen])).last_hidden_state
    y = torch.tensor([c[1] for c in chosen])
    loss = F.cross_entropy(head(h[:, 40:].mean(1)), y) + 0.2 * F.cross_entropy(head(h.mean(1)), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
print("loss", loss.item())
torch.save({"text": net.state_dict()}, f"{work}/text.pt")
