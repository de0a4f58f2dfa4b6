/**
 * The networks of a job, loaded: {@link restyle.pipeline.networks.NetworkCache} keeps them from clip to clip. Knows model files and devices;
 * does not know frames or stages.
 */
package restyle.pipeline.networks;
