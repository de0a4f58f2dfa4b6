/**
 * Options in layers - command line over job file over style over defaults - and the YAML that carries them. Beside the
 * catalogue of models the only package that knows YAML. Does not judge values.
 */
package restyle.job.options;
