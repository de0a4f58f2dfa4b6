package restyle.models.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the embeddings that a prompt names come from. */
public interface EmbeddingSource {

    /** Knows no embedding. */
    EmbeddingSource NONE = of(List.of());

    /** Lists all names that may stand for an embedding; not each of them must. */
    Collection<String> names();

    /** Returns the embedding of a name, or empty if there is none. */
    Optional<Embedding> named(String name);

    /** Knows the given embeddings. */
    static EmbeddingSource of(List<Embedding> embeddings) {
        Map<String, Embedding> byName = new LinkedHashMap<>();
        embeddings.forEach(embedding -> byName.put(embedding.name(), embedding));
        return new EmbeddingSource() {
            @Override
            public Collection<String> names() {
                return byName.keySet();
            }

            @Override
            public Optional<Embedding> named(String name) {
                return Optional.ofNullable(byName.get(name));
            }
        };
    }
}
