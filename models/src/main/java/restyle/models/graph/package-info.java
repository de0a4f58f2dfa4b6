/**
 * ONNX graphs, built in Java with concrete shapes. {@link restyle.models.graph.Graph} is the entry point. Knows ONNX, knows no
 * diffusion.
 */
package restyle.models.graph;
