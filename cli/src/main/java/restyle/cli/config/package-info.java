/** The user's own defaults, shown. */
package restyle.cli.config;
