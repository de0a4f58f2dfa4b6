/**
 * Options in layers - command line over job file over style over defaults - and the YAML that carries them. The only package that knows
 * YAML. Does not judge values.
 */
package restyle.job.options;
