/** How a process of restyle begins: what its surroundings must be, and where its native libraries lie. */
package restyle.cli.start;
