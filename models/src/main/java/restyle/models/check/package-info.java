/**
 * Reports about weight files and single networks: what a file is, what is missing in it, what a network returns for given tensors. Nothing
 * that restyles a clip depends on it.
 */
package restyle.models.check;
