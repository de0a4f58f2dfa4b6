package restyle.batch;

import java.util.List;

/** Is told what a batch does; says it to people and programs. */
public interface BatchListener {

    /** Is told what the user should know although work goes on. */
    void note(String text);

    /** Is told what became of a clip. */
    void ended(ClipResult result);

    /** Begins to watch a clip that is started. */
    ClipProgress begin(ClipProgress.Place place);

    /** Puts into words, one line each, why a clip failed. */
    List<String> explain(Throwable failure);
}
