package restyle.pipeline;

import java.util.Iterator;
import restyle.job.Job;
import restyle.pipeline.control.ControlMaps;
import restyle.pipeline.control.Mattes;
import restyle.pipeline.control.References;
import restyle.pipeline.denoise.SourceLatents;
import restyle.pipeline.finish.BackgroundReplacement;
import restyle.pipeline.finish.ColourMatching;
import restyle.pipeline.finish.Deflicker;
import restyle.pipeline.finish.Enlarging;
import restyle.pipeline.finish.Filling;
import restyle.pipeline.finish.Inking;
import restyle.pipeline.finish.Renderer;
import restyle.pipeline.finish.Resizing;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.StyledFrame;
import restyle.pipeline.source.DiffusedFrames;

/**
 * The stages before and behind denoising, in the order in which a frame passes them: the same whether a clip is made as a whole or in parts.
 *
 * <p>What stands here must make of a frame the same whichever part of its scene is made, given the frames from the start of the scene on and,
 * behind denoising, {@link Job#deflicker} diffused frames around it, and one more before it where frames are filled in. Where colours are
 * matched, parts are whole scenes. What remembers more belongs behind the place where parts are joined: into
 * {@link restyle.pipeline.finish.Finishers}.
 */
record ClipStages(Job job, RunContext run) {

    /** Opens the stages from the source to its control maps. */
    Iterator<ClipFrame> mapped() {
        Iterator<ClipFrame> decoded = run.ahead("decode", DiffusedFrames.open(job, run));
        return ControlMaps.open(job, run).of(decoded);
    }

    /**
     * Opens the stages from the source to what is denoised.
     *
     * @param from position of the first frame that is denoised
     */
    Iterator<EncodedFrame> encoded(long from) {
        Iterator<ClipFrame> matted = Mattes.open(job, run).of(mapped());
        Iterator<ClipFrame> referred =
                run.ahead("preprocess", References.open(job, run, from).of(matted));
        return run.ahead("encode", SourceLatents.open(job, run, from).of(referred));
    }

    /** Opens the stages from what is denoised to what finishers get. */
    Iterator<StyledFrame> styled(Iterator<DenoisedFrame> denoised) {
        Iterator<StyledFrame> rendered = Renderer.open(job, run).of(run.ahead("denoise", denoised));
        Iterator<StyledFrame> inked = Inking.open(job, run).of(rendered);
        Iterator<StyledFrame> steadied = Deflicker.open(job, run).of(inked);
        Iterator<StyledFrame> coloured = ColourMatching.open(job, run).of(steadied);
        Iterator<StyledFrame> filled = Filling.open(job, run).of(run.ahead("render", coloured));
        Iterator<StyledFrame> composed = BackgroundReplacement.open(job, run).of(filled);
        Iterator<StyledFrame> enlarged = Enlarging.open(job, run).of(run.ahead("compose", composed));
        return Resizing.open(job, run).of(enlarged);
    }
}
