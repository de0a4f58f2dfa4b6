/**
 * Loaded networks: each class here loads one network for one size, runs it on given tensors and frees it. Knows graphs, nets and sessions; does
 * not know in which order a clip uses them.
 */
package restyle.models.engine;
