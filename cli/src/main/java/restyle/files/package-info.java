/**
 * Where files go and how they get there. Knows folders and names; does not know what is in them.
 */
package restyle.files;
