/**
 * Writes the job files of farm engines for a plan: an array of segments and the merge that follows it. What an engine is told is in its
 * templates, resources beside this package; they are short, and what they become is meant to be edited.
 */
package restyle.farm.submit;
