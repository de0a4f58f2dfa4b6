/** The commands of plugins: what is there, what can be had, a new one. */
package restyle.cli.plugins;
