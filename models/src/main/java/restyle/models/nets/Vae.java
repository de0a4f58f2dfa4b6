package restyle.models.nets;

import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/** The autoencoder of Stable Diffusion 1.x: diffusers' AutoencoderKL. Frames are the batch axis. */
public final class Vae {
    private static final float EPS = 1e-6f;

    private final VaeConfig config;

    public Vae(VaeConfig config) {
        this.config = config;
    }

    /**
     * Computes the mean of the latents' distribution, not scaled.
     *
     * @param image [f, 3, H, W], red green blue, -1..1
     * @return [f, 4, H / scale, W / scale]
     */
    public Tensor encode(Weights w, Tensor image) {
        Weights encoder = w.at("encoder");
        Tensor x = encoder.at("conv_in").conv(image);
        for (int i = 0; encoder.has("down_blocks." + i); i++) {
            x = down(encoder.at("down_blocks").at(i), x);
        }
        x = out(encoder, middle(encoder.at("mid_block"), x));
        x = w.has("quant_conv") ? w.at("quant_conv").conv(x) : x;
        return x.slice(1, 0, x.dim(1) / 2);
    }

    /**
     * @param latents [f, 4, h, w], divided by the model's scaling factor
     * @return [f, 3, h * scale, w * scale], red green blue, about -1..1
     */
    public Tensor decode(Weights w, Tensor latents) {
        Weights decoder = w.at("decoder");
        Tensor x = w.has("post_quant_conv") ? w.at("post_quant_conv").conv(latents) : latents;
        x = middle(decoder.at("mid_block"), decoder.at("conv_in").conv(x));
        for (int i = 0; decoder.has("up_blocks." + i); i++) {
            x = up(decoder.at("up_blocks").at(i), x);
        }
        return out(decoder, x);
    }

    /** Returns how many pixels, along each side, one latent stands for. */
    public static int scale(Weights w) {
        int scale = 1;
        for (int i = 0; w.has("decoder.up_blocks." + i); i++) {
            scale *= w.has("decoder.up_blocks." + i + ".upsamplers.0") ? 2 : 1;
        }
        return scale;
    }

    private Tensor down(Weights w, Tensor x) {
        for (int i = 0; w.has("resnets." + i); i++) {
            x = resnet(w.at("resnets").at(i), x);
        }
        // Padded on two sides only, unlike the UNet.
        return w.has("downsamplers.0") ? w.at("downsamplers.0.conv").conv(x.padBottomRight(1, 1), 2, 0) : x;
    }

    private Tensor middle(Weights w, Tensor x) {
        x = resnet(w.at("resnets.0"), x);
        if (w.has("attentions.0")) {
            x = attention(w.at("attentions.0"), x);
        }
        return resnet(w.at("resnets.1"), x);
    }

    private Tensor up(Weights w, Tensor x) {
        for (int i = 0; w.has("resnets." + i); i++) {
            x = resnet(w.at("resnets").at(i), x);
        }
        return w.has("upsamplers.0") ? w.at("upsamplers.0.conv").convDoubled(x) : x;
    }

    private Tensor out(Weights w, Tensor x) {
        return w.at("conv_out").conv(norm(w.at("conv_norm_out"), x).silu());
    }

    private Tensor resnet(Weights w, Tensor x) {
        Tensor h = w.at("conv1").conv(norm(w.at("norm1"), x).silu());
        h = w.at("conv2").conv(norm(w.at("norm2"), h).silu());
        return h.add(w.has("conv_shortcut") ? w.at("conv_shortcut").conv(x) : x);
    }

    /** Pixels attend to each other with a single head. */
    private Tensor attention(Weights w, Tensor x) {
        Tensor tokens =
                norm(w.at("group_norm"), x).reshape(x.dim(0), x.dim(1), -1).t();
        return Attention.attend(w, tokens, tokens, 1).t().reshape(x.shape()).add(x);
    }

    private Tensor norm(Weights w, Tensor x) {
        return w.groupNorm(x, config.groups(), EPS);
    }
}
