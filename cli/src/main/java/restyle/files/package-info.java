/**
 * Where files go and how they get there: restyle's own folders, names of files in the making, replacing in one step, digests, sameness, text.
 * The only package that renames and deletes for others. Does not know what is in a file.
 */
package restyle.files;
