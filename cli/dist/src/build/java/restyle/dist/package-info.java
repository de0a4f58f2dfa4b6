/** Makes the archive that needs no Java: only the build runs it, and nothing of it is in the archive. */
package restyle.dist;
