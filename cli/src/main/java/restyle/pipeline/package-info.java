/**
 * The data path of a clip on one screen: {@link restyle.pipeline.Pipeline} puts the stages behind each other. Previews and maps run parts of it.
 */
package restyle.pipeline;
