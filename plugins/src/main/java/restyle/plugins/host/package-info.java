/**
 * How plugins are found, loaded and kept to their contract. Start at {@link restyle.plugins.host.PluginHost}. The only package
 * that knows PF4J's managers and class loaders.
 */
package restyle.plugins.host;
