/**
 * How plugins are found, loaded and kept to their contract. Start at {@link restyle.plugins.host.PluginHost}; finishers are run by
 * {@link restyle.plugins.host.FinisherChain}. The only package that knows PF4J's managers and class loaders. All code of a plugin runs on
 * a thread of its own, and what it does wrong comes out as a {@link restyle.plugins.host.PluginException} that names it.
 */
package restyle.plugins.host;
