/** New plugin projects: what is in them, and what they are called. Knows nothing of how plugins are loaded. */
package restyle.scaffold;
