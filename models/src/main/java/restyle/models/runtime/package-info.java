/**
 * Runs networks on ONNX Runtime, the only package that knows it. {@link restyle.models.runtime.Session} is the entry point;
 * preprocessor plugins use it for their own networks too.
 */
package restyle.models.runtime;
