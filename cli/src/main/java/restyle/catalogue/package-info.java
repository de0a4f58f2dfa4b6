/**
 * Model files that can be had: where they are published, under which licence, how large they are and what their content must be;
 * and how they are fetched. Knows HTTP and the catalogue's YAML; does not know what is in a model file.
 */
package restyle.catalogue;
